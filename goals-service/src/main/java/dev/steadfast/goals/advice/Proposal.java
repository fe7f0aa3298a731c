package dev.steadfast.goals.advice;

import dev.steadfast.core.forecast.CannotTell;
import dev.steadfast.core.forecast.Direction;
import dev.steadfast.core.forecast.Outcomes;
import dev.steadfast.core.forecast.WindowOutlook;
import dev.steadfast.goals.odds.Ambition;
import dev.steadfast.goals.odds.Odds;
import dev.steadfast.goals.progress.Measurement;
import dev.steadfast.goals.progress.Verdict;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A proposed target, judged.
 *
 * @param odds 0 to 1, if nothing changes
 * @param missing what the metric would have to move by for even odds, signed; 0 where they are even
 *     or better
 */
record Proposal(double target, Ambition word, OptionalDouble odds, double missing) {
  private static final double EVEN = 0.5;

  static Proposal of(
      double target, AdviceQuestion question, WindowOutlook outlook, Optional<Measurement> now) {
    return switch (outlook) {
      case CannotTell thin -> new Proposal(target, Ambition.CANNOT_TELL, OptionalDouble.empty(), 0);
      case Outcomes outcomes -> {
        double odds = outcomes.oddsOf(target, side(question));
        Ambition word = isMet(target, question, now) ? Ambition.ALREADY_MET : Ambition.of(odds);
        double missing = odds >= EVEN ? 0 : target - outcomes.quantile(EVEN);
        yield new Proposal(target, word, OptionalDouble.of(odds), missing);
      }
    };
  }

  /**
   * Whether it is there already. A total that grows through its window is, once nothing can undo
   * it; anything else, when what is measured now is there with its whole interval.
   *
   * @param now of the window so far for such a total, otherwise of the newest comparable days
   */
  private static boolean isMet(double target, AdviceQuestion question, Optional<Measurement> now) {
    boolean isUndecided =
        question.accumulates()
            && question.direction() == dev.steadfast.goals.progress.Direction.LOWER;
    return !isUndecided
        && Verdict.of(now, question.metric().minimumSample(), question.direction(), target)
            instanceof Verdict.Met;
  }

  static Direction side(AdviceQuestion question) {
    return Odds.side(question.direction());
  }
}
