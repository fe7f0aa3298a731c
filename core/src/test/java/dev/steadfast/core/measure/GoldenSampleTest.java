package dev.steadfast.core.measure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class GoldenSampleTest {
  @Test
  void theHistogramOfTheGoldenSampleHoldsItsTwoValues() throws IOException {
    // Given the sample, whose two durations are 24 min and 56 min 16 s
    JsonNode data;
    try (InputStream in =
        GoldenSampleTest.class.getResourceAsStream(
            "/samples/dev.steadfast.metric-day.changed.v2.json")) {
      data = new ObjectMapper().readTree(in).at("/data/cells/0");
    }
    Histogram expected = new Histogram();
    expected.record(1_440_000, 1);
    expected.record(3_376_000, 1);

    // When
    Histogram held = Histogram.decode(data.path("histogram").binaryValue());

    // Then
    assertThat(held).isEqualTo(expected);
    assertThat(data.path("sum").asLong()).isEqualTo(1_440_000 + 3_376_000);
  }
}
