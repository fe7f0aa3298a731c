package dev.steadfast.goals.odds;

import dev.steadfast.goals.plan.Plan;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How the odds of the target moved since the forecast before, 0 to 1 each.
 *
 * @param since when that was made
 * @param parts empty where they moved by less than {@link #VISIBLE} without anybody's doing, or
 *     could not be taken apart
 */
record Change(OffsetDateTime since, double before, Optional<Parts> parts) {
  /** Smaller changes are not taken apart: a simulation of 1,000 courses does not tell them. */
  static final double VISIBLE = 0.005;

  /**
   * What moved them; the sum is the whole move.
   *
   * @param time the days since then, had each been an ordinary one: fewer are to come, also of the
   *     effects of initiatives that have begun
   * @param data what those days really brought, and corrections of earlier ones
   * @param revision another target, window or metric
   * @param plan other initiatives, or the same with another start or amount
   * @param calibration another spread, by the record of past forecasts
   */
  record Parts(double time, double data, double revision, double plan, double calibration) {
    double sum() {
      return time + data + revision + plan + calibration;
    }
  }

  /**
   * Takes the change apart by replacing the inputs of the forecast before one after the other, in
   * the order time, data, revision, plan, calibration.
   *
   * @param odds of the target now
   */
  static Change between(
      KeptForecast before, double oddsBefore, Inputs now, double odds, Past past) {
    Plan carried = past.carried(before, before.terms());
    boolean isOurs = !before.terms().equals(now.terms()) || !carried.equals(now.plan());
    if (!isOurs && Math.abs(odds - oddsBefore) < VISIBLE) {
      return new Change(before.made().at(), oddsBefore, Optional.empty());
    }
    return new Change(
        before.made().at(),
        oddsBefore,
        before.terms().isOfSameDays(now.terms())
            ? parts(before, oddsBefore, carried, now, odds, past)
            : Optional.of(new Parts(0, 0, odds - oddsBefore, 0, 0)));
  }

  /** What there was at the forecast before, as it is known today. */
  interface Past {
    /** The history as it would have been read then, from the cells of today. */
    DailyHistory asOf(KeptForecast before);

    /** The plan of then with what is still to come of it today, for those terms. */
    Plan carried(KeptForecast before, Terms terms);
  }

  private static Optional<Parts> parts(
      KeptForecast before, double oddsBefore, Plan carried, Inputs now, double odds, Past past) {
    DailyHistory then = past.asOf(before);
    Inputs start =
        new Inputs(then, before.terms(), before.inputs().plan(), before.inputs().spread().factor());
    boolean isCorrected = then.fingerprint() != before.inputs().dataHash();
    OptionalDouble corrected = isCorrected ? start.oddsOfTarget() : OptionalDouble.of(oddsBefore);
    boolean isLater =
        now.history().end().isAfter(then.end()) || !carried.equals(before.inputs().plan());
    OptionalDouble later =
        isLater
            ? start
                .with(then.followedByOrdinaryDays(now.history().end()))
                .with(carried)
                .oddsOfTarget()
            : corrected;
    Inputs known = start.with(now.history()).with(carried);
    OptionalDouble informed = isLater ? same(known, now, odds) : corrected;
    Inputs revised = known.with(now.terms()).with(past.carried(before, now.terms()));
    OptionalDouble wanted = revised.equals(known) ? informed : same(revised, now, odds);
    Inputs planned = revised.with(now.plan());
    OptionalDouble done = planned.equals(revised) ? wanted : same(planned, now, odds);
    if (corrected.isEmpty()
        || later.isEmpty()
        || informed.isEmpty()
        || wanted.isEmpty()
        || done.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Parts(
            later.getAsDouble() - corrected.getAsDouble(),
            corrected.getAsDouble() - oddsBefore + informed.getAsDouble() - later.getAsDouble(),
            wanted.getAsDouble() - informed.getAsDouble(),
            done.getAsDouble() - wanted.getAsDouble(),
            odds - done.getAsDouble()));
  }

  private static OptionalDouble same(Inputs step, Inputs now, double odds) {
    return step.terms().equals(now.terms())
            && step.plan().equals(now.plan())
            && step.factor() == now.factor()
        ? OptionalDouble.of(odds)
        : step.oddsOfTarget();
  }
}
