package dev.steadfast.metrics.timeline;

import dev.steadfast.contracts.metric.ReplyMetrics;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** For how long each agent had an interaction that was new or open. */
final class Stints {
  private record Stint(@Nullable String team, int began, long time) {}

  private final Map<String, Stint> stints = new LinkedHashMap<>(2);
  private Map<String, Stint> whenResolved = Map.of();

  /** Time passes in the hands of that agent. */
  void pass(long time, @Nullable String team, @Nullable String agent, int since) {
    if (agent != null && time > 0) {
      Stint before = stints.get(agent);
      stints.put(
          agent,
          before == null
              ? new Stint(team, since, time)
              : new Stint(team, before.began(), before.time() + time));
    }
  }

  void resolved() {
    whenResolved = new LinkedHashMap<>(stints);
  }

  /** The time of each up to that resolution, which is the last. */
  void addTo(Observations observations, Moment resolution) {
    int ordinal = 0;
    for (Map.Entry<String, Stint> one : whenResolved.entrySet()) {
      Stint stint = one.getValue();
      Moment moment = new Moment(resolution.at(), stint.team(), one.getKey(), resolution.event());
      observations.add(
          ReplyMetrics.WRITTEN_HANDLE_TIME, ordinal++, moment, stint.began(), stint.time());
    }
    if (whenResolved.isEmpty()) {
      observations.none(ReplyMetrics.WRITTEN_HANDLE_TIME, Absence.NEVER_WITH_AN_AGENT);
    }
  }
}
