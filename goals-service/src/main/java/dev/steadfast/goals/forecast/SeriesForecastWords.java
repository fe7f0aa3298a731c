package dev.steadfast.goals.forecast;

import dev.steadfast.core.forecast.Band;
import dev.steadfast.core.forecast.Decomposition;
import dev.steadfast.core.forecast.Forecast;
import dev.steadfast.core.forecast.LevelShift;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A forecast in plain sentences. */
final class SeriesForecastWords {
  private SeriesForecastWords() {}

  /** What is to come, how sure that is, what it comes from, and what would change it. */
  static String of(SeriesForecastRequest.Checked asked, Forecast forecast) {
    List<String> sentences = new ArrayList<>();
    String step = asked.times().interval().code();
    int last = forecast.horizon() - 1;
    int length = asked.series().length();
    double level = asked.levels().stream().mapToDouble(Double::doubleValue).max().orElse(95);
    Band band = forecast.interval(level);
    sentences.add(
        "If nothing changes, about %s is to be expected for %s (%s %%: %s to %s)."
            .formatted(
                number(forecast.median()[last]),
                asked.times().at(length + last),
                number(level),
                number(band.lower()[last]),
                number(band.upper()[last])));
    Decomposition history = forecast.history();
    sentences.add(
        "The level is now %s%s, and single %ss vary by %s (standard deviation) around it%s."
            .formatted(
                number(history.level()),
                trend(history.trend(), step),
                step,
                number(history.spread()),
                season(history.season(), step)));
    if (!history.shifts().isEmpty()) {
      LevelShift newest = history.shifts().getLast();
      sentences.add(
          "It last shifted by %s at %s."
              .formatted(signed(newest.size()), asked.times().at(newest.index())));
    }
    sentences.add(
        "This comes from %d values%s; the heaviest of %d models is %s with %.0f %%."
            .formatted(
                history.n(),
                history.missing() == 0 ? "" : " (" + history.missing() + " are missing)",
                forecast.models().size(),
                forecast.models().getFirst().name(),
                100 * forecast.models().getFirst().weight()));
    sentences.add("A change that was not in the history, such as a new process, would change it.");
    return String.join(" ", sentences);
  }

  private static String season(double[] season, String step) {
    double most = Arrays.stream(season).map(Math::abs).max().orElse(0);
    return season.length == 0
        ? ""
        : " and a pattern of %d %ss that moves them by up to %s"
            .formatted(season.length, step, number(most));
  }

  private static String trend(double trend, String step) {
    return trend == 0 ? "" : ", moving by " + signed(trend) + " a " + step;
  }

  private static String signed(double value) {
    return (value > 0 ? "+" : "") + number(value);
  }

  /** Three significant digits, whole numbers in full. */
  static String number(double value) {
    double size = Math.abs(value);
    if (size >= 100 || value == Math.rint(value)) {
      return String.format(Locale.ROOT, "%,.0f", value == 0 ? 0.0 : value);
    }
    int decimals = size >= 10 ? 1 : size >= 1 ? 2 : size >= 0.1 ? 3 : 4;
    String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
    return text.replaceAll("0+$", "").replaceAll("\\.$", "").replaceAll("^-0$", "0");
  }
}
