package dev.steadfast.metrics.timeline;

import dev.steadfast.contracts.metric.SlaMetrics;
import dev.steadfast.metrics.timeline.Happening.Status;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The targets that policies set an interaction. Each is applied at an instant, and frozen by what
 * the interaction was at the end of it: events of one instant have no order that means anything.
 */
final class ServiceTargets {
  private final ServiceLevels levels;
  private final @Nullable Trace trace;
  private final List<TargetRun> all = new ArrayList<>(0);
  private @Nullable Opening opening;
  private @Nullable TargetRun first;
  private @Nullable TargetRun next;
  private boolean customerWrote;
  private boolean isWaiting;
  private int frozen;
  private long now = Long.MIN_VALUE;

  ServiceTargets(ServiceLevels levels, @Nullable Trace trace) {
    this.levels = levels;
    this.trace = trace;
  }

  /**
   * Time passes until that instant, with the interaction as it is.
   *
   * @param status until then; null before it was opened
   */
  void pass(
      long at,
      @Nullable Status status,
      @Nullable String team,
      @Nullable String agent,
      @Nullable String channel,
      @Nullable String priority) {
    if (at == now || levels.areNone()) {
      return;
    }
    freeze(team, channel, priority);
    if (status != null) {
      for (TargetRun run : all) {
        run.pass(now, at, status, team, agent);
      }
    }
    now = at;
  }

  private void freeze(@Nullable String team, @Nullable String channel, @Nullable String priority) {
    while (frozen < all.size()) {
      if (all.get(frozen).freeze(levels, new SlaPolicy.Frozen(channel, priority, team), frozen)) {
        frozen++;
      } else {
        all.remove(frozen);
      }
    }
  }

  void opened(Opening how) {
    opening = how;
    if (levels.areNone()) {
      return;
    }
    Moment moment = new Moment(how.at(), null, null, how.event());
    if (!how.proactive() || customerWrote) {
      first = apply(TargetKind.FIRST_RESPONSE, moment, null);
    }
    apply(TargetKind.RESOLUTION, moment, null);
    apply(TargetKind.AGENT_WORK, moment, null);
    if (isWaiting) {
      begin(moment);
    }
  }

  void customerWrote(long at, int event, boolean isPublic) {
    if (levels.areNone()) {
      return;
    }
    customerWrote = true;
    Moment moment = new Moment(at, null, null, event);
    if (opening != null && opening.proactive() && first == null) {
      first = apply(TargetKind.FIRST_RESPONSE, moment, null);
    }
    if (isPublic && !isWaiting) {
      isWaiting = true;
      if (opening != null) {
        begin(moment);
      }
    }
  }

  private void begin(Moment moment) {
    boolean isCovered = first != null && first.isUndecided();
    next = apply(TargetKind.NEXT_RESPONSE, moment, isCovered ? first : null);
  }

  private TargetRun apply(TargetKind kind, Moment moment, @Nullable TargetRun coveredBy) {
    TargetRun run = new TargetRun(kind, moment, coveredBy, trace != null);
    all.add(run);
    return run;
  }

  void replied(Moment reply) {
    if (first != null) {
      first.met(reply);
    }
    if (next != null) {
      next.met(reply);
    }
    isWaiting = false;
  }

  void resolved(Moment moment) {
    closed(moment.at(), moment.event());
    for (TargetRun run : all) {
      if (run.isMetByResolution()) {
        run.met(moment);
      }
    }
  }

  /** Nobody waits any more. */
  void closed(long at, int event) {
    isWaiting = false;
    if (next != null) {
      next.ended(new Moment(at, null, null, event));
    }
  }

  void reopened() {
    for (TargetRun run : all) {
      if (run.isMetByResolution()) {
        run.reopened();
      }
    }
  }

  /** No more events are known; time has passed until then. */
  void end(
      long until,
      @Nullable Status status,
      @Nullable String team,
      @Nullable String agent,
      @Nullable String channel,
      @Nullable String priority) {
    freeze(team, channel, priority);
    if (status != null) {
      for (TargetRun run : all) {
        run.end(now, until, status, team, agent);
      }
    }
  }

  List<AppliedTarget> applied(@Nullable Status status) {
    return all.stream().map(run -> run.applied(status)).toList();
  }

  void addTo(Observations observations, @Nullable Status status) {
    all.forEach(run -> run.addTo(observations));
    if (trace == null) {
      return;
    }
    for (TargetRun run : all) {
      run.tell(trace, run.applied(status));
    }
    observations.none(SlaMetrics.SLA_ATTAINMENT, absence(all.isEmpty()));
    for (TargetKind kind : TargetKind.values()) {
      observations.none(kind.metric(), absence(all.stream().noneMatch(run -> run.isOf(kind))));
    }
  }

  private Absence absence(boolean areNone) {
    if (opening == null) {
      return Absence.NOT_OPENED;
    }
    return areNone ? Absence.NO_TARGET : Absence.TARGET_UNDECIDED;
  }
}
