package dev.steadfast.metrics.timeline;

import dev.steadfast.contracts.metric.BuiltInMetrics;
import dev.steadfast.contracts.metric.ReplyMetrics;
import dev.steadfast.contracts.metric.WaitMetrics;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How often and when an interaction was resolved and reopened. */
final class Resolutions {
  private final @Nullable Trace trace;

  /** A resolution, and what reopened it since. One that nobody told is where it was reopened. */
  private record Cycle(int began, long beganAt, Moment resolution, int reopened) {
    static Cycle unseen(Moment reopening) {
      return new Cycle(Observations.NO_EVENT, 0, reopening, reopening.event());
    }

    boolean isUnseen() {
      return resolution.event() == reopened;
    }

    Cycle reopenedBy(int event) {
      return new Cycle(began, beganAt, resolution, event);
    }
  }

  private final List<Cycle> cycles = new ArrayList<>(1);
  private int began = Observations.NO_EVENT;
  private long beganAt;
  private @Nullable Moment first;
  private boolean firstSeen = true;
  private @Nullable Moment last;
  private int firstReopening = Observations.NO_EVENT;
  private int reopens;
  private int cycle;

  Resolutions(@Nullable Trace trace) {
    this.trace = trace;
  }

  /** A cycle begins: it was opened. */
  void opened(long at, int event) {
    if (first == null) {
      began = event;
      beganAt = at;
    }
  }

  void resolved(Moment moment) {
    cycles.add(new Cycle(began, beganAt, moment, Observations.NO_EVENT));
    last = moment;
    first = first == null ? moment : first;
    cycle++;
    Trace.did(trace, Step.WAS_RESOLVED);
  }

  /** A reopening implies a resolution, even one that nobody told us of. */
  void reopened(Moment moment) {
    if (first == null) {
      first = moment;
      firstSeen = false;
    }
    Trace.did(trace, last == null ? Step.REOPENED_UNSEEN : Step.REOPENED);
    firstReopening = reopens == 0 ? moment.event() : firstReopening;
    cycles.add(
        last == null ? Cycle.unseen(moment) : cycles.removeLast().reopenedBy(moment.event()));
    began = moment.event();
    beganAt = moment.at();
    last = null;
    reopens++;
  }

  /** The last one, or null while it is not resolved. */
  @Nullable Moment last() {
    return last;
  }

  int cycle() {
    return cycle;
  }

  int reopens() {
    return reopens;
  }

  /** Why there is no last one. */
  Absence absence() {
    return reopens > 0 ? Absence.NOT_RESOLVED_AGAIN : Absence.NOT_RESOLVED;
  }

  /** The rate of reopening, and the time to the first resolution. */
  void addTo(Observations observations, @Nullable Opening opening) {
    addCycles(observations);
    if (first == null) {
      observations.none(BuiltInMetrics.REOPEN_RATE, Absence.NOT_RESOLVED);
      observations.none(WaitMetrics.FIRST_RESOLUTION_TIME, Absence.NOT_RESOLVED);
      return;
    }
    observations.add(
        BuiltInMetrics.REOPEN_RATE, 0, first, first.event(), firstReopening, reopens > 0 ? 1 : 0);
    if (firstSeen && opening != null && first.at() >= opening.at()) {
      observations.add(
          WaitMetrics.FIRST_RESOLUTION_TIME, 0, first, opening.event(), first.at() - opening.at());
    } else {
      observations.none(
          WaitMetrics.FIRST_RESOLUTION_TIME,
          firstSeen ? before(opening) : Absence.RESOLUTION_UNSEEN);
    }
  }

  private void addCycles(Observations observations) {
    int timed = 0;
    for (int i = 0; i < cycles.size(); i++) {
      Cycle cycle = cycles.get(i);
      Moment resolution = cycle.resolution();
      observations.add(
          ReplyMetrics.REOPENINGS,
          i,
          resolution,
          resolution.event(),
          cycle.reopened(),
          cycle.reopened() == Observations.NO_EVENT ? 0 : 1);
      if (cycle.began() != Observations.NO_EVENT) {
        observations.add(
            ReplyMetrics.CYCLE_RESOLUTION_TIME,
            timed++,
            resolution,
            cycle.began(),
            resolution.at() - cycle.beganAt());
      }
    }
    if (cycles.isEmpty()) {
      observations.none(ReplyMetrics.REOPENINGS, Absence.NOT_RESOLVED);
    }
    if (timed == 0) {
      observations.none(ReplyMetrics.CYCLE_RESOLUTION_TIME, untimed());
    }
  }

  /** Why no cycle has a time. */
  private Absence untimed() {
    if (cycles.isEmpty()) {
      return Absence.NOT_RESOLVED;
    }
    return cycles.stream().allMatch(Cycle::isUnseen)
        ? Absence.RESOLUTION_UNSEEN
        : Absence.RESOLVED_BEFORE_OPENED;
  }

  /** Why a resolution has no time. */
  static Absence before(@Nullable Opening opening) {
    return opening == null ? Absence.NOT_OPENED : Absence.RESOLVED_BEFORE_OPENED;
  }
}
