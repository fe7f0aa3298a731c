package dev.steadfast.metrics.timeline;

import dev.steadfast.contracts.metric.MetricDefinition;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers the observations of one interaction, which share its channel and priority. */
final class Observations {
  private final @Nullable String channel;
  private final @Nullable String priority;
  private final List<Observation> observations = new ArrayList<>();

  Observations(@Nullable String channel, @Nullable String priority) {
    this.channel = channel;
    this.priority = priority;
  }

  void add(MetricDefinition metric, int ordinal, Moment moment, long value) {
    observations.add(
        new Observation(
            metric,
            ordinal,
            moment.at(),
            value,
            new Dimensions(moment.team(), moment.agent(), channel, priority)));
  }

  void add(MetricDefinition metric, int ordinal, Moment moment, boolean isIn) {
    add(metric, ordinal, moment, isIn ? 1 : 0);
  }

  List<Observation> all() {
    return observations;
  }
}
