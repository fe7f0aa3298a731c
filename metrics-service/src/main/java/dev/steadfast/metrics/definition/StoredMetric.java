package dev.steadfast.metrics.definition;

import java.util.List;

/**
 * A metric of a tenant, as it is kept.
 *
 * @param versions those that are counted, the newest first; at least one
 */
public record StoredMetric(List<StoredVersion> versions) {
  public StoredMetric {
    versions = List.copyOf(versions);
    if (versions.isEmpty()) {
      throw new IllegalArgumentException("a metric without a version");
    }
  }

  public String key() {
    return newest().metric().key();
  }

  /** The newest version, counted or not. */
  public StoredVersion newest() {
    return versions.getFirst();
  }

  /** That which queries are answered by: the newest that is ready, or else the newest. */
  public StoredVersion current() {
    return versions.stream().filter(StoredVersion::isReady).findFirst().orElse(newest());
  }
}
