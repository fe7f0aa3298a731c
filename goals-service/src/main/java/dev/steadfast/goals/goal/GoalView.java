package dev.steadfast.goals.goal;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.steadfast.core.measure.Interval;
import dev.steadfast.goals.odds.GoalOdds;
import dev.steadfast.goals.odds.OddsView;
import dev.steadfast.goals.progress.DateRange;
import dev.steadfast.goals.progress.Levels;
import dev.steadfast.goals.progress.Target;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A goal as it is shown.
 *
 * @param version of what people set; the standing changes without it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Goal")
record GoalView(
    UUID id,
    long version,
    @Schema(enumeration = {"draft", "active", "closed"}) String state,
    String title,
    @Nullable String description,
    GoalRequest.@Nullable OwnerPart owner,
    Map<String, String> scope,
    GoalRequest.PeriodPart period,
    List<String> tags,
    TargetView target,
    @Nullable StandingView standing,
    @Schema(description = "The newest odds of an active goal; absent where they cannot be told.")
        @Nullable OddsView odds,
    @Schema(
            description =
                "The odds of the target on the day it was set: at activation, or by the newest revision that"
                    + " moved it. They stay as they were.")
        @Nullable OddsView oddsWhenSet,
    @Nullable ClosingView closing,
    OffsetDateTime createdAt,
    String createdBy,
    @Nullable OffsetDateTime activatedAt) {

  static GoalView of(Goal goal, Optional<Standing> standing) {
    return of(goal, standing, GoalOdds.Shown.NOTHING);
  }

  static GoalView of(Goal goal, Optional<Standing> standing, GoalOdds.Shown odds) {
    GoalTerms terms = goal.terms();
    return new GoalView(
        goal.id(),
        goal.version(),
        goal.state().code(),
        terms.title(),
        terms.description().orElse(null),
        terms
            .owner()
            .map(owner -> new GoalRequest.OwnerPart(owner.id(), owner.label().orElse(null)))
            .orElse(null),
        terms.scope().values(),
        new GoalRequest.PeriodPart(terms.period().from(), terms.period().to()),
        terms.tags(),
        TargetView.of(terms),
        standing.map(StandingView::of).orElse(null),
        goal.state() == GoalState.ACTIVE ? odds.latest().orElse(null) : null,
        odds.whenSet().orElse(null),
        goal.closing().map(ClosingView::of).orElse(null),
        goal.createdAt(),
        goal.createdBy(),
        goal.activatedAt().orElse(null));
  }

  /** What the goal wants of a metric, in the metric's unit. */
  @Schema(name = "GoalTarget")
  record TargetView(
      String metric,
      int version,
      @Schema(enumeration = {"ms", "percent", "count"}) String unit,
      String aggregation,
      String window,
      @Schema(enumeration = {"higher", "lower"}) String direction,
      BaselineView baseline,
      LevelsView levels,
      int minimumSample) {
    static TargetView of(GoalTerms terms) {
      Target target = terms.target();
      return new TargetView(
          terms.metric().key(),
          terms.metric().version(),
          terms.metric().unit(),
          target.aggregation().code(),
          target.window().text(),
          target.direction().code(),
          BaselineView.of(terms.baseline()),
          LevelsView.of(target.levels()),
          target.minimumSample());
    }
  }

  /** The levels in the metric's unit. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "GoalLevelsView")
  record LevelsView(@Nullable Number commit, Number target, @Nullable Number stretch) {
    static LevelsView of(Levels levels) {
      return new LevelsView(
          plain(levels.commit()), Amount.plain(levels.target()), plain(levels.stretch()));
    }
  }

  /** Where the goal starts, and how that is known. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "GoalBaseline")
  record BaselineView(
      @Schema(enumeration = {"entered", "measured"}) String source,
      Number value,
      @Nullable Number lower,
      @Nullable Number upper,
      @Nullable Long n,
      @Nullable LocalDate from,
      @Nullable LocalDate to) {
    static BaselineView of(Baseline baseline) {
      return switch (baseline) {
        case Baseline.Entered entered ->
            new BaselineView(
                "entered", Amount.plain(entered.value()), null, null, null, null, null);
        case Baseline.Measured measured -> {
          Optional<Interval> interval = measured.measurement().interval();
          yield new BaselineView(
              "measured",
              Amount.plain(measured.value()),
              plain(interval.map(Interval::lower).orElse(null)),
              plain(interval.map(Interval::upper).orElse(null)),
              measured.measurement().n(),
              measured.days().from(),
              measured.days().to());
        }
      };
    }
  }

  /** How the goal stands. A closed goal keeps the standing that it was closed with. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "GoalStanding")
  record StandingView(
      @Schema(
              description =
                  "no-data: nothing was observed, or a source fell silent and so much may be missing that another"
                      + " status may hold; stale: nothing new was observed for more than 7 days.",
              enumeration = {
                "achieved",
                "on-track",
                "at-risk",
                "off-track",
                "cannot-tell",
                "no-data",
                "stale"
              })
          String status,
      @Schema(description = "In the unit of the metric; absent where nothing was observed.")
          @Nullable Number value,
      @Schema(description = "Lower end of the 95 % interval.") @Nullable Number lower,
      @Schema(description = "Upper end of the 95 % interval.") @Nullable Number upper,
      @Schema(description = "How many observations.") long n,
      @Schema(description = "0 at the baseline, 1 at the target, unclamped.")
          @Nullable Double progress,
      @Schema(description = "Progress within 0 to 1.") @Nullable Double progressClamped,
      @Schema(description = "Where the linear path is today.") @Nullable Number expected,
      VerdictView verdict,
      @Schema(
              description = "The highest level that is met for certain.",
              enumeration = {"none", "commit", "target", "stretch"})
          String reached,
      @Schema(description = "The days measured.") @Nullable DateRange window,
      @Schema(description = "The newest day with an observation.") @Nullable LocalDate newestDay,
      @Schema(description = "The tenant's reporting zone, whose days these are.")
          @Nullable String zone,
      OffsetDateTime evaluatedAt) {
    static StandingView of(Standing standing) {
      Double progress = standing.progress();
      LocalDate from = standing.windowFrom();
      LocalDate to = standing.windowTo();
      return new StandingView(
          standing.status(),
          plain(standing.value()),
          plain(standing.lower()),
          plain(standing.upper()),
          standing.n(),
          progress,
          progress == null ? null : Double.valueOf(Math.clamp(progress, 0.0, 1.0)),
          plain(standing.expected()),
          new VerdictView(standing.verdict(), standing.verdictReason()),
          standing.reached(),
          from == null || to == null ? null : new DateRange(from, to),
          standing.newestDay(),
          standing.zone(),
          standing.evaluatedAt());
    }
  }

  /** Whether the target is met, as if the period ended now. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "GoalVerdict")
  record VerdictView(
      @Schema(enumeration = {"met", "missed", "cannot-tell", "no-data"}) String outcome,
      @Nullable String reason) {}

  /** How the goal was closed. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "GoalClosing")
  record ClosingView(
      @Schema(enumeration = {"met", "missed", "cannot-tell", "no-data", "abandoned"})
          String verdict,
      @Nullable String reason,
      OffsetDateTime at,
      String by) {
    static ClosingView of(Goal.Closing closing) {
      return new ClosingView(
          closing.verdict(), closing.reason().orElse(null), closing.at(), closing.by());
    }
  }

  private static @Nullable Number plain(OptionalDouble value) {
    return value.isPresent() ? Amount.plain(value.getAsDouble()) : null;
  }

  private static @Nullable Number plain(@Nullable Double value) {
    return value == null ? null : Amount.plain(value);
  }
}
