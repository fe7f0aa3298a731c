package dev.steadfast.metrics.alert;

import dev.steadfast.contracts.metric.Aggregation;
import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.core.measure.Measured;
import dev.steadfast.metrics.query.Threshold;
import java.util.Optional;

/**
 * By which number a rule watches its metric.
 *
 * @param within of a share of values up to a threshold
 */
record Measure(Aggregation aggregation, Optional<Threshold> within) {
  static Measure of(Aggregation aggregation) {
    return new Measure(aggregation, Optional.empty());
  }

  static Measure within(Threshold threshold) {
    return new Measure(Aggregation.SHARE, Optional.of(threshold));
  }

  /** As in requests and answers. */
  String code() {
    return within.map(Threshold::code).orElse(aggregation.code());
  }

  /** Of its values: a share of durations is none. */
  String unit(MetricDefinition metric) {
    return within.isPresent() ? "percent" : metric.unit();
  }

  /** What {@link #aggregation} is the number of. */
  Measured of(Measured measured) {
    return within.map(threshold -> threshold.of(measured)).orElse(measured);
  }
}
