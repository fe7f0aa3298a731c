package dev.steadfast.metrics.sla;

import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * A version of a policy as it is kept; of a policy, the newest.
 *
 * @param document without the instant
 * @param validFrom from when on this version counts
 */
record StoredPolicy(
    UUID id,
    long version,
    SlaPolicyRequest document,
    OffsetDateTime validFrom,
    OffsetDateTime createdAt,
    String createdBy,
    OffsetDateTime changedAt,
    String changedBy) {

  /** The next version of it. */
  StoredPolicy changed(SlaPolicyRequest to, OffsetDateTime from, OffsetDateTime at, String by) {
    return new StoredPolicy(id, version + 1, to, from, createdAt, createdBy, at, by);
  }
}
