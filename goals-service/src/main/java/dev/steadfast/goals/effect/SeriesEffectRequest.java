package dev.steadfast.goals.effect;

import dev.steadfast.core.effect.EffectQuestion;
import dev.steadfast.platform.problem.Findings;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A series and when something was done to it. */
@Schema(
    name = "EffectRequest",
    requiredProperties = {"values", "intervention"},
    examples =
        """
        {"metric": "The median first response", "unit": "minutes", "intervention": 21, "season": 7,
         "values": [61, 58, 64, 60, 57, 41, 39, 62, 59, 63, 61, 58, 40, 42, 60, 61, 59, 63, 58, 43, 38,
           49, 51, 47, 52, 48, 30, 31, 50, 48, 51, 49, 47, 29, 33, 51, 50]}
        """)
record SeriesEffectRequest(
    @Schema(
            minItems = 2,
            maxItems = SeriesEffectRequest.MAX_VALUES,
            description =
                "One value a step, oldest first, from -1e15 to 1e15; null where there is none.")
        @Nullable List<@Nullable Double> values,
    @Schema(
            maxItems = SeriesEffectRequest.MAX_CONTROLS,
            description =
                "Series of the same steps that it was not done to; none compares with the past alone.")
        @Nullable List<@Nullable List<@Nullable Double>> controls,
    @Schema(
            description = "The first step that can have been acted on, counted from 0.",
            minimum = "1")
        @Nullable Integer intervention,
    @Schema(
            minimum = "2",
            maximum = "60",
            description = "Steps after which the pattern repeats; 7 is looked for unless given.")
        @Nullable Integer season,
    @Schema(
            maxLength = 200,
            description = "How the summary names the values, at the beginning of a sentence.",
            defaultValue = "The value")
        @Nullable String metric,
    @Schema(maxLength = 50, description = "How the summary names their unit.")
        @Nullable String unit) {
  static final int MAX_VALUES = 2_000;
  static final int MAX_CONTROLS = 50;
  private static final int MAX_SEASON = 60;
  private static final double MAX_VALUE = 1e15;

  /** The question, once the request keeps the rules. */
  EffectQuestion check() {
    Findings findings = new Findings();
    findings.optional("/metric", metric, 200);
    findings.optional("/unit", unit, 50);
    double[] series = series(findings, "/values", values);
    if (series.length < 2 && !findings.concern("/values")) {
      findings.add("/values", "has at least 2 values");
    }
    List<double[]> others = controls(findings, series.length);
    if (intervention == null) {
      findings.add("/intervention", "is required");
    } else if (!findings.concern("/values")
        && (intervention < 1 || intervention >= series.length)) {
      findings.add("/intervention", "is 1 to " + (series.length - 1) + ", inside the values");
    }
    if (season != null && (season < 2 || season > MAX_SEASON)) {
      findings.add("/season", "is 2 to " + MAX_SEASON);
    }
    findings.refuseIfAny();
    return new EffectQuestion(
        series,
        others,
        intervention == null ? 0 : intervention,
        season == null ? OptionalInt.empty() : OptionalInt.of(season));
  }

  Wording wording() {
    return new Wording(
        metric == null || metric.isBlank() ? "The value" : metric, unit == null ? "" : unit, 1);
  }

  private List<double[]> controls(Findings findings, int length) {
    List<double[]> checked = new ArrayList<>();
    if (controls == null) {
      return checked;
    }
    if (controls.size() > MAX_CONTROLS) {
      findings.add("/controls", "has at most " + MAX_CONTROLS + " series");
      return checked;
    }
    for (int i = 0; i < controls.size(); i++) {
      String pointer = "/controls/" + i;
      double[] control = series(findings, pointer, controls.get(i));
      if (!findings.concern("/values") && !findings.concern(pointer) && control.length != length) {
        findings.add(pointer, "has " + control.length + " values, but there are " + length);
      }
      checked.add(control);
    }
    return checked;
  }

  private static double[] series(
      Findings findings, String pointer, @Nullable List<@Nullable Double> values) {
    if (values == null) {
      findings.add(pointer, "is required: an array of numbers, null for a missing one");
      return new double[0];
    }
    if (values.size() > MAX_VALUES) {
      findings.add(pointer, "has at most " + MAX_VALUES + " values");
      return new double[0];
    }
    double[] series = new double[values.size()];
    for (int i = 0; i < series.length; i++) {
      Double value = values.get(i);
      series[i] = value == null ? Double.NaN : value;
      if (value != null && !(Math.abs(value) <= MAX_VALUE)) {
        findings.add(pointer + "/" + i, "is no number from -1e15 to 1e15");
      }
    }
    return series;
  }
}
