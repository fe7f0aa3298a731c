package dev.steadfast.metrics.definition;

import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.metrics.timeline.CopiedMetric;
import dev.steadfast.metrics.timeline.EventMetric;

/** A definition of a tenant as it was checked. */
sealed interface Definition {
  /** What it means. */
  MetricDefinition metric();

  /** Counted beside the built-in metric that it is a copy of. */
  record Copy(CopiedMetric copied) implements Definition {
    @Override
    public MetricDefinition metric() {
      return copied.definition();
    }
  }

  /** Counted from events as they happen. */
  record Events(EventMetric counted) implements Definition {
    @Override
    public MetricDefinition metric() {
      return counted.definition();
    }
  }

  /** Computed from the cells of two others: a share, or another ratio. */
  record Computed(MetricDefinition metric, Ratio parts) implements Definition {}
}
