package dev.steadfast.launcher.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * What the demo prints: lines, and one line of progress that is rewritten in place on a terminal
 * and printed anew every few seconds into a file.
 */
public final class Screen {
  private static final Duration PACE_IN_FILES = Duration.ofSeconds(5);
  private static final String START_OF_LINE = "\r\u001b[K";

  private final PrintStream out;
  private final boolean terminal;
  private final InstantSource clock;
  private Instant next = Instant.MIN;
  private boolean inProgress;

  public Screen(PrintStream out, boolean terminal, InstantSource clock) {
    this.out = out;
    this.terminal = terminal;
    this.clock = clock;
  }

  /** Shows how far something is, in place of what was shown before. */
  void progress(String text) {
    if (terminal) {
      out.print(START_OF_LINE + text);
      out.flush();
      inProgress = true;
    } else if (!clock.instant().isBefore(next)) {
      out.println(text);
      next = clock.instant().plus(PACE_IN_FILES);
    }
  }

  /** Prints a line, in place of progress that is shown. */
  void line(String text) {
    out.println(inProgress ? START_OF_LINE + text : text);
    inProgress = false;
  }
}
