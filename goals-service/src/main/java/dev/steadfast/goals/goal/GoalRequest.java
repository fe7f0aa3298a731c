package dev.steadfast.goals.goal;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.steadfast.goals.progress.Levels;
import dev.steadfast.goals.progress.Target;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A goal as people write it. Checked by {@link GoalRules}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
    name = "GoalRequest",
    requiredProperties = {"title", "period", "target"},
    examples = GoalRequest.EXAMPLE)
record GoalRequest(
    @Schema(minLength = 1, maxLength = 200) @Nullable String title,
    @Schema(maxLength = 4000) @Nullable String description,
    @Nullable OwnerPart owner,
    @Schema(
            description =
                "Dimensions by name: none for the whole organisation, or team, agent, channel, priority, or"
                    + " team and channel.")
        @Nullable Map<String, @Nullable String> scope,
    @Nullable PeriodPart period,
    @Nullable TargetPart target,
    @Schema(maxItems = 20) @Nullable List<@Nullable String> tags) {

  static final String EXAMPLE =
      """
      {"title": "Resolve billing tickets in a third less time", "owner": {"id": "kim.osei", "label": "Kim Osei"},
       "scope": {"team": "billing"}, "period": {"from": "2026-10-01", "to": "2026-12-31"},
       "target": {"metric": "resolution-time", "aggregation": "median", "window": "rolling-28-days",
         "baseline": {"value": "PT36H"}, "levels": {"commit": "PT30H", "target": "PT24H", "stretch": "PT20H"}},
       "tags": ["q4"]}
      """;

  /** The request that would give those terms, for a patch to change. */
  static GoalRequest of(GoalTerms terms) {
    return new GoalRequest(
        terms.title(),
        terms.description().orElse(null),
        terms
            .owner()
            .map(owner -> new OwnerPart(owner.id(), owner.label().orElse(null)))
            .orElse(null),
        new HashMap<>(terms.scope().values()),
        new PeriodPart(terms.period().from(), terms.period().to()),
        TargetPart.of(terms),
        new ArrayList<>(terms.tags()));
  }

  /** Whose goal it is. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "GoalOwner", requiredProperties = "id")
  record OwnerPart(
      @Schema(minLength = 1, maxLength = 200) @Nullable String id,
      @Schema(maxLength = 200) @Nullable String label) {}

  /** Both days are included; they are days of the tenant's reporting zone. */
  @Schema(
      name = "GoalPeriod",
      requiredProperties = {"from", "to"},
      description = "Both days are included; they are days of the tenant's reporting zone.")
  record PeriodPart(@Nullable LocalDate from, @Nullable LocalDate to) {}

  /** What the goal wants of a metric. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(
      name = "GoalTargetRequest",
      requiredProperties = {"metric", "baseline", "levels"})
  record TargetPart(
      @Schema(description = "The key of a metric.", examples = "resolution-time")
          @Nullable String metric,
      @Schema(description = "The version of its definition; the newest by default.")
          @Nullable Integer version,
      @Schema(
              description =
                  "The metric's default unless given. Durations and numbers: mean, median, p75, p90, p95, p99,"
                      + " min, max, sum. Ratios: share. Counts: count. Backlog: level.")
          @Nullable String aggregation,
      @Schema(
              description = "The days that the value is measured over.",
              pattern = "whole-period|rolling-[1-9][0-9]{0,2}-days|last-full-week|last-full-month",
              defaultValue = "whole-period")
          @Nullable String window,
      @Schema(
              description = "Which way is better; the metric's default unless given.",
              enumeration = {"higher", "lower"})
          @Nullable String direction,
      @Nullable BaselinePart baseline,
      @Nullable LevelsPart levels,
      @Schema(
              description =
                  "Below this many observations there is no verdict; the metric's default.",
              minimum = "1",
              maximum = "1000000")
          @Nullable Integer minimumSample) {
    static TargetPart of(GoalTerms terms) {
      Target target = terms.target();
      return new TargetPart(
          terms.metric().key(),
          terms.metric().version(),
          target.aggregation().code(),
          target.window().text(),
          target.direction().code(),
          BaselinePart.of(terms.baseline()),
          LevelsPart.of(target.levels()),
          target.minimumSample());
    }
  }

  /** Where it starts: a value, or the days to measure it over. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(
      name = "GoalBaselineRequest",
      description = "Either a value, or source measured with the days to measure it over now.")
  record BaselinePart(
      @Schema(
              enumeration = {"entered", "measured"},
              defaultValue = "entered")
          @Nullable String source,
      @Nullable Amount value,
      @Nullable LocalDate from,
      @Nullable LocalDate to) {
    static BaselinePart of(Baseline baseline) {
      return switch (baseline) {
        case Baseline.Entered entered ->
            new BaselinePart("entered", Amount.of(entered.value()), null, null);
        case Baseline.Measured measured ->
            new BaselinePart("measured", null, measured.days().from(), measured.days().to());
      };
    }
  }

  /** What is promised, aimed at and dreamt of. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "GoalLevels", requiredProperties = "target")
  record LevelsPart(@Nullable Amount commit, @Nullable Amount target, @Nullable Amount stretch) {
    static LevelsPart of(Levels levels) {
      return new LevelsPart(
          amount(levels.commit()), Amount.of(levels.target()), amount(levels.stretch()));
    }

    private static @Nullable Amount amount(OptionalDouble value) {
      return value.isPresent() ? Amount.of(value.getAsDouble()) : null;
    }
  }
}
