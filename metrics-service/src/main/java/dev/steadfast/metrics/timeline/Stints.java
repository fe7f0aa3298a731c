package dev.steadfast.metrics.timeline;

import dev.steadfast.contracts.metric.ReplyMetrics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** For how long each agent of each team had an interaction that was new or open. */
final class Stints {
  private record With(@Nullable String team, String agent) {}

  /**
   * How long it was so.
   *
   * @param stretches when; grows with the stint
   * @param known how many of them are of this stint
   */
  private record Stint(int began, long time, List<Stretch> stretches, int known) {
    Stint with(Stretch more, boolean isKept) {
      if (isKept) {
        stretches.add(more);
      }
      return new Stint(began, time + more.to() - more.from(), stretches, stretches.size());
    }
  }

  private final Map<With, Stint> stints = new LinkedHashMap<>(2);
  private final boolean keepsStretches;
  private Map<With, Stint> whenResolved = Map.of();

  /**
   * Of nothing yet.
   *
   * @param keepsStretches whether somebody asks when each of them had it
   */
  Stints(boolean keepsStretches) {
    this.keepsStretches = keepsStretches;
  }

  /** Time passes in the hands of that agent. */
  void pass(long from, long to, @Nullable String team, @Nullable String agent, int since) {
    if (agent != null && to > from) {
      With with = new With(team, agent);
      Stint before = stints.get(with);
      Stint so = before == null ? new Stint(since, 0, new ArrayList<>(0), 0) : before;
      stints.put(with, so.with(new Stretch(from, to), keepsStretches));
    }
  }

  void resolved() {
    whenResolved = new LinkedHashMap<>(stints);
  }

  /** The time of each up to that resolution, which is the last. */
  void addTo(Observations observations, Moment resolution) {
    int ordinal = 0;
    for (Map.Entry<With, Stint> one : whenResolved.entrySet()) {
      Stint stint = one.getValue();
      With with = one.getKey();
      Moment moment = new Moment(resolution.at(), with.team(), with.agent(), resolution.event());
      observations.add(
          ReplyMetrics.WRITTEN_HANDLE_TIME,
          ordinal++,
          moment,
          stint.began(),
          stint.time(),
          List.copyOf(stint.stretches().subList(0, stint.known())));
    }
    if (whenResolved.isEmpty()) {
      observations.none(ReplyMetrics.WRITTEN_HANDLE_TIME, Absence.NEVER_WITH_AN_AGENT);
    }
  }
}
