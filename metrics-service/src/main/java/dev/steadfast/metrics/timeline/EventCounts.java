package dev.steadfast.metrics.timeline;

import dev.steadfast.contracts.metric.MetricDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What events count for the metrics that a tenant defines by them. */
final class EventCounts {
  private record Counted(EventMetric metric, Moment moment, long value) {}

  private final OwnMetrics own;
  private final List<Counted> counted = new ArrayList<>(0);

  EventCounts(OwnMetrics own) {
    this.own = own;
  }

  /** The event has been applied, and the interaction is with whom it is with. */
  void happened(Facts facts, Moment moment) {
    for (EventMetric metric : own.countingEvents(facts.type())) {
      metric.valueOf(facts).ifPresent(value -> counted.add(new Counted(metric, moment, value)));
    }
  }

  void addTo(Observations observations) {
    Map<MetricDefinition, Integer> ordinals = new HashMap<>(0);
    for (Counted one : counted) {
      int ordinal = ordinals.merge(one.metric().definition(), 1, Integer::sum) - 1;
      observations.add(one.metric(), ordinal, one.moment(), one.value());
    }
  }
}
