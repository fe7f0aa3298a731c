package dev.steadfast.goals.forecast;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.steadfast.goals.odds.SpreadView;
import dev.steadfast.goals.plan.Contribution;
import dev.steadfast.goals.plan.PastEffect;
import dev.steadfast.goals.plan.Planned;
import dev.steadfast.goals.progress.DateRange;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalDouble;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The odds of a goal now and otherwise. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "WhatIf")
record WhatIfView(
    UUID goal,
    String title,
    String metric,
    @Schema(enumeration = {"ms", "percent", "count"}) String unit,
    @Schema(description = "Why there are no odds; then there are no numbers.")
        @Nullable String cannotTell,
    @Schema(description = "What, how sure, why, and what would change it, in plain sentences.")
        String summary,
    @Schema(description = "The days that the final value is measured over.")
        @Nullable DateRange window,
    @Schema(description = "The newest day of the history.") @Nullable LocalDate historyTo,
    @Schema(description = "What the record of past forecasts did to the spread of all odds here.")
        SpreadView calibration,
    @Schema(description = "As planned: the same odds that the goal shows when they are made anew.")
        @Nullable OddsView now,
    @Schema(description = "Initiatives that the odds now count on.") List<PlannedView> planned,
    @Schema(description = "Each change alone, in the order asked; those left out last.")
        List<ChangeView> changes,
    @Schema(description = "With all changes that can be told.") @Nullable OddsView all) {

  /** How likely the levels are, and the final value. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "WhatIfOdds")
  record OddsView(
      @Schema(description = "0 to 100.") @Nullable Double commitPercent,
      @Schema(description = "0 to 100.") double targetPercent,
      @Schema(description = "0 to 100.") @Nullable Double stretchPercent,
      @Schema(description = "Of the final value, in the unit of the metric.") double median,
      @Schema(description = "Of the 80 % interval of the final value.") double lower,
      @Schema(description = "Of the 80 % interval of the final value.") double upper) {
    static OddsView of(Prospect prospect) {
      double[] likely = prospect.value().central80();
      return new OddsView(
          percent(prospect.odds().commit()),
          dev.steadfast.goals.odds.OddsView.percent(prospect.target()),
          percent(prospect.odds().stretch()),
          prospect.value().median(),
          likely[0],
          likely[1]);
    }

    private static @Nullable Double percent(OptionalDouble odds) {
      return odds.isPresent()
          ? (Double) dev.steadfast.goals.odds.OddsView.percent(odds.getAsDouble())
          : null;
    }
  }

  /** What an initiative does to the final value. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "InitiativeContribution")
  record ContributionView(
      @Schema(description = "For an average day.") @Nullable Double amount,
      @Schema(description = "Standard deviation of the amount.") @Nullable Double uncertainty,
      @Schema(
              enumeration = {"stated", "measured"},
              description = "Where the amount comes from.")
          @Nullable String source,
      @Schema(description = "How many initiatives of its kind it was measured of.")
          @Nullable Integer measuredOf,
      @Schema(description = "Of the window, still to come, on which it acts.") @Nullable Long days,
      @Schema(
              description =
                  "The share of the amount that the history cannot show yet, 0 to 1: 1 until it starts, then less"
                      + " each day for three weeks.")
          @Nullable Double stillToCome,
      @Schema(description = "By how much it moves the final value.") @Nullable Double move,
      @Schema(description = "Why it adds nothing here.") @Nullable String cannotTell) {
    static ContributionView of(Contribution contribution) {
      return switch (contribution) {
        case Contribution.Moves moves ->
            new ContributionView(
                moves.amount(),
                moves.uncertainty(),
                moves.past().isPresent() ? "measured" : "stated",
                moves.past().map(PastEffect::n).orElse(null),
                moves.days(),
                moves.stillToCome(),
                moves.mean(),
                null);
        case Contribution.Unknown unknown ->
            new ContributionView(null, null, null, null, null, null, null, unknown.reason());
      };
    }
  }

  /** An initiative that is planned anyway. */
  @Schema(name = "PlannedInitiative")
  record PlannedView(UUID id, String title, LocalDate start, ContributionView contribution) {}

  /** A change and the odds with it alone. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "WhatIfChange")
  record ChangeView(
      @Schema(enumeration = {"added", "changed", "left-out"}) String change,
      @Nullable UUID id,
      String title,
      LocalDate start,
      ContributionView contribution,
      @Schema(description = "Absent where it cannot be told.") @Nullable OddsView odds,
      @Schema(description = "Of the target's odds, against now, in percentage points.")
          @Nullable Double differencePoints,
      String summary) {
    static ChangeView of(WhatIf.Changed changed, Prospect now, WhatIfWords words) {
      Planned candidate = changed.change().candidate();
      boolean told = changed.contribution() instanceof Contribution.Moves;
      return new ChangeView(
          switch (changed.change()) {
            case WhatIf.Change.Added added -> "added";
            case WhatIf.Change.Moved moved -> "changed";
            case WhatIf.Change.LeftOut leftOut -> "left-out";
          },
          candidate.id().orElse(null),
          candidate.title(),
          candidate.start(),
          ContributionView.of(changed.contribution()),
          told ? OddsView.of(changed.odds()) : null,
          told
              ? (Double)
                  dev.steadfast.goals.odds.OddsView.percent(changed.odds().target() - now.target())
              : null,
          words.words(changed));
    }
  }

  static WhatIfView of(WhatIfReader.Material material, WhatIf whatIf) {
    WhatIfWords words =
        new WhatIfWords(
            material.terms().metric(), material.goal().aim(), material.goal().spread(), whatIf);
    return new WhatIfView(
        material.id(),
        material.terms().title(),
        material.terms().metric().key(),
        material.terms().metric().unit(),
        null,
        words.summary(),
        material.goal().aim().window(),
        material.goal().history().end().minusDays(1),
        SpreadView.of(material.goal().spread()),
        OddsView.of(whatIf.now()),
        whatIf.planned().stream()
            .map(
                entry ->
                    new PlannedView(
                        entry.initiative().id().orElseThrow(),
                        entry.initiative().title(),
                        entry.initiative().start(),
                        ContributionView.of(entry.contribution())))
            .toList(),
        whatIf.changes().stream()
            .map(changed -> ChangeView.of(changed, whatIf.now(), words))
            .toList(),
        OddsView.of(whatIf.all()));
  }

  static WhatIfView untold(WhatIfReader.Material material, String reason) {
    return new WhatIfView(
        material.id(),
        material.terms().title(),
        material.terms().metric().key(),
        material.terms().metric().unit(),
        reason,
        "The odds of this goal cannot be told. "
            + reason
            + " More days with data would change this.",
        material.goal().window().orElse(null),
        material.goal().history().days().isEmpty()
            ? null
            : material.goal().history().end().minusDays(1),
        SpreadView.of(material.goal().spread()),
        null,
        List.of(),
        List.of(),
        null);
  }
}
