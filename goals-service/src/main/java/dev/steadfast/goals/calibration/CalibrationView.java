package dev.steadfast.goals.calibration;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.steadfast.core.calibration.Adjustment;
import dev.steadfast.core.calibration.Reliability;
import dev.steadfast.core.calibration.Statement;
import dev.steadfast.core.measure.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The record of forecasts as it is shown. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Calibration")
record CalibrationView(
    @Schema(description = "Present where only this metric was asked for.") @Nullable String metric,
    String summary,
    TableView overall,
    List<MetricView> metrics,
    @Schema(description = "At most so many of the newest forecasts are counted.") int atMost) {

  /** The record of one metric. */
  record Of(String metric, Adjustment adjustment) {}

  static CalibrationView of(
      @Nullable String metric, List<PastForecasts.Due> due, List<Of> adjustments) {
    TableView overall = TableView.of(due);
    return new CalibrationView(
        metric,
        summary(overall),
        overall,
        adjustments.stream()
            .map(
                each ->
                    new MetricView(
                        each.metric(),
                        TableView.of(
                            due.stream()
                                .filter(one -> one.metric().equals(each.metric()))
                                .toList()),
                        meanCrps(due, each.metric()),
                        each.adjustment().factor(),
                        each.adjustment().sentence()))
            .toList(),
        PastForecasts.MOST);
  }

  private static @Nullable Double meanCrps(List<PastForecasts.Due> due, String metric) {
    var mean =
        due.stream()
            .filter(each -> each.metric().equals(metric))
            .mapToDouble(PastForecasts.Due::crps)
            .average();
    return mean.isPresent() ? (Double) mean.getAsDouble() : null;
  }

  /** What the table says in one or two sentences. */
  private static String summary(TableView table) {
    if (table.n() == 0) {
      return "No forecast has come due yet: the record begins when the first window is over.";
    }
    return String.format(
        Locale.ROOT,
        "%,d forecasts of %,d outcomes have come due. The 80 %% intervals held %.0f %% of the values, the 95 %% intervals %.0f %%;"
            + " the mean Brier score of the odds is %.3f (0 is perfect, 0.25 is what always saying 50 %% scores).",
        table.n(),
        table.outcomes(),
        table.coverage80(),
        table.coverage95(),
        table.brier());
  }

  /** The record of a metric, and what follows for its next forecasts. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "MetricCalibration")
  record MetricView(
      String metric,
      TableView table,
      @Schema(description = "Mean, in the unit of the metric; 0 is best.") @Nullable Double crps,
      @Schema(description = "Of the spread of the next forecasts; 1 changes nothing.")
          double spreadFactor,
      String spreadReason) {}

  /** Stated odds against what happened. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "ReliabilityTable")
  record TableView(
      @Schema(description = "How many forecasts.") int n,
      @Schema(
              description =
                  "How many different outcomes (a scope, an aggregation and a window) they were about. Forecasts of"
                      + " one outcome come true together, so that these are the evidence there is.")
          int outcomes,
      @Schema(description = "Mean Brier score of the odds, 0 is best.") @Nullable Double brier,
      @Schema(description = "Percent of the values within the 80 % interval.")
          @Nullable Double coverage80,
      @Schema(description = "Percent of the values within the 95 % interval.")
          @Nullable Double coverage95,
      @Schema(description = "By tenths of the stated odds; tenths without a forecast are absent.")
          List<TenthView> tenths) {

    static TableView of(List<PastForecasts.Due> due) {
      Reliability reliability =
          Reliability.of(
              due.stream().map(each -> new Statement(each.odds(), each.happened())).toList());
      List<TenthView> tenths = new ArrayList<>();
      for (Reliability.Decile each : reliability.deciles()) {
        if (each.n() > 0) {
          tenths.add(
              TenthView.of(
                  each, outcomes(due.stream().filter(one -> each.holds(one.odds())).toList())));
        }
      }
      return due.isEmpty()
          ? new TableView(0, 0, null, null, null, tenths)
          : new TableView(
              due.size(),
              outcomes(due),
              reliability.brier(),
              percent(due, PastForecasts.Due::held80),
              percent(due, PastForecasts.Due::held95),
              tenths);
    }

    private static int outcomes(List<PastForecasts.Due> due) {
      return (int) due.stream().map(PastForecasts.Due::outcome).distinct().count();
    }

    private static double percent(
        List<PastForecasts.Due> due, Predicate<PastForecasts.Due> isHeld) {
      return 100.0 * due.stream().filter(isHeld).count() / due.size();
    }
  }

  /** The forecasts whose odds were in one tenth, in percent. */
  @Schema(name = "ReliabilityTenth")
  record TenthView(
      int from,
      int to,
      @Schema(description = "Mean of the stated odds.") double stated,
      @Schema(description = "How many of them came true.") double happened,
      @Schema(
              description =
                  "Lower end of the 95 % interval of what happened, by as many cases as there are outcomes.")
          double lower,
      @Schema(description = "Upper end of the same interval.") double upper,
      int n,
      @Schema(description = "How many different outcomes.") int outcomes) {
    static TenthView of(Reliability.Decile decile, int outcomes) {
      Interval interval = Interval.ofShare(Math.round(decile.happened() * outcomes), outcomes);
      return new TenthView(
          (int) Math.round(100 * decile.from()),
          (int) Math.round(100 * decile.to()),
          100 * decile.stated(),
          100 * decile.happened(),
          interval.lower(),
          interval.upper(),
          decile.n(),
          outcomes);
    }
  }
}
