package dev.steadfast.goals.advice;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.steadfast.core.measure.Interval;
import dev.steadfast.goals.benchmark.PublishedBenchmarks;
import dev.steadfast.goals.goal.Amount;
import dev.steadfast.goals.odds.Ambition;
import dev.steadfast.goals.odds.DistributionView;
import dev.steadfast.goals.odds.OddsView;
import dev.steadfast.goals.odds.SpreadView;
import dev.steadfast.goals.odds.Summary;
import dev.steadfast.goals.progress.DateRange;
import dev.steadfast.goals.progress.Measurement;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Advice as it is shown. Values are in the unit of the metric, odds in percent. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "TargetAdvice")
record AdviceView(
    String metric,
    int version,
    @Schema(enumeration = {"ms", "percent", "count", "score"}) String unit,
    String aggregation,
    Map<String, String> scope,
    @Schema(enumeration = {"higher", "lower"}) String direction,
    WindowView window,
    LocalDate today,
    @Schema(description = "The tenant's reporting zone, whose days these are.") String zone,
    @Schema(description = "Of the newest whole days that compare with the window.")
        @Nullable CurrentView current,
    HistoryView history,
    PublishedBenchmarks.Shown benchmarks,
    @Schema(
            description =
                "What initiatives did to this metric here, by kind; those that could be judged.")
        List<PastEffectView> pastEffects,
    @Schema(description = "Of the window's value if nothing changes; absent if it cannot be told.")
        @Nullable DistributionView forecast,
    @Schema(description = "Levels that have the odds asked for; absent if they cannot be told.")
        @Nullable LevelsView levels,
    @Schema(description = "Present where a target was proposed.") @Nullable ProposalView proposal,
    SpreadView calibration,
    @Schema(description = "What is missing; absent where there is a forecast.")
        @Nullable String cannotTell,
    Summary summary) {

  /** What initiatives of a kind did so far. */
  @Schema(name = "AdvicePastEffect")
  record PastEffectView(
      @Schema(examples = "training") String kind,
      @Schema(description = "Of the next one, on an average day, in the unit of the metric.")
          double mean,
      @Schema(description = "Standard deviation of what the next one does.") double sd,
      @Schema(description = "How many were measured.") int n,
      String words) {}

  /** The days that the goal's last value would be measured over. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "AdviceWindow")
  record WindowView(
      String name, DateRange period, @Nullable LocalDate from, @Nullable LocalDate to) {}

  /** A measured value. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "CurrentValue")
  record CurrentView(
      Number value, @Nullable Number lower, @Nullable Number upper, long n, DateRange days) {
    static CurrentView of(Measurement measured, DateRange days) {
      Optional<Interval> interval = measured.interval();
      return new CurrentView(
          Amount.plain(measured.value()),
          interval.map(each -> Amount.plain(each.lower())).orElse(null),
          interval.map(each -> Amount.plain(each.upper())).orElse(null),
          measured.n(),
          days);
    }
  }

  /** Levels to promise, to aim at and to dream of. */
  @Schema(name = "AdvisedLevels")
  record LevelsView(LevelView commit, LevelView target, LevelView stretch) {}

  /** The most demanding value that has these odds. */
  @Schema(name = "AdvisedLevel")
  record LevelView(@Schema(description = "In percent.") double odds, double value) {}

  /** A proposed target and its odds. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "TargetProposal")
  record ProposalView(
      Number target,
      @Schema(description = "In percent; absent if they cannot be told.") @Nullable Double odds,
      @Schema(
              description =
                  "already-met: the current value is there with its whole interval. Otherwise by the odds:"
                      + " too-easy from 90 %, realistic from 40 %, ambitious from 10 %, unrealistic below.",
              enumeration = {
                "already-met",
                "too-easy",
                "realistic",
                "ambitious",
                "unrealistic",
                "cannot-tell"
              })
          String word,
      @Schema(
              description =
                  "What the plan's initiatives would have to move the metric by to make it even odds; 0 where they"
                      + " are even or better.")
          @Nullable Double changeForEvenOdds) {

    static ProposalView of(double target, Ambition word, @Nullable Double odds, double missing) {
      return new ProposalView(
          Amount.plain(target),
          odds == null ? null : (Double) OddsView.percent(odds),
          word.code(),
          odds == null ? null : (Double) missing);
    }
  }
}
