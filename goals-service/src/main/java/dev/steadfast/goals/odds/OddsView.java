package dev.steadfast.goals.odds;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalDouble;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The odds of the levels of a goal as they are shown. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
    name = "GoalOdds",
    description = "The chances, in percent, that the goal's last value is at its levels or beyond.")
public record OddsView(
    @Nullable Double commit,
    double target,
    @Nullable Double stretch,
    @Schema(enumeration = "percent") String unit,
    @Schema(
            description = "How demanding the target is by these odds.",
            enumeration = {"too-easy", "realistic", "ambitious", "unrealistic"})
        String word,
    @Schema(description = "The day of the forecast, in the tenant's reporting zone.")
        LocalDate madeOn) {

  /** Of a forecast; empty where nothing could be told. */
  static Optional<OddsView> of(KeptForecast forecast) {
    return forecast
        .odds()
        .map(
            odds ->
                new OddsView(
                    percent(odds.commit()),
                    percent(odds.target()),
                    percent(odds.stretch()),
                    "percent",
                    Ambition.of(odds.target()).code(),
                    forecast.made().on()));
  }

  private static @Nullable Double percent(OptionalDouble odds) {
    return odds.isPresent() ? (Double) percent(odds.getAsDouble()) : null;
  }

  /** Odds of 0 to 1 in percent, without the digits that doubles add. */
  public static double percent(double odds) {
    return Math.rint(odds * 1e9) / 1e7;
  }
}
