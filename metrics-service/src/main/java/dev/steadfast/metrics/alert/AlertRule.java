package dev.steadfast.metrics.alert;

import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.core.measure.Scope;
import dev.steadfast.metrics.query.Wording;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A rule that keeps all rules.
 *
 * @param window whole quarter hours
 * @param minimumSample 1 and more
 * @param holdDown zero and more
 */
record AlertRule(
    String name,
    MetricDefinition metric,
    Measure measure,
    Scope scope,
    Condition condition,
    Duration window,
    int minimumSample,
    Duration holdDown,
    Optional<QuietHours> quietHours,
    Map<String, String> labels,
    boolean enabled) {

  /** The condition in words. */
  String told() {
    String what = metric.key() + " (" + measure.code() + ")";
    return switch (condition) {
      case Condition.Threshold threshold ->
          what
              + (threshold.above() ? " above " : " below ")
              + Wording.value(measure.unit(metric), threshold.threshold())
              + " over "
              + window;
      case Condition.Unusual unusual ->
          what
              + switch (unusual.side()) {
                case EITHER -> " unlike";
                case HIGHER -> " above";
                case LOWER -> " below";
              }
              + " its weekly pattern";
    };
  }
}
