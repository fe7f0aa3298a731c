package dev.steadfast.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
  @TempDir Path root;
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(written, true, StandardCharsets.UTF_8);

  private int run(String... args) {
    return new Main(root, out, Clock.systemUTC()).run(List.of(args));
  }

  @Test
  void aPlannedScenarioSaysThatItIsNotThereYet() {
    assertThat(run("b5")).isEqualTo(2);
    assertThat(written.toString(StandardCharsets.UTF_8).strip())
        .isEqualTo("The scenario B5 is not there yet; B3, B4, B6, B9, M4, FORECAST and ODDS are.");
  }

  @Test
  void anUnknownNameStopsBeforeAnythingRuns() {
    assertThat(run("B3", "B33")).isEqualTo(2);
    assertThat(written.toString(StandardCharsets.UTF_8)).contains("There is no scenario B33");
    assertThat(root).isEmptyDirectory();
  }

  @Test
  void seriesThatAreNotThereGiveNoResult() {
    assertThat(run("M4")).isEqualTo(1);
    assertThat(written.toString(StandardCharsets.UTF_8)).contains("M4 gives no result:");
  }

  @Test
  void aScenarioThatCannotRunSaysWhyAndFails() {
    // When: no module is built below that folder
    int code = run("B3", "--quick");

    // Then
    assertThat(code).isEqualTo(1);
    assertThat(written.toString(StandardCharsets.UTF_8)).contains("B3 gives no result:");
    assertThat(root.resolve("bench/results")).isNotEmptyDirectory();
  }
}
