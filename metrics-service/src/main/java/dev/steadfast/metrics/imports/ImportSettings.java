package dev.steadfast.metrics.imports;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How files are imported. */
@ConfigMapping(prefix = "steadfast.imports")
public interface ImportSettings {
  /** How many imports this process runs at a time; 0 leaves them to other replicas. */
  @WithDefault("1")
  int workers();

  /** The largest file, as it is sent. */
  @WithDefault("536870912")
  long maxBytes();

  /** The largest file after decompression. */
  @WithDefault("8589934592")
  long maxExpandedBytes();

  /** How many times its size a compressed file may expand to, beyond 16 MiB. */
  @WithDefault("200")
  int maxRatio();

  /** How many events are sent at a time. */
  @WithDefault("1000")
  int batchEvents();

  /** How many faults of rows are listed; all are counted. */
  @WithDefault("10000")
  int maxListedErrors();

  /** How many keys (such as tickets) a job remembers; the one not seen for longest is forgotten. */
  @WithDefault("50000")
  int rememberedKeys();

  /** After how long without a sign of life another process takes a job up. */
  @WithDefault("10s")
  Duration lease();

  /** How often a job keeps what it has reached. */
  @WithDefault("1s")
  Duration checkpoint();

  /** The limits of a file. */
  default Limits limits() {
    return new Limits(maxBytes(), maxExpandedBytes(), maxRatio(), rememberedKeys());
  }
}
