package dev.steadfast.goals.odds;

import dev.steadfast.contracts.metric.BuiltInMetrics;
import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.goals.plan.Plan;
import dev.steadfast.goals.progress.Direction;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Says a forecast in plain words. */
public final class ForecastWords {
  private static final double LEAST_POINTS = 0.5;

  private ForecastWords() {}

  /** Of a kept forecast. */
  static Summary of(KeptForecast forecast) {
    return switch (forecast.result()) {
      case KeptForecast.Result.Untold untold ->
          new Summary(
              "The odds cannot be told.",
              "Not at all: " + untold.reason(),
              restsOn(forecast.inputs().daysWithData(), forecast.inputs().to()),
              "More days with data, or a window that can be measured.");
      case KeptForecast.Result.Told told -> told(forecast, told);
    };
  }

  private static Summary told(KeptForecast forecast, KeptForecast.Result.Told told) {
    Terms terms = forecast.terms();
    String unit = unit(terms.series().metric());
    double odds = told.odds().target();
    return new Summary(
        "When the window ends on %s, %s is expected at about %s; the odds of the target %s are %s: %s."
            .formatted(
                terms.window().to(),
                title(terms.series().metric()),
                new Quantity(told.distribution().median(), unit).words(),
                new Quantity(terms.levels().target(), unit).words(),
                percent(odds),
                Ambition.of(odds).words()),
        howSure(told.distribution(), unit, forecast.inputs().spread()),
        restsOn(forecast.inputs().daysWithData(), forecast.inputs().to())
            + planned(forecast.inputs().plan(), unit)
            + forecast.change().map(change -> " " + change(change, odds)).orElse(""),
        evenOdds(told.distribution().median(), terms.levels().target(), terms.direction(), unit));
  }

  /** How far the value may be off, and what the record of past forecasts changed. */
  public static String howSure(Distribution distribution, String unit, Spread spread) {
    double[] likely = distribution.central80();
    double[] certain = distribution.central95();
    String sentence =
        "It lies between %s and %s with a chance of 80 %%, and between %s and %s with 95 %%."
            .formatted(
                new Quantity(likely[0], unit).words(),
                new Quantity(likely[1], unit).words(),
                new Quantity(certain[0], unit).words(),
                new Quantity(certain[1], unit).words());
    return spread.factor() == 1 ? sentence : sentence + " " + spread.reason();
  }

  /** The history that a forecast rests on. */
  public static String restsOn(int days, LocalDate to) {
    return "It rests on %,d days with data up to %s, and on nothing else being changed."
        .formatted(days, DateTimeFormatter.ISO_LOCAL_DATE.format(to));
  }

  private static String planned(Plan plan, String unit) {
    return plan.equals(Plan.NONE)
        ? ""
        : " What initiatives are still to bring is counted with %s%s."
            .formatted(
                plan.effect() > 0 ? "+" : plan.effect() < 0 ? "−" : "",
                new Quantity(Math.abs(plan.effect()), unit).words());
  }

  /** How far the metric would have to move for even odds. */
  public static String evenOdds(double median, double target, Direction direction, String unit) {
    String by = new Quantity(Math.abs(target - median), unit).differenceInWords();
    String way = target > median ? "rise" : "fall";
    return direction.reaches(median, target)
        ? "It would have to %s by %s before the odds were even.".formatted(way, by)
        : "The initiatives would have to make it %s by %s for even odds.".formatted(way, by);
  }

  /** Such as: the odds rose from 40 % to 55 % since … : +12 points by new data, … */
  static String change(Change change, double odds) {
    String from = percent(change.before());
    String to = percent(odds);
    String since = change.since().toLocalDate().toString();
    if (change.parts().isEmpty()) {
      return Math.abs(odds - change.before()) < Change.VISIBLE
          ? "Since the forecast of %s the odds have stayed at %s.".formatted(since, to)
          : "Since the forecast of %s the odds went from %s to %s.".formatted(since, from, to);
    }
    String parts =
        causes(change.parts().get()).entrySet().stream()
            .filter(part -> Math.abs(100 * part.getValue()) >= LEAST_POINTS)
            .sorted(Comparator.comparingDouble(part -> -Math.abs(part.getValue())))
            .map(
                part ->
                    String.format(
                        Locale.ROOT, "%+.1f points by %s", 100 * part.getValue(), part.getKey()))
            .collect(Collectors.joining(", "));
    return "Since the forecast of %s the odds went from %s to %s%s."
        .formatted(since, from, to, parts.isEmpty() ? "" : ": " + parts);
  }

  private static Map<String, Double> causes(Change.Parts parts) {
    return Map.of(
        "the passing of time", parts.time(),
        "new data", parts.data(),
        "the revision", parts.revision(),
        "the plan", parts.plan(),
        "the record of past forecasts", parts.calibration());
  }

  /** Odds of 0 to 1 as people say them. */
  public static String percent(double odds) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * odds);
  }

  static String unit(String metric) {
    return BuiltInMetrics.named(metric).map(MetricDefinition::unit).orElse("count");
  }

  private static String title(String metric) {
    return BuiltInMetrics.named(metric)
        .map(each -> each.title().toLowerCase(Locale.ROOT))
        .orElse(metric);
  }
}
