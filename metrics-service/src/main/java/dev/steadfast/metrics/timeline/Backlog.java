package dev.steadfast.metrics.timeline;

import dev.steadfast.contracts.metric.BuiltInMetrics;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** When an interaction was open, and with whom. */
final class Backlog {
  /** It enters with the first, leaves with the second, and so on. */
  private final List<Moment> changes = new ArrayList<>(4);

  private final @Nullable Trace trace;
  private @Nullable Moment since;

  Backlog(@Nullable Trace trace) {
    this.trace = trace;
  }

  /** Counts it in and out as it opens, is done, reopens or goes to somebody else. */
  void follow(boolean isOpen, long at, @Nullable String team, @Nullable String agent, int event) {
    Moment before = since;
    if (before != null && (!isOpen || !before.isWith(team, agent))) {
      changes.add(new Moment(at, before.team(), before.agent(), event));
      since = null;
      Trace.did(trace, Step.LEFT_BACKLOG);
    }
    if (isOpen && since == null) {
      since = new Moment(at, team, agent, event);
      changes.add(since);
      Trace.did(trace, Step.ENTERED_BACKLOG);
    }
  }

  void addTo(Observations observations, boolean isOpened) {
    for (int i = 0; i < changes.size(); i++) {
      observations.add(BuiltInMetrics.BACKLOG, i, changes.get(i), i % 2 == 0 ? 1 : -1);
    }
    if (changes.isEmpty()) {
      observations.none(BuiltInMetrics.BACKLOG, isOpened ? Absence.NEVER_OPEN : Absence.NOT_OPENED);
    }
  }
}
