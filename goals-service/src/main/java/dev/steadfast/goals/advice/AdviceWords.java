package dev.steadfast.goals.advice;

import dev.steadfast.goals.odds.Ambition;
import dev.steadfast.goals.odds.DailyHistory;
import dev.steadfast.goals.odds.Distribution;
import dev.steadfast.goals.odds.ForecastWords;
import dev.steadfast.goals.odds.OddsView;
import dev.steadfast.goals.odds.Quantity;
import dev.steadfast.goals.odds.Spread;
import dev.steadfast.goals.odds.Summary;
import dev.steadfast.goals.progress.DateRange;
import dev.steadfast.goals.progress.Direction;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Says advice in plain words. */
final class AdviceWords {
  private final AdviceQuestion question;
  private final DailyHistory history;
  private final List<AdviceView.PastEffectView> pastEffects;

  AdviceWords(
      AdviceQuestion question, DailyHistory history, List<AdviceView.PastEffectView> pastEffects) {
    this.question = question;
    this.history = history;
    this.pastEffects = pastEffects;
  }

  /** Where there is no forecast. */
  Summary without(String reason) {
    return new Summary(
        "No target can be advised for " + title() + ".",
        "Not at all: " + reason,
        "There are %,d days with data.".formatted(history.daysWithData()),
        "More days with data, another scope, or a window that can be measured.");
  }

  Summary of(
      DateRange window,
      Distribution distribution,
      AdviceView.LevelsView levels,
      Spread spread,
      Optional<Proposal> proposal) {
    String what =
        "If nothing changes, %s measures about %s in the window that ends on %s. Promise %s (odds %s), aim at %s (%s), dream of %s (%s)."
            .formatted(
                title(),
                words(distribution.median()),
                window.to(),
                words(levels.commit().value()),
                percent(levels.commit()),
                words(levels.target().value()),
                percent(levels.target()),
                words(levels.stretch().value()),
                percent(levels.stretch()));
    return new Summary(
        what + proposal.map(each -> " " + proposed(each)).orElse(""),
        ForecastWords.howSure(distribution, question.metric().unit(), spread),
        ForecastWords.restsOn(history.daysWithData(), history.end().minusDays(1)),
        ForecastWords.evenOdds(
                distribution.median(),
                proposal.map(Proposal::target).orElse(levels.stretch().value()),
                question.direction(),
                question.metric().unit())
            + mostHelpful());
  }

  /** What moved the metric most in the wanted direction so far. */
  private String mostHelpful() {
    int sign = question.direction() == Direction.HIGHER ? 1 : -1;
    return pastEffects.stream()
        .filter(each -> sign * each.mean() > 0)
        .max(Comparator.comparingDouble(each -> sign * each.mean()))
        .map(each -> " " + each.words())
        .orElse("");
  }

  private String proposed(Proposal proposal) {
    String target = words(proposal.target());
    String odds = ForecastWords.percent(proposal.odds().orElseThrow());
    return proposal.word() == Ambition.ALREADY_MET
        ? "The proposed %s is met already; the odds that it still is then are %s."
            .formatted(target, odds)
        : "The proposed %s has odds of %s: %s.".formatted(target, odds, proposal.word().words());
  }

  private String words(double value) {
    return new Quantity(value, question.metric().unit()).words();
  }

  private static String percent(AdviceView.LevelView level) {
    return ForecastWords.percent(level.odds() / 100);
  }

  private String title() {
    String metric = question.metric().title().toLowerCase(Locale.ROOT);
    return question.aggregation() == question.metric().defaultAggregation()
        ? metric
        : metric + " (" + question.aggregation().code() + ")";
  }

  static double percent(double odds) {
    return OddsView.percent(odds);
  }
}
