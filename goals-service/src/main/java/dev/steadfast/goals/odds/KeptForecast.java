package dev.steadfast.goals.odds;

import dev.steadfast.goals.plan.Plan;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;

/** A forecast of a goal with all that it rested on, and its score once its window was over. */
record KeptForecast(
    UUID id,
    UUID goal,
    Made made,
    Terms terms,
    Basis inputs,
    Result result,
    Optional<Change> change,
    Optional<Score> score) {

  /**
   * When and on which occasion.
   *
   * @param on the day in {@code zone}
   * @param revision of the goal that set the target, on that occasion
   */
  record Made(
      LocalDate on,
      OffsetDateTime at,
      ZoneId zone,
      Occasion occasion,
      Optional<UUID> revision,
      long goalVersion) {}

  /** Why a forecast is made. */
  enum Occasion {
    ACTIVATED,
    REVISED,
    DAILY;

    String code() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /**
   * A fingerprint of the inputs.
   *
   * @param from first day of the history
   * @param to last day of the history
   */
  record Basis(
      LocalDate from, LocalDate to, int daysWithData, long dataHash, Plan plan, Spread spread) {}

  /** What was said. */
  sealed interface Result {
    /** Odds and distribution. */
    record Told(Odds odds, Distribution distribution) implements Result {}

    /** Nothing could be told. */
    record Untold(String reason) implements Result {}
  }

  /**
   * What came.
   *
   * @param outcome empty where nothing was observed
   */
  record Score(OffsetDateTime at, Optional<Outcome> outcome) {}

  /**
   * How good the forecast was.
   *
   * @param actual in the unit of the metric
   * @param brier of the odds of the target, 0 (best) to 1
   * @param crps in the unit of the metric, 0 is best
   */
  record Outcome(double actual, double brier, double crps, boolean held80, boolean held95) {}

  /** The odds, or empty where nothing could be told. */
  Optional<Odds> odds() {
    return result instanceof Result.Told told ? Optional.of(told.odds()) : Optional.empty();
  }
}
