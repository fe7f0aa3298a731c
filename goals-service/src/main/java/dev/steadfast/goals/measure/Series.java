package dev.steadfast.goals.measure;

import dev.steadfast.contracts.metric.MetricDefinition;
import java.util.UUID;

/**
 * The day cells of one metric in one scope.
 *
 * @param scope in its canonical text form
 */
public record Series(UUID tenant, String metric, int version, String scope) {
  /** The series of a metric by its name, such as {@code csat@1}. */
  static Series named(UUID tenant, String name, String scope) {
    int separator = name.lastIndexOf('@');
    return new Series(
        tenant,
        name.substring(0, separator),
        Integer.parseInt(name, separator + 1, name.length(), 10),
        scope);
  }

  /** The name of the metric, such as {@code csat@1}. */
  String name() {
    return MetricDefinition.name(metric, version);
  }
}
