package dev.steadfast.metrics.timeline;

import dev.steadfast.contracts.metric.MetricDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What events count for the metrics that a tenant defines by them. */
final class EventCounts {
  /** With the channel and the priority where it tells its own. */
  private record Counted(
      EventMetric metric,
      Moment moment,
      @Nullable String channel,
      @Nullable String priority,
      long value) {}

  private final OwnMetrics own;
  private final List<Counted> counted = new ArrayList<>(0);
  private final List<MetricDefinition> withoutNumber = new ArrayList<>(0);

  EventCounts(OwnMetrics own) {
    this.own = own;
  }

  /** The event has been applied, and the interaction is with whom it is with. */
  void happened(TimelineEvent event, Moment here) {
    for (EventMetric metric : own.countingEvents(event.facts().type())) {
      if (metric.isMetBy(event.facts())) {
        metric
            .numberOf(event.facts())
            .ifPresentOrElse(
                value -> counted.add(counted(metric, event.happening(), here, value)),
                () -> withoutNumber.add(metric.definition()));
      }
    }
  }

  /** A number that was computed elsewhere is of whatever it says that it is of. */
  private static Counted counted(EventMetric metric, Happening happening, Moment here, long value) {
    return happening instanceof Happening.Recorded recorded
        ? new Counted(
            metric,
            new Moment(
                here.at(),
                recorded.team() == null ? here.team() : recorded.team(),
                recorded.agent() == null ? here.agent() : recorded.agent(),
                here.event()),
            recorded.channel(),
            recorded.priority(),
            value)
        : new Counted(metric, here, null, null, value);
  }

  void addTo(Observations observations) {
    withoutNumber.forEach(metric -> observations.none(metric, Absence.NO_NUMBER_THAT_COUNTS));
    Map<MetricDefinition, Integer> ordinals = new HashMap<>(0);
    for (Counted one : counted) {
      int ordinal = ordinals.merge(one.metric().definition(), 1, Integer::sum) - 1;
      observations.add(
          one.metric(), ordinal, one.moment(), one.channel(), one.priority(), one.value());
    }
  }
}
