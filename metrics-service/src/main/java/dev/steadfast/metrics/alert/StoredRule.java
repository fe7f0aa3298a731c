package dev.steadfast.metrics.alert;

import dev.steadfast.metrics.alert.Reading.Seen;
import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * A rule as it is kept, with how it stands.
 *
 * @param version grows with each change that people make
 */
record StoredRule(
    UUID id,
    long version,
    AlertRuleRequest document,
    OffsetDateTime createdAt,
    String createdBy,
    OffsetDateTime changedAt,
    String changedBy,
    AlertState state,
    Seen seen) {

  /** The next version of it. */
  StoredRule changed(AlertRuleRequest to, OffsetDateTime at, String by, AlertState next) {
    return new StoredRule(id, version + 1, to, createdAt, createdBy, at, by, next, seen);
  }

  /** The same, standing otherwise. */
  StoredRule standing(AlertState next, Seen now) {
    return new StoredRule(
        id, version, document, createdAt, createdBy, changedAt, changedBy, next, now);
  }
}
