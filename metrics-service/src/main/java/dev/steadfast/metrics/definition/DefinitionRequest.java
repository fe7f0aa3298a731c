package dev.steadfast.metrics.definition;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.steadfast.metrics.timeline.Population;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A metric as people define it, and as it is kept. Checked by {@link DefinitionRules}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
    name = "MetricDefinitionRequest",
    requiredProperties = {"key"},
    description =
        "A copy of a built-in metric with other parts, what events tell, or a share of two counts, or another ratio of"
            + " two amounts: one of copyOf, events and ratio.",
    examples = DefinitionRequest.EXAMPLE)
public record DefinitionRequest(
    @Schema(
            pattern = "[a-z][a-z0-9]*(-[a-z0-9]+)*",
            maxLength = 60,
            description = "None of a built-in metric. It stays as it is.",
            examples = "first-response-time-in-hours")
        @Nullable String key,
    @Schema(maxLength = 200, description = "Of a copy, that of its origin by default.")
        @Nullable String title,
    @Schema(maxLength = 1000, description = "Of a copy, that of its origin by default.")
        @Nullable String description,
    @Schema(description = "The key of a built-in metric, for a copy of it.")
        @Nullable String copyOf,
    @Schema(
            description =
                "Of a copy: lists of values by dimension (team, agent, channel, priority, direction, brand, product,"
                    + " language, tag, attribute.NAME). What has none of the values, or an unknown one, is out. 1 to 50 values each.",
            examples = "{\"team\": [\"billing\"]}")
        @Nullable Map<String, @Nullable List<@Nullable String>> population,
    @Nullable ClockPart clock,
    @Schema(
            description =
                "An ISO 8601 duration. Of a copy of service-level: the time to answer within, PT1S to PT1H. Of"
                    + " first-contact-resolution, also of any topic: within which a new contact counts, P1D to P7D; of"
                    + " deflection-rate PT1H to PT24H.",
            examples = "PT30S")
        @Nullable String within,
    @Schema(
            description =
                "Of a copy of service-level or abandonment-rate, also of its variants: a call abandoned before is a short"
                    + " one, which is out. An ISO 8601 duration of PT1S to PT1H.",
            examples = "PT10S")
        @Nullable String shortCalls,
    @Schema(
            description =
                "Of a copy of the same: whether callers who left the queue by asking to be called back are out.",
            examples = "true")
        @Nullable Boolean withoutCallbacks,
    @Nullable RatioPart ratio,
    @Nullable EventsPart events,
    @Schema(
            enumeration = {"count", "number", "duration", "share", "ratio"},
            description =
                "Of events: whether each counts one, or tells a number or a duration in milliseconds. Of what is computed"
                    + " from two metrics: a share (the default), or a ratio, which may be above one.")
        @Nullable String kind,
    @Schema(
            maxLength = 20,
            description =
                "Of a number from events, and of a ratio; of the latter by default that of the numerator, or `ratio`"
                    + " where it is a count or both have the same.",
            examples = "EUR")
        @Nullable String unit,
    @Schema(
            minimum = "0",
            maximum = "6",
            defaultValue = "0",
            description =
                "Of a number from events: how many decimals of it are kept, rounded half to even. What is counted of it"
                    + " is exact to these.",
            examples = "2")
        @Nullable Integer decimals,
    @Schema(
            enumeration = {"higher", "lower", "neither"},
            defaultValue = "neither",
            description = "Of events, shares and ratios: which way is better.")
        @Nullable String direction,
    @Schema(description = "The origin's by default.", examples = "p90")
        @Nullable String defaultAggregation,
    @Schema(
            minimum = "1",
            maximum = "1000000",
            description =
                "Below it there is no verdict; the origin's by default, 50 of a share, 20 of a ratio.")
        @Nullable Integer minimumSample) {

  static final String EXAMPLE =
      """
      {"key": "billing-first-response", "title": "First response of billing, in hours",
       "copyOf": "first-response-time", "population": {"team": ["billing"]},
       "clock": {"type": "business", "scheduleId": "0195a3c2-7b1e-7c3a-9d54-2f60c1a8e411", "clockRule": "at-end"}}
      """;

  /** Of which it counts; of a request that was checked. */
  Population ofPopulation() {
    Map<String, Set<String>> values = new HashMap<>();
    if (population != null) {
      population.forEach(
          (dimension, list) -> {
            Set<String> kept = new HashSet<>();
            if (list != null) {
              list.stream().filter(Objects::nonNull).forEach(kept::add);
            }
            values.put(dimension, kept);
          });
    }
    return new Population(values);
  }

  /** Which time counts. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(
      name = "MetricClock",
      requiredProperties = "type",
      description =
          "Of a copy of a duration between events: all time, or that within the hours of a schedule.")
  public record ClockPart(
      @Schema(enumeration = {CALENDAR, BUSINESS}) @Nullable String type,
      @Schema(description = "Of business: a schedule of /v1/schedules.") @Nullable UUID scheduleId,
      @Schema(
              enumeration = {"sum-over-history", "at-end"},
              defaultValue = "sum-over-history",
              description =
                  "Of business: each part of a span by the version of the schedule in force in it, or all by that"
                      + " in force at its end.")
          @Nullable String clockRule) {
    static final String CALENDAR = "calendar";
    static final String BUSINESS = "business";
  }

  /** Which two metrics it is of. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(
      name = "MetricRatio",
      requiredProperties = {"numerator", "denominator"},
      description =
          "Keys of two metrics. Of a share they count the same, the first of them fewer of it: so they share a cohort. Of a"
              + " ratio they are any counts, numbers or durations, each put into the period by its own date: their sums"
              + " are divided. The versions that are newest now are kept until the next version of what is computed.")
  public record RatioPart(
      @Schema(examples = "billing-resolved") @Nullable String numerator,
      @Schema(examples = "resolved") @Nullable String denominator) {}

  /** Which events count, and for how much. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(
      name = "MetricEvents",
      requiredProperties = "type",
      description = "Each event counts when it happened, for the team and agent that have it then.")
  public record EventsPart(
      @Schema(examples = "support.message.added.v1") @Nullable String type,
      @Schema(maxItems = 10, description = "All of them are met.")
          @Nullable List<@Nullable ConditionPart> where,
      @Schema(
              description =
                  "Of number and duration: a JSON pointer to a number, rounded to the decimals of the definition. A"
                      + " duration is 0 to 10^12; a number may be below zero, and is of at most 10^12 steps: with 2 decimals,"
                      + " from -10^10 to 10^10. An event with another number, or without one, does not count.",
              examples = "/data/words")
          @Nullable String value) {}

  /** What an event must say. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(
      name = "MetricEventCondition",
      requiredProperties = "pointer",
      description = "One of equals, in and exists.")
  public record ConditionPart(
      @Schema(description = "A JSON pointer into the event.", examples = "/data/author/kind")
          @Nullable String pointer,
      @JsonProperty("equals")
          @Schema(name = "equals", description = "A text, a number or a truth value.")
          @Nullable Object same,
      @Schema(description = "1 to 50 of such.") @Nullable List<@Nullable Object> in,
      @Schema(description = "Whether there is such a value at all.") @Nullable Boolean exists) {}
}
