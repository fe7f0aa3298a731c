package dev.steadfast.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class ScreenTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  @Test
  void rewritesProgressInPlaceOnATerminal() {
    // Given
    Screen screen = screen(true);

    // When
    screen.progress("1 of 2");
    screen.progress("2 of 2");
    screen.line("done");
    screen.line("next");

    // Then
    assertThat(printed()).isEqualTo("\r\u001b[K1 of 2\r\u001b[K2 of 2\r\u001b[Kdone\nnext\n");
  }

  @Test
  void spamsNoFileWithProgress() {
    // Given
    Screen screen = screen(false);

    // When
    screen.progress("1 of 2");
    screen.progress("2 of 2");
    screen.line("done");

    // Then
    assertThat(printed()).isEqualTo("1 of 2\ndone\n");
  }

  private Screen screen(boolean terminal) {
    return new Screen(
        new PrintStream(bytes, true, StandardCharsets.UTF_8),
        terminal,
        InstantSource.fixed(Instant.parse("2026-03-27T12:00:00Z")));
  }

  private String printed() {
    return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }
}
