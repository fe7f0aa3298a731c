package dev.steadfast.goals.odds;

import dev.steadfast.core.calibration.Adjustment;

/**
 * By how much the calibration record spreads a forecast.
 *
 * @param factor about the median; 1 changes nothing
 * @param reason a sentence for the reader
 */
public record Spread(double factor, String reason) {
  public static Spread of(Adjustment adjustment) {
    return new Spread(adjustment.factor(), adjustment.sentence());
  }
}
