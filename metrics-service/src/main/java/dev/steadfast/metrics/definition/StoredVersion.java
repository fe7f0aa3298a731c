package dev.steadfast.metrics.definition;

import dev.steadfast.contracts.metric.MetricDefinition;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * A version of a metric of a tenant, as it is kept.
 *
 * @param document as people wrote it
 * @param metric what follows from that
 * @param readyAt when all history was counted by it; empty while it is being counted
 */
public record StoredVersion(
    DefinitionRequest document,
    MetricDefinition metric,
    Optional<Ratio> ratio,
    OffsetDateTime createdAt,
    String createdBy,
    Optional<OffsetDateTime> readyAt) {

  /** Whether queries are answered by it. */
  public boolean isReady() {
    return readyAt.isPresent();
  }
}
