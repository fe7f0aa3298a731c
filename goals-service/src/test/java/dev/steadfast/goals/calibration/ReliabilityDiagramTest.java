package dev.steadfast.goals.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class ReliabilityDiagramTest {
  private static CalibrationView.TableView table() {
    List<PastForecasts.Due> due = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      // Two forecasts of each of five windows
      LocalDate day = LocalDate.of(2026, 11, 1 + i / 2);
      due.add(
          new PastForecasts.Due(
              new PastForecasts.OutcomeId("csat", 1, "all", "share", day, day),
              0.75,
              i < 7,
              0.1,
              1,
              i < 8,
              true));
    }
    return CalibrationView.TableView.of(due);
  }

  @Test
  void theTableCountsByTenths() {
    CalibrationView.TableView table = table();

    assertThat(table.n()).isEqualTo(10);
    assertThat(table.outcomes()).isEqualTo(5);
    assertThat(table.coverage80()).isEqualTo(80);
    assertThat(table.coverage95()).isEqualTo(100);
    assertThat(table.tenths()).hasSize(1);
    CalibrationView.TenthView tenth = table.tenths().getFirst();
    assertThat(tenth.from()).isEqualTo(70);
    assertThat(tenth.stated()).isEqualTo(75);
    assertThat(tenth.happened()).isEqualTo(70);
    // Wilson's interval of 4 of 5, and not of 7 of 10
    assertThat(tenth.outcomes()).isEqualTo(5);
    assertThat(tenth.lower()).isCloseTo(37.55, within(0.01));
    assertThat(tenth.upper()).isCloseTo(96.38, within(0.01));
  }

  @Test
  void anyTextStaysText() throws Exception {
    String svg = ReliabilityDiagram.svg("<b onload=\"x\">&", table());

    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    assertThat(document.getElementsByTagName("title").item(0).getTextContent())
        .isEqualTo("Calibration of <b onload=\"x\">&");
    assertThat(document.getElementsByTagName("desc").item(0).getTextContent())
        .isEqualTo("10 forecasts have come due. Of 10 with odds about 75 %, 70 % came true.");
    assertThat(document.getElementsByTagName("circle").getLength()).isEqualTo(1);
    assertThat(document.getElementsByTagName("b").getLength()).isZero();
  }
}
