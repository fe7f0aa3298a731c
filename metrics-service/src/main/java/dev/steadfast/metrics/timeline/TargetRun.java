package dev.steadfast.metrics.timeline;

import dev.steadfast.contracts.metric.SlaMetrics;
import dev.steadfast.metrics.timeline.AppliedTarget.State;
import dev.steadfast.metrics.timeline.Happening.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A target while the life of its interaction is told. */
final class TargetRun {
  /** Time between two events, or up to where it fell due. */
  record Passed(long from, long to, Status status, boolean isCounted) {}

  private final TargetKind kind;
  private final long appliedAt;
  private final int appliedBy;

  /** While that one is undecided, this one does not apply. */
  private final @Nullable TargetRun coveredBy;

  private final @Nullable List<Passed> passed;
  private int ordinal = -1;
  private @Nullable SlaPolicy policy;
  private SlaPolicy.Frozen frozen = new SlaPolicy.Frozen(null, null, null);
  private TargetClock clock = new TargetClock.Calendar();
  private long limit;
  private long spent;
  private long due = TargetClock.NEVER;
  private @Nullable Moment met;
  private @Nullable Moment missed;
  private @Nullable Moment ended;

  TargetRun(TargetKind kind, Moment applied, @Nullable TargetRun coveredBy, boolean isTraced) {
    this.kind = kind;
    this.appliedAt = applied.at();
    this.appliedBy = applied.event();
    this.coveredBy = coveredBy;
    this.passed = isTraced ? new ArrayList<>() : null;
  }

  boolean isOf(TargetKind other) {
    return kind == other;
  }

  boolean isMetByResolution() {
    return kind.isMetByResolution();
  }

  boolean isUndecided() {
    return met == null && missed == null && ended == null;
  }

  boolean isFrozen() {
    return policy != null;
  }

  /** What the interaction was at that instant is known. Returns whether there is such a target. */
  boolean freeze(ServiceLevels levels, SlaPolicy.Frozen what, int number) {
    boolean isCovered = coveredBy != null && coveredBy.isFrozen();
    Optional<SlaPolicy> applying = isCovered ? Optional.empty() : levels.applying(appliedAt, what);
    Optional<SlaPolicy.Target> target = applying.flatMap(found -> found.target(kind));
    OptionalLong own =
        target.map(found -> found.limitFor(what.priority())).orElse(OptionalLong.empty());
    if (own.isEmpty()) {
      return false;
    }
    policy = applying.orElseThrow();
    clock = target.orElseThrow().clock();
    limit = own.getAsLong();
    frozen = what;
    ordinal = number;
    due = clock.after(appliedAt, limit);
    return true;
  }

  /** Time passes between two events; whoever has the interaction then misses what falls due. */
  void pass(long from, long to, Status status, @Nullable String team, @Nullable String agent) {
    if (missed != null || ended != null) {
      return;
    }
    boolean isCounted = met == null && kind.counts(Hands.of(status));
    if (isCounted) {
      due = clock.after(from, limit - spent);
      if (due < to) {
        miss(from, status, team, agent);
        return;
      }
      spent += clock.counted(from, to);
    } else if (met == null) {
      due = TargetClock.NEVER;
    }
    note(from, to, status, isCounted);
  }

  /** The last event is told; time has passed on since, up to {@code until}. */
  void end(long last, long until, Status status, @Nullable String team, @Nullable String agent) {
    if (!isUndecided()) {
      return;
    }
    boolean isCounted = kind.counts(Hands.of(status));
    due = isCounted ? clock.after(last, limit - spent) : TargetClock.NEVER;
    if (isCounted && due <= until) {
      miss(last, status, team, agent);
    } else if (passed != null && until > last) {
      note(last, until, status, isCounted);
    }
  }

  private void miss(long from, Status status, @Nullable String team, @Nullable String agent) {
    missed = new Moment(due, team, agent, Observations.NO_EVENT);
    spent = limit;
    note(from, due, status, true);
  }

  private void note(long from, long to, Status status, boolean isCounted) {
    if (passed != null && to > from) {
      passed.add(new Passed(from, to, status, isCounted));
    }
  }

  void met(Moment moment) {
    if (isUndecided()) {
      met = moment;
    }
  }

  void ended(Moment moment) {
    if (isUndecided()) {
      ended = moment;
    }
  }

  void reopened() {
    met = null;
  }

  /** What it came to, of those that were frozen. */
  AppliedTarget applied(@Nullable Status status) {
    if (policy == null) {
      throw new IllegalStateException("the target is not frozen");
    }
    return new AppliedTarget(
        ordinal,
        kind,
        policy,
        frozen,
        limit,
        clock,
        appliedAt,
        due == TargetClock.NEVER ? OptionalLong.empty() : OptionalLong.of(due),
        state(status));
  }

  private State state(@Nullable Status status) {
    if (missed != null) {
      return new State.Missed(missed.at());
    }
    if (met != null) {
      return new State.Met(met.at());
    }
    if (ended != null) {
      return new State.Ended(ended.at());
    }
    return status != null && kind.counts(Hands.of(status))
        ? new State.Running()
        : new State.Paused(limit - spent);
  }

  void addTo(Observations observations) {
    Moment decided = missed == null ? met : missed;
    if (decided != null) {
      int value = missed == null ? 1 : 0;
      observations.addTarget(kind.metric(), ordinal, decided, appliedBy, value, frozen.priority());
      observations.addTarget(
          SlaMetrics.SLA_ATTAINMENT, ordinal, decided, appliedBy, value, frozen.priority());
    }
  }

  void tell(Trace trace, AppliedTarget applied) {
    List<Passed> all = passed == null ? List.of() : passed;
    Moment decided = met == null ? ended : met;
    if (missed != null || decided == null) {
      trace.target(applied, appliedBy, Observations.NO_EVENT, all);
      return;
    }
    long at = decided.at();
    List<Passed> until = all.stream().filter(each -> each.from() < at).toList();
    trace.target(applied, appliedBy, decided.event(), until);
  }
}
