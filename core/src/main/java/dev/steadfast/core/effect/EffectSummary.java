package dev.steadfast.core.effect;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * An effect in plain sentences: what, how sure, why, and what would change it. Always association
 * in time, never cause.
 */
public final class EffectSummary {
  private static final String ASSOCIATION = "This is association in time, not proof of cause.";

  private EffectSummary() {}

  /**
   * The sentences.
   *
   * @param metric as it begins a sentence, such as "The median first response time"
   * @param unit of one day's value, such as "minutes"; may be empty
   */
  public static String of(String metric, String unit, EffectAnswer answer) {
    String measure = unit.isBlank() ? "" : " " + unit;
    return switch (answer.verdict()) {
      case RAISED ->
          String.join(" ", moved(metric, "rose", measure, answer), because(answer), ASSOCIATION);
      case LOWERED ->
          String.join(" ", moved(metric, "fell", measure, answer), because(answer), ASSOCIATION);
      case NO_EFFECT_FOUND ->
          String.join(
              " ", still(metric, measure, answer), because(answer), smaller(measure, answer));
      case CANNOT_TELL -> String.join(" ", untold(metric, answer), missing(answer));
    };
  }

  private static String moved(String metric, String verb, String unit, EffectAnswer answer) {
    Estimate average = answer.average();
    boolean up = average.value() >= 0;
    String relative =
        answer.relativePercent().isPresent()
            ? ", "
                + number(Math.abs(answer.relativePercent().getAsDouble()))
                + " % of what was to be expected"
            : "";
    return "%s %s by %s%s a day on average (95 %%: %s to %s)%s; the chance that this is more than noise is %s."
        .formatted(
            metric,
            verb,
            number(Math.abs(average.value())),
            unit,
            number(up ? average.lower() : -average.upper()),
            number(up ? average.upper() : -average.lower()),
            relative,
            percent(answer.probability()));
  }

  private static String still(String metric, String unit, EffectAnswer answer) {
    Estimate average = answer.average();
    return "%s shows no effect beyond noise: %s%s a day on average (95 %%: %s to %s)."
        .formatted(
            metric,
            signed(average.value()),
            unit,
            signed(average.lower()),
            signed(average.upper()));
  }

  private static String smaller(String unit, EffectAnswer answer) {
    Estimate average = answer.average();
    return "An effect under about %s%s a day cannot be told from noise yet; more days would show a smaller one."
        .formatted(number((average.upper() - average.lower()) / 2), unit);
  }

  private static String untold(String metric, EffectAnswer answer) {
    String failed =
        answer.checks().stream()
            .filter(check -> check.result() == CheckResult.FAILED)
            .map(Check::detail)
            .collect(Collectors.joining(" "));
    return "Whether %s changed with the initiative cannot be told. %s"
        .formatted(lowered(metric), failed);
  }

  private static String missing(EffectAnswer answer) {
    List<String> failed =
        answer.checks().stream()
            .filter(check -> check.result() == CheckResult.FAILED)
            .map(Check::name)
            .toList();
    if (failed.contains("points-before") || failed.contains("points-after")) {
      return "Days with a value on the side that lacks them would change this.";
    }
    if (failed.contains("separable")) {
      return "Initiatives that start two weeks apart could be told apart.";
    }
    if (failed.contains("variation")) {
      return "A metric that varies from day to day would change this.";
    }
    return answer.method() == Method.INTERRUPTED_TIME_SERIES
        ? "Comparable teams that did not have it would change this."
        : "Teams that moved alike before the start would change this.";
  }

  private static String because(EffectAnswer answer) {
    int controls = answer.controlsUsed();
    String series = controls == 1 ? "1 comparable series" : controls + " comparable series";
    String compared =
        switch (answer.method()) {
          case DIFFERENCE_IN_DIFFERENCES -> "Compared with " + series + " that did not have it.";
          case SYNTHETIC_CONTROL ->
              "Compared with a weighted mix of " + series + " that did not have it.";
          case INTERRUPTED_TIME_SERIES ->
              "Compared with its own past alone; anything else that changed on the same day would"
                  + " look the same.";
        };
    return compared + " " + placebos(answer);
  }

  private static String placebos(EffectAnswer answer) {
    return answer.checks().stream()
            .anyMatch(
                check ->
                    check.name().equals("placebo-dates") && check.result() == CheckResult.PASSED)
        ? "Placebo dates were quiet."
        : "There was no room for placebo dates.";
  }

  private static String lowered(String metric) {
    return metric.startsWith("The ") ? "the " + metric.substring(4) : metric;
  }

  private static String percent(double probability) {
    return probability > 0.999
        ? "over 99.9 %"
        : String.format(Locale.ROOT, "%.1f %%", 100 * probability);
  }

  private static String signed(double value) {
    return value > 0 ? "+" + number(value) : number(value);
  }

  /** Three significant digits, whole numbers in full. */
  private static String number(double value) {
    double size = Math.abs(value);
    if (size >= 100) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    int decimals = size >= 10 ? 1 : size >= 1 ? 2 : size >= 0.1 ? 3 : 4;
    String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
    return text.contains(".") ? text.replaceAll("0+$", "").replaceAll("\\.$", "") : text;
  }
}
