package dev.steadfast.goals.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class ReliabilityDiagramTest {
  private static CalibrationView.TableView table() {
    List<PastForecasts.Due> due = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      due.add(new PastForecasts.Due("csat", 0.75, i < 7, 0.1, 1, i < 8, true));
    }
    return CalibrationView.TableView.of(due);
  }

  @Test
  void theTableCountsByTenths() {
    CalibrationView.TableView table = table();

    assertThat(table.n()).isEqualTo(10);
    assertThat(table.coverage80()).isEqualTo(80);
    assertThat(table.coverage95()).isEqualTo(100);
    assertThat(table.tenths()).hasSize(1);
    CalibrationView.TenthView tenth = table.tenths().getFirst();
    assertThat(tenth.from()).isEqualTo(70);
    assertThat(tenth.stated()).isEqualTo(75);
    assertThat(tenth.happened()).isEqualTo(70);
    assertThat(tenth.lower()).isLessThan(70);
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
