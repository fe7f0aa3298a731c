package dev.steadfast.goals.odds;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.steadfast.goals.progress.DateRange;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A kept forecast as it is shown. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "GoalForecast")
record ForecastView(
    UUID id,
    UUID goal,
    @Schema(description = "In the tenant's reporting zone.") LocalDate madeOn,
    OffsetDateTime madeAt,
    @Schema(enumeration = {"activated", "revised", "daily"}) String occasion,
    @Schema(description = "The days that the goal's last value is measured over.") DateRange window,
    @Schema(description = "Absent where they cannot be told.") @Nullable OddsView odds,
    @Nullable DistributionView distribution,
    @Schema(description = "Why the odds cannot be told.") @Nullable String cannotTell,
    @Schema(description = "Against the forecast before; absent for the first.")
        @Nullable ChangeView change,
    InputsView inputs,
    SpreadView calibration,
    @Schema(description = "Once the window is over.") @Nullable ScoreView score,
    Summary summary) {

  static ForecastView of(KeptForecast forecast) {
    String unit = ForecastWords.unit(forecast.terms().series().metric());
    Optional<KeptForecast.Result.Told> told =
        forecast.result() instanceof KeptForecast.Result.Told said
            ? Optional.of(said)
            : Optional.empty();
    return new ForecastView(
        forecast.id(),
        forecast.goal(),
        forecast.made().on(),
        forecast.made().at(),
        forecast.made().occasion().code(),
        forecast.terms().window(),
        OddsView.of(forecast).orElse(null),
        told.map(said -> DistributionView.of(said.distribution(), unit)).orElse(null),
        forecast.result() instanceof KeptForecast.Result.Untold untold ? untold.reason() : null,
        told.flatMap(
                said ->
                    forecast.change().map(change -> ChangeView.of(change, said.odds().target())))
            .orElse(null),
        InputsView.of(forecast),
        SpreadView.of(forecast.inputs().spread()),
        forecast.score().map(ScoreView::of).orElse(null),
        ForecastWords.of(forecast));
  }

  /** How the odds of the target moved, in percent and points. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(
      name = "OddsChange",
      description =
          "How the odds of the target moved since the forecast before. The parts sum to the points: time (had"
              + " the days since then been ordinary ones, and what initiatives still bring then), data (what they brought,"
              + " and corrections), revision, plan (other initiatives, or the same with another start or amount),"
              + " calibration.")
  record ChangeView(
      OffsetDateTime since,
      double from,
      double to,
      double points,
      @Schema(description = "Absent where the odds hardly moved without anybody's doing.")
          @Nullable List<PartView> parts,
      String words) {
    static ChangeView of(Change change, double odds) {
      return new ChangeView(
          change.since(),
          OddsView.percent(change.before()),
          OddsView.percent(odds),
          OddsView.percent(odds - change.before()),
          change.parts().map(PartView::of).orElse(null),
          ForecastWords.change(change, odds));
    }
  }

  /** One cause of a change, in percentage points. */
  @Schema(name = "OddsChangePart")
  record PartView(
      @Schema(enumeration = {"time", "data", "revision", "plan", "calibration"}) String cause,
      double points) {
    static List<PartView> of(Change.Parts parts) {
      return List.of(
          new PartView("time", OddsView.percent(parts.time())),
          new PartView("data", OddsView.percent(parts.data())),
          new PartView("revision", OddsView.percent(parts.revision())),
          new PartView("plan", OddsView.percent(parts.plan())),
          new PartView("calibration", OddsView.percent(parts.calibration())));
    }
  }

  /** A fingerprint of what the forecast rested on. */
  @Schema(
      name = "ForecastInputs",
      description = "What it rested on. The same inputs give the same forecast, to the bit.")
  record InputsView(
      LocalDate firstDay,
      LocalDate lastDay,
      int daysWithData,
      String data,
      long goalVersion,
      String plan) {
    static InputsView of(KeptForecast forecast) {
      KeptForecast.Basis basis = forecast.inputs();
      return new InputsView(
          basis.from(),
          basis.to(),
          basis.daysWithData(),
          Long.toHexString(basis.dataHash()),
          forecast.made().goalVersion(),
          basis.plan().hash());
    }
  }

  /** What came, and how good the forecast was. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "ForecastScore")
  record ScoreView(
      OffsetDateTime at,
      @Schema(description = "In the unit of the metric; absent where nothing was observed.")
          @Nullable Double actual,
      @Schema(description = "Of the odds of the target: 0 is best, 1 worst.")
          @Nullable Double brier,
      @Schema(description = "In the unit of the metric; 0 is best.") @Nullable Double crps,
      @Schema(description = "Whether the 80 % interval held it.") @Nullable Boolean within80,
      @Schema(description = "Whether the 95 % interval held it.") @Nullable Boolean within95) {
    static ScoreView of(KeptForecast.Score score) {
      Optional<KeptForecast.Outcome> outcome = score.outcome();
      return new ScoreView(
          score.at(),
          outcome.map(KeptForecast.Outcome::actual).orElse(null),
          outcome.map(KeptForecast.Outcome::brier).orElse(null),
          outcome.map(KeptForecast.Outcome::crps).orElse(null),
          outcome.map(KeptForecast.Outcome::held80).orElse(null),
          outcome.map(KeptForecast.Outcome::held95).orElse(null));
    }
  }
}
