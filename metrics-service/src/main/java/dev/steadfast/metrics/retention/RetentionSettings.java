package dev.steadfast.metrics.retention;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How long what is kept. A kind without a limit is kept for good. */
@ConfigMapping(prefix = "steadfast.retention")
public interface RetentionSettings {
  /** How often it is looked for what is too old; 0 leaves that to other replicas. */
  @WithDefault("P1D")
  Duration every();

  /**
   * The keys by which a repeated event counts once, from when the event was processed: 35 days at
   * least.
   */
  Optional<Duration> eventKeys();

  /**
   * Raw events, by whole days, from the last event of their interaction: 90 days at least. Without
   * its events an interaction cannot be counted again and takes no more.
   */
  Optional<Duration> rawEvents();

  /** Accepted events that could not be processed, from when they were put aside. */
  @WithDefault("P90D")
  Duration deadLetters();

  /** What was wrong with the rows of an import, from its end. */
  @WithDefault("P90D")
  Duration importErrors();

  /** Answers that are replayed for an Idempotency-Key: a day at least. */
  @WithDefault("P2D")
  Duration idempotencyKeys();

  /** What checks of cells found, from the end of each. */
  @WithDefault("P90D")
  Duration checks();

  /**
   * The log of erasures, from the end of each. With an entry goes what keeps old files from
   * bringing the person back.
   */
  Optional<Duration> erasures();
}
