package dev.steadfast.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultFileTest {
  @TempDir Path folder;

  @Test
  void isNamedByTheInstantAndHoldsTheRounds() throws IOException {
    // When
    Path file =
        ResultFile.write(
            folder.resolve("results"),
            Instant.parse("2026-11-02T09:08:07.5Z"),
            Map.of("bar", new Bar("ratio", 0.2, 0.1, 0, true, "%.2f")));

    // Then
    assertThat(file).hasFileName("2026-11-02T090807Z.json");
    assertThat(new ObjectMapper().readTree(file.toFile()).at("/bar/value").asDouble())
        .isEqualTo(0.2);
  }
}
