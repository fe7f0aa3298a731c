package dev.steadfast.goals.plan;

import java.util.Optional;

/** What an initiative does to the final value of a goal. */
public sealed interface Contribution {
  /**
   * It moves it.
   *
   * @param amount for an average day, in the unit of the metric
   * @param uncertainty of the amount, standard deviation
   * @param past where the amount comes from, if nobody stated it
   * @param days of the window, still to come, that it acts on
   * @param stillToCome the share of the amount that the history cannot show yet, 0 to 1
   * @param mean of the move of the final value
   * @param sd of that move
   */
  record Moves(
      double amount,
      double uncertainty,
      Optional<PastEffect> past,
      long days,
      double stillToCome,
      double mean,
      double sd)
      implements Contribution {
    /** Whether anything of it is still to come within the window. */
    public boolean isOpen() {
      return days > 0 && stillToCome > 0;
    }
  }

  /** It cannot be told. */
  record Unknown(String reason) implements Contribution {}
}
