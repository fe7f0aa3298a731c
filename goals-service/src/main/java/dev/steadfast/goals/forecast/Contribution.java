package dev.steadfast.goals.forecast;

import dev.steadfast.goals.effect.PastEffect;
import java.util.Optional;

/** What an initiative does to the final value of a goal. */
sealed interface Contribution {
  /**
   * It moves it.
   *
   * @param amount for an average day, in the unit of the metric
   * @param uncertainty of the amount, standard deviation
   * @param past where the amount comes from, if nobody stated it
   * @param days of the window that it acts on
   * @param mean of the move of the final value
   * @param sd of that move
   */
  record Moves(
      double amount,
      double uncertainty,
      Optional<PastEffect> past,
      long days,
      double mean,
      double sd)
      implements Contribution {}

  /** It cannot be told. */
  record Unknown(String reason) implements Contribution {}
}
