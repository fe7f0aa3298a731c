package dev.steadfast.goals.odds;

import dev.steadfast.core.calibration.Adjustment;
import dev.steadfast.core.forecast.Outcomes;

/**
 * By how much the calibration record spreads a forecast.
 *
 * @param factor about the median; 1 changes nothing
 * @param reason a sentence for the reader
 */
public record Spread(double factor, String reason) {
  static final Spread NONE = new Spread(1, "");

  public static Spread of(Adjustment adjustment) {
    return new Spread(adjustment.factor(), adjustment.sentence());
  }

  /** The outcomes so spread; where nothing is left open they stay as they are. */
  public Outcomes on(Outcomes outcomes) {
    return on(outcomes, factor);
  }

  static Outcomes on(Outcomes outcomes, double factor) {
    return outcomes.size() > 1 && factor != 1 ? outcomes.widened(factor) : outcomes;
  }
}
