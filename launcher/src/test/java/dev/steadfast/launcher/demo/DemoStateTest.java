package dev.steadfast.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DemoStateTest {
  private static final Instant END = Instant.parse("2026-03-27T12:00:00Z");

  @TempDir Path folder;

  static DemoState[] states() {
    return new DemoState[] {
      new DemoState.None(), new DemoState.Seeding(END), new DemoState.Seeded(END)
    };
  }

  @ParameterizedTest
  @MethodSource("states")
  void isReadAsItWasWritten(DemoState state) {
    // Given
    Path file = folder.resolve("demo");
    new DemoState.Seeding(Instant.EPOCH).write(file);

    // When
    state.write(file);

    // Then
    assertThat(DemoState.read(file)).isEqualTo(state);
  }
}
