package dev.steadfast.goals.advice;

import dev.steadfast.goals.goal.Amount;
import java.time.LocalDate;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What advice is asked for. Checked by {@link AdviceRules}. */
@Schema(
    name = "TargetAdviceRequest",
    requiredProperties = {"metric", "horizon"},
    examples =
        """
        {"metric": "resolution-time", "scope": {"team": "billing"}, "aggregation": "median",
         "window": "rolling-28-days", "horizon": {"days": 60}, "target": "PT24H"}
        """)
record AdviceRequest(
    @Schema(description = "The key of a metric.", examples = "resolution-time")
        @Nullable String metric,
    @Schema(
            description =
                "Dimensions by name: none for the whole organisation, or team, agent, channel, priority, or"
                    + " team and channel.")
        @Nullable Map<String, @Nullable String> scope,
    @Schema(description = "The metric's default unless given, as in the target of a goal.")
        @Nullable String aggregation,
    @Schema(
            description = "The days that the value is measured over.",
            pattern = "whole-period|rolling-[1-9][0-9]{0,2}-days|last-full-week|last-full-month",
            defaultValue = "whole-period")
        @Nullable String window,
    @Nullable HorizonPart horizon,
    @Schema(
            description = "Which way is better; the metric's default unless given.",
            enumeration = {"higher", "lower"})
        @Nullable String direction,
    @Schema(description = "A proposed target to be judged.") @Nullable Amount target,
    @Nullable OddsPart odds) {

  /** When the goal would end. */
  @Schema(
      name = "AdviceHorizon",
      description =
          "The last day, or how many days from today on. The period begins today unless from is given; all are days"
              + " of the tenant's reporting zone, at most 731 ahead.")
  record HorizonPart(
      @Nullable LocalDate from,
      @Nullable LocalDate to,
      @Schema(minimum = "1", maximum = "731") @Nullable Integer days) {}

  /** The odds of the levels that are asked for, in percent. */
  @Schema(
      name = "AdviceOdds",
      description = "In percent, 1 to 99; commit is not below target, stretch not above it.")
  record OddsPart(
      @Schema(defaultValue = "80") @Nullable Double commit,
      @Schema(defaultValue = "50") @Nullable Double target,
      @Schema(defaultValue = "20") @Nullable Double stretch) {}
}
