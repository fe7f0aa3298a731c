package dev.steadfast.goals.forecast;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.steadfast.core.forecast.Band;
import dev.steadfast.core.forecast.CannotTell;
import dev.steadfast.core.forecast.Decomposition;
import dev.steadfast.core.forecast.Forecast;
import dev.steadfast.core.forecast.Outlook;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The steps to come of a series, or why they cannot be told. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "SeriesForecast")
record SeriesForecastView(
    @Schema(
            description =
                "Why there is no forecast, where the history is too thin; then there are no numbers.")
        @Nullable String cannotTell,
    @Schema(description = "What, how sure, why, and what would change it, in plain sentences.")
        String summary,
    @Schema(description = "When each step begins: dates or instants as the start.")
        @Nullable List<String> from,
    @Nullable List<Double> mean,
    @Schema(description = "As likely above as below.") @Nullable List<Double> median,
    @Nullable List<IntervalView> intervals,
    @Schema(description = "The models and their weights, which sum to 1; heaviest first.")
        @Nullable List<ModelView> models,
    @Nullable HistoryView history) {

  /** A central interval for each step. */
  @Schema(name = "SeriesForecastInterval")
  record IntervalView(
      @Schema(description = "In percent.") double level, List<Double> lower, List<Double> upper) {
    static IntervalView of(double level, Band band) {
      return new IntervalView(level, listed(band.lower()), listed(band.upper()));
    }
  }

  /** A model's part. */
  @Schema(name = "SeriesForecastModel")
  record ModelView(String name, double weight) {}

  /** What the history consists of. */
  @Schema(name = "SeriesForecastHistory")
  record HistoryView(
      @Schema(description = "At its end, without the season.") double level,
      @Schema(description = "Change of the level in the next step.") double trend,
      @Schema(
              description =
                  "Deviations from the level, one for each step of the shortest season that was found, beginning"
                      + " with the first step to come; empty without one.")
          List<Double> season,
      @Schema(description = "Standard deviation of single steps around level and season.")
          double spread,
      @Schema(description = "Lasting changes of level, oldest first.") List<ShiftView> shifts,
      @Schema(description = "Steps without a value.") int missing,
      @Schema(description = "Steps with a value.") int n) {
    static HistoryView of(Decomposition history, StepTimes times) {
      return new HistoryView(
          history.level(),
          history.trend(),
          listed(history.season()),
          history.spread(),
          history.shifts().stream()
              .map(shift -> new ShiftView(times.at(shift.index()), shift.index(), shift.size()))
              .toList(),
          history.missing(),
          history.n());
    }
  }

  /** A lasting change of level. */
  @Schema(name = "SeriesForecastShift")
  record ShiftView(
      String at,
      @Schema(description = "Of the first value at the new level, counted from 0.") int index,
      @Schema(description = "New minus old level.") double size) {}

  static SeriesForecastView of(SeriesForecastRequest.Checked asked, Outlook outlook) {
    return switch (outlook) {
      case CannotTell thin ->
          new SeriesForecastView(
              thin.reason(),
              thin.reason() + " More history would change this.",
              null,
              null,
              null,
              null,
              null,
              null);
      case Forecast forecast -> of(asked, forecast);
    };
  }

  private static SeriesForecastView of(SeriesForecastRequest.Checked asked, Forecast forecast) {
    int length = asked.series().length();
    return new SeriesForecastView(
        null,
        SeriesForecastWords.of(asked, forecast),
        IntStream.range(length, length + asked.horizon()).mapToObj(asked.times()::at).toList(),
        listed(forecast.mean()),
        listed(forecast.median()),
        asked.levels().stream()
            .map(level -> IntervalView.of(level, forecast.interval(level)))
            .toList(),
        forecast.models().stream()
            .map(model -> new ModelView(model.name(), model.weight()))
            .toList(),
        HistoryView.of(forecast.history(), asked.times()));
  }

  private static List<Double> listed(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }
}
