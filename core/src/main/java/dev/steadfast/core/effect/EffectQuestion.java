package dev.steadfast.core.effect;

import java.util.List;
import java.util.OptionalInt;

/**
 * Did the values change at the intervention, beyond what was to be expected?
 *
 * @param values one a day; NaN for a day without
 * @param controls series that the intervention did not touch, each as long as the values; may be
 *     none
 * @param intervention the first day that can have been acted on, counted from 0; 1 to length - 1
 * @param season days after which the pattern repeats, at least 2; empty to look for a week
 */
public record EffectQuestion(
    double[] values, List<double[]> controls, int intervention, OptionalInt season) {
  public EffectQuestion {
    values = values.clone();
    controls = controls.stream().map(double[]::clone).toList();
    if (intervention < 1 || intervention >= values.length) {
      throw new IllegalArgumentException(
          "intervention " + intervention + " is not inside " + values.length + " values");
    }
    if (season.isPresent() && season.getAsInt() < 2) {
      throw new IllegalArgumentException("not a season: " + season.getAsInt());
    }
    refuseInfinity(values);
    for (double[] control : controls) {
      if (control.length != values.length) {
        throw new IllegalArgumentException(
            "a control of " + control.length + " for " + values.length + " values");
      }
      refuseInfinity(control);
    }
  }

  private static void refuseInfinity(double[] series) {
    for (double value : series) {
      if (Double.isInfinite(value)) {
        throw new IllegalArgumentException("not a finite number: " + value);
      }
    }
  }
}
