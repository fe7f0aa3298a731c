package dev.steadfast.goals.progress;

import dev.steadfast.contracts.metric.Aggregation;
import dev.steadfast.core.measure.Interval;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * How a goal stands by what was measured.
 *
 * @param expected where the linear path is, or empty before the period
 * @param isOver whether the period is
 * @param isStale whether nothing new was observed for long
 */
record Judging(Target target, OptionalDouble expected, boolean isOver, boolean isStale) {
  /**
   * A value without sampling error is at risk rather than off track within this share of the way
   * from baseline to target.
   */
  static final double SLACK = 0.1;

  /** What is said of it. */
  record Judged(Status status, Verdict verdict, Level reached) {}

  Judged of(Optional<Measurement> measured) {
    Verdict verdict = verdict(measured, target.levels().target());
    return new Judged(status(measured, verdict), verdict, reached(measured));
  }

  /**
   * The same where sources fell silent. Of a total only that is said which holds however much of it
   * is missing, up to twice of what is usual. Of a level nothing is said while a source is silent.
   */
  Judged of(Measurement measured, DateRange days, List<Silence> silences) {
    Judged judged = of(Optional.of(measured));
    if (target.aggregation() == Aggregation.LEVEL) {
      DateRange last = new DateRange(days.to(), days.to());
      return silences.stream().anyMatch(silence -> silence.has(days.to()))
          ? missing(Silence.reason(last, silences))
          : judged;
    }
    double factor = target.aggregation().isTotal() ? Silence.mostFactor(days, silences) : 1;
    if (factor == 1) {
      return judged;
    }
    Judged none = missing(Silence.reason(days, silences));
    if (factor == Silence.UNKNOWN && measured.value() == 0) {
      return none;
    }
    Judged most = of(Optional.of(measured.times(factor)));
    Status status = either(judged.status(), most.status());
    boolean isSameVerdict = judged.verdict().code().equals(most.verdict().code());
    boolean isOpen = judged.verdict() instanceof Verdict.CannotTell;
    return new Judged(
        status,
        isSameVerdict && (status != Status.NO_DATA || !isOpen) ? judged.verdict() : none.verdict(),
        judged.reached().compareTo(most.reached()) < 0 ? judged.reached() : most.reached());
  }

  /**
   * What is behind the path in either case is, but not beyond doubt; what is on it or at the target
   * is on it.
   */
  private static Status either(Status one, Status other) {
    Set<Status> both = EnumSet.of(one, other);
    if (both.size() == 1) {
      return one;
    }
    if (both.equals(EnumSet.of(Status.AT_RISK, Status.OFF_TRACK))) {
      return Status.AT_RISK;
    }
    return both.equals(EnumSet.of(Status.ON_TRACK, Status.ACHIEVED))
        ? Status.ON_TRACK
        : Status.NO_DATA;
  }

  private static Judged missing(String reason) {
    return new Judged(Status.NO_DATA, new Verdict.NoData(Optional.of(reason)), Level.NONE);
  }

  /** A total that still grows has missed nothing yet, and has not kept below anything either. */
  private Verdict verdict(Optional<Measurement> measured, double level) {
    Verdict verdict = Verdict.of(measured, target.minimumSample(), target.direction(), level);
    if (isOver || !target.accumulates()) {
      return verdict;
    }
    boolean settled =
        target.direction() == Direction.HIGHER
            ? verdict instanceof Verdict.Met
            : verdict instanceof Verdict.Missed;
    return settled || measured.isEmpty()
        ? verdict
        : new Verdict.CannotTell("the total still grows until the period ends");
  }

  private Level reached(Optional<Measurement> measured) {
    Levels levels = target.levels();
    if (isMet(measured, levels.stretch())) {
      return Level.STRETCH;
    }
    if (isMet(measured, OptionalDouble.of(levels.target()))) {
      return Level.TARGET;
    }
    return isMet(measured, levels.commit()) ? Level.COMMIT : Level.NONE;
  }

  private boolean isMet(Optional<Measurement> measured, OptionalDouble level) {
    return level.isPresent() && verdict(measured, level.getAsDouble()) instanceof Verdict.Met;
  }

  private Status status(Optional<Measurement> measured, Verdict verdict) {
    if (measured.isEmpty() || expected.isEmpty()) {
      return Status.NO_DATA;
    }
    if (isStale) {
      return Status.STALE;
    }
    Measurement value = measured.get();
    if (value.n() < target.minimumSample() || value.interval().isEmpty()) {
      return Status.CANNOT_TELL;
    }
    if (verdict instanceof Verdict.Met) {
      return Status.ACHIEVED;
    }
    if (isOver || (target.accumulates() && verdict instanceof Verdict.Missed)) {
      return verdict instanceof Verdict.Missed ? Status.OFF_TRACK : Status.CANNOT_TELL;
    }
    return againstPath(value.value(), value.interval().get(), expected.getAsDouble());
  }

  private Status againstPath(double value, Interval interval, double path) {
    Direction direction = target.direction();
    double goal = target.levels().target();
    boolean higher = direction == Direction.HIGHER;
    double best = higher ? interval.upper() : interval.lower();
    double worst = higher ? interval.lower() : interval.upper();
    boolean exact = interval.lower() == interval.upper();
    if (!exact && direction.reaches(best, goal) && direction.reaches(target.baseline(), worst)) {
      return Status.CANNOT_TELL;
    }
    if (direction.reaches(value, path)) {
      return Status.ON_TRACK;
    }
    double slack = exact ? SLACK * (goal - target.baseline()) : 0;
    return direction.reaches(best + slack, path) ? Status.AT_RISK : Status.OFF_TRACK;
  }
}
