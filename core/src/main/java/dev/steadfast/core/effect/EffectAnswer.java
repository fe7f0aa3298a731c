package dev.steadfast.core.effect;

import java.util.List;
import java.util.OptionalDouble;

/**
 * The effect of an initiative, with what it rests on. Association in time, never proof of cause.
 *
 * @param average effect a day, over the observed days from the start on, with its 95 % interval
 * @param cumulative the same summed over those days
 * @param relativePercent average over the mean of the counterfactual; empty where that is zero or
 *     unknown
 * @param probability that there is an effect of the sign of the average (one-sided, from a flat
 *     prior): 0.5 to 1
 * @param daysBefore observed days that the counterfactual was fitted to
 * @param daysAfter observed days from the start on
 * @param weights with which each control enters the counterfactual; 0 for one left out
 * @param counterfactual what was to be expected without the initiative (before its start: the fit),
 *     one for each day; NaN where unknown
 */
public record EffectAnswer(
    Method method,
    Estimate average,
    Estimate cumulative,
    OptionalDouble relativePercent,
    double probability,
    EffectVerdict verdict,
    List<Check> checks,
    int daysBefore,
    int daysAfter,
    List<Double> weights,
    double[] counterfactual,
    Band band) {
  public EffectAnswer {
    checks = List.copyOf(checks);
    weights = List.copyOf(weights);
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException("not a probability: " + probability);
    }
  }

  /** How many controls the counterfactual uses. */
  public int controlsUsed() {
    return (int) weights.stream().filter(weight -> weight != 0).count();
  }
}
