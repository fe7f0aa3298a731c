package dev.steadfast.metrics.alert;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A rule as people write it, and as it is kept. Checked by {@link AlertRules}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
    name = "AlertRuleRequest",
    requiredProperties = {"name", "metric", "condition"},
    examples = AlertRuleRequest.EXAMPLE)
record AlertRuleRequest(
    @Schema(minLength = 1, maxLength = 200) @Nullable String name,
    @Schema(description = "The key of a metric.", examples = "csat") @Nullable String metric,
    @Schema(
            description =
                "The metric's default unless given; of durations and numbers also a share within a threshold, such"
                    + " as within:PT1H, of which thresholds are percent.",
            examples = "p90")
        @Nullable String aggregation,
    @Schema(
            description =
                "Dimensions by name: none for the whole organisation, or team, agent, channel, priority, or"
                    + " team and channel.")
        @Nullable Map<String, @Nullable String> scope,
    @Nullable ConditionPart condition,
    @Schema(
            description =
                "Of a threshold: the time that is measured, back from the last quarter hour. An ISO 8601 duration of"
                    + " whole quarter hours, PT15M to P31D.",
            defaultValue = "PT1H",
            examples = "P7D")
        @Nullable String window,
    @Schema(
            minimum = "1",
            maximum = "1000000",
            description = "Below this many observations nothing is judged; the metric's default.")
        @Nullable Integer minimumSample,
    @Schema(
            description = "How long it must hold before it fires: PT0S to P7D.",
            defaultValue = "PT0S",
            examples = "PT15M")
        @Nullable String holdDown,
    @Nullable QuietPart quietHours,
    @Schema(description = "At most 20, told with every event of the rule.")
        @Nullable Map<String, @Nullable String> labels,
    @Schema(defaultValue = "true", description = "A rule that is not is not looked at.")
        @Nullable Boolean enabled) {

  static final String EXAMPLE =
      """
      {"name": "Billing satisfies", "metric": "csat", "scope": {"team": "billing"},
       "condition": {"type": "below", "value": 85, "clearAt": 88}, "window": "P7D", "holdDown": "PT30M",
       "quietHours": {"zone": "Europe/Berlin", "from": "20:00", "to": "07:00"}, "labels": {"page": "billing-lead"}}
      """;

  /** When it fires. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(
      name = "AlertCondition",
      requiredProperties = "type",
      description =
          "above and below have a value; unusual looks at each whole day, against the same days of the 13 weeks before.")
  record ConditionPart(
      @Schema(enumeration = {ABOVE, BELOW, UNUSUAL}) @Nullable String type,
      @Schema(description = "Of above and below: the threshold.") @Nullable Amount value,
      @Schema(
              description =
                  "Of above and below: where it clears, on the good side of the threshold; the threshold by default.")
          @Nullable Amount clearAt,
      @Schema(
              defaultValue = "true",
              description =
                  "Of above and below: fire only if the whole 95 % interval lies beyond the threshold. Counts,"
                      + " sums, ratios and extremes have no interval.")
          @Nullable Boolean intervalTest,
      @Schema(
              enumeration = {"either", "higher", "lower"},
              defaultValue = "either",
              description = "Of unusual.")
          @Nullable String side,
      @Schema(
              description =
                  "Of unusual: the share of ordinary days that may be called so, above 0 to 0.5.",
              defaultValue = "0.001")
          @Nullable Double falseAlarmRate) {
    static final String ABOVE = "above";
    static final String BELOW = "below";
    static final String UNUSUAL = "unusual";
  }

  /** When nobody is told. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(
      name = "QuietHours",
      requiredProperties = {"zone", "from", "to"},
      description =
          "What fires within them and still does at their end is told then, once. An end not after the start is on"
              + " the next day.")
  record QuietPart(
      @Schema(description = "An IANA name.", examples = "Europe/Berlin") @Nullable String zone,
      @Schema(pattern = "([01][0-9]|2[0-3]):[0-5][0-9]", examples = "20:00") @Nullable String from,
      @Schema(pattern = "([01][0-9]|2[0-3]):[0-5][0-9]", examples = "07:00") @Nullable String to,
      @Schema(
              minItems = 1,
              maxItems = 7,
              description = "The days on which they begin, such as monday; all by default.")
          @Nullable List<@Nullable String> days) {}
}
