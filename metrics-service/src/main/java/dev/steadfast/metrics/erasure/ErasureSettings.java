package dev.steadfast.metrics.erasure;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How people are erased. */
@ConfigMapping(prefix = "steadfast.erasures")
public interface ErasureSettings {
  /** How many erasures this process runs at a time; 0 leaves them to other replicas. */
  @WithDefault("1")
  int workers();

  /** How many interactions one transaction goes through, while processors wait. */
  @WithDefault("100")
  int step();

  /** After how long without a sign of life another process takes a job up. */
  @WithDefault("1m")
  Duration lease();
}
