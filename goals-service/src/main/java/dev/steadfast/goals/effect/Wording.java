package dev.steadfast.goals.effect;

import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.core.effect.EffectAnswer;
import dev.steadfast.core.effect.EffectSummary;
import dev.steadfast.core.effect.Estimate;
import java.util.Locale;

/**
 * A metric and its unit in words.
 *
 * @param metric as it begins a sentence
 * @param unit of one value in words; may be empty
 * @param perUnit how many units of the metric make one of the unit in words
 */
public record Wording(String metric, String unit, double perUnit) {
  private static final double SECOND = 1_000;
  private static final double MINUTE = 60 * SECOND;
  private static final double HOUR = 60 * MINUTE;

  /**
   * Words for a metric whose values are about that large.
   *
   * @param size in the unit of the metric; any sign, any number
   */
  public static Wording of(MetricDefinition metric, double size) {
    String title = metric.title();
    String name =
        switch (metric.defaultAggregation()) {
          case MEDIAN -> "The median " + title.toLowerCase(Locale.ROOT);
          case MEAN -> "The mean of " + title.toLowerCase(Locale.ROOT);
          default -> title;
        };
    return switch (metric.unit()) {
      case "ms" -> duration(name, Math.abs(size));
      case "percent" -> new Wording(name, "percentage points", 1);
      default -> new Wording(name, "", 1);
    };
  }

  private static Wording duration(String name, double size) {
    if (size >= 2 * HOUR) {
      return new Wording(name, "hours", HOUR);
    }
    return size >= 2 * MINUTE
        ? new Wording(name, "minutes", MINUTE)
        : new Wording(name, "seconds", SECOND);
  }

  /** The metric within a sentence. */
  public String inSentence() {
    return metric.isEmpty()
        ? metric
        : metric.substring(0, 1).toLowerCase(Locale.ROOT) + metric.substring(1);
  }

  /** An amount of the metric with its sign and unit. */
  public String amount(double value) {
    double shown = value / perUnit;
    String number =
        Math.abs(shown) >= 100
            ? String.format(Locale.ROOT, "%+,.0f", shown)
            : String.format(Locale.ROOT, "%+.2f", shown).replaceAll("\\.?0+$", "");
    return unit.isEmpty() ? number : number + " " + unit;
  }

  /** The sentences about an effect. */
  String summary(EffectAnswer answer) {
    return EffectSummary.of(metric, unit, inUnit(answer));
  }

  private EffectAnswer inUnit(EffectAnswer answer) {
    return new EffectAnswer(
        answer.method(),
        inUnit(answer.average()),
        inUnit(answer.cumulative()),
        answer.relativePercent(),
        answer.probability(),
        answer.verdict(),
        answer.checks(),
        answer.daysBefore(),
        answer.daysAfter(),
        answer.weights(),
        answer.counterfactual(),
        answer.band());
  }

  private Estimate inUnit(Estimate estimate) {
    return estimate.isKnown()
        ? new Estimate(
            estimate.value() / perUnit, estimate.lower() / perUnit, estimate.upper() / perUnit)
        : estimate;
  }
}
