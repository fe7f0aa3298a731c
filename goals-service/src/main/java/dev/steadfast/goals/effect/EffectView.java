package dev.steadfast.goals.effect;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.steadfast.core.effect.Check;
import dev.steadfast.core.effect.EffectAnswer;
import dev.steadfast.core.effect.Estimate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An effect as it is shown, in the unit of the series. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
    name = "Effect",
    description =
        "What changed beyond what was to be expected. Always association in time, not cause.")
record EffectView(
    @Schema(enumeration = {"raised", "lowered", "no-effect-found", "cannot-tell"}) String verdict,
    @Schema(description = "What, how sure, why, and what would change it, in plain sentences.")
        String summary,
    @Schema(
            enumeration = {
              "difference-in-differences",
              "synthetic-control",
              "interrupted-time-series"
            })
        String method,
    @Schema(description = "For an average day from the start on; absent where nothing can be told.")
        @Nullable EstimateView average,
    @Schema(description = "Over all observed days from the start on.")
        @Nullable EstimateView cumulative,
    @Schema(description = "The average in percent of what was to be expected.")
        @Nullable Double relativePercent,
    @Schema(
            description = "That there is an effect of the sign of the average at all: 0.5 to 1.",
            minimum = "0",
            maximum = "1")
        @Nullable Double probability,
    @Schema(description = "Observed days before the start.") int daysBefore,
    @Schema(description = "Observed days from the start on.") int daysAfter,
    @Schema(description = "The assumptions; a failed one makes the verdict cannot-tell.")
        List<CheckView> checks,
    @Schema(description = "Of each control in the counterfactual; 0 for one left out.")
        List<Double> weights,
    @Schema(description = "What was to be expected on each day; null where unknown.")
        List<@Nullable Double> counterfactual,
    @Schema(description = "The 95 % band of single days around it.") BandView band) {

  /** A value with its 95 % interval. */
  @Schema(name = "EffectEstimate")
  record EstimateView(double value, double lower, double upper) {
    static @Nullable EstimateView of(Estimate estimate) {
      return estimate.isKnown()
              && Double.isFinite(estimate.lower())
              && Double.isFinite(estimate.upper())
          ? new EstimateView(estimate.value(), estimate.lower(), estimate.upper())
          : null;
    }
  }

  /** An assumption and whether it held. */
  @Schema(name = "EffectCheck")
  record CheckView(
      @Schema(
              enumeration = {
                "points-before",
                "points-after",
                "variation",
                "controls",
                "season",
                "pre-trend",
                "placebo-dates",
                "separable"
              })
          String name,
      @Schema(enumeration = {"passed", "failed", "not-possible"}) String result,
      String detail) {
    static CheckView of(Check check) {
      return new CheckView(check.name(), code(check.result()), check.detail());
    }
  }

  /** An interval for each day; null where unknown. */
  @Schema(name = "EffectBand")
  record BandView(List<@Nullable Double> lower, List<@Nullable Double> upper) {}

  static EffectView of(EffectAnswer answer, String summary) {
    EstimateView average = EstimateView.of(answer.average());
    return new EffectView(
        code(answer.verdict()),
        summary,
        code(answer.method()),
        average,
        EstimateView.of(answer.cumulative()),
        average == null || answer.relativePercent().isEmpty()
            ? null
            : finite(answer.relativePercent().getAsDouble()),
        average == null ? null : finite(answer.probability()),
        answer.daysBefore(),
        answer.daysAfter(),
        answer.checks().stream().map(CheckView::of).toList(),
        answer.weights(),
        values(answer.counterfactual()),
        new BandView(values(answer.band().lower()), values(answer.band().upper())));
  }

  /** The name of a case in documents. */
  static String code(Enum<?> each) {
    return each.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** With null for what is no number, which JSON does not have. */
  static List<@Nullable Double> values(double[] values) {
    List<@Nullable Double> shown = new ArrayList<>(values.length);
    for (double value : values) {
      shown.add(finite(value));
    }
    return shown;
  }

  private static @Nullable Double finite(double value) {
    return Double.isFinite(value) ? Double.valueOf(value) : null;
  }
}
