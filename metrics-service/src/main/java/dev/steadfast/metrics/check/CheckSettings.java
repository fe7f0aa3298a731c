package dev.steadfast.metrics.check;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How cells are checked in the background. */
@ConfigMapping(prefix = "steadfast.checks")
public interface CheckSettings {
  /** How many checks this process runs at a time; 0 leaves them to other replicas. */
  @WithDefault("1")
  int workers();

  /**
   * How many cells are held at a time, 111 bytes each. Of more than that all events are read once
   * for each part of the cells.
   */
  @WithDefault("100000")
  int cells();

  /**
   * How many interactions of customers are held at a time, 300 bytes each. Of more than that all
   * events are read once for each share of the customers, for metrics that need them.
   */
  @WithDefault("50000")
  int encounters();

  /** After how long without a sign of life another process takes a check up. */
  @WithDefault("1m")
  Duration lease();
}
