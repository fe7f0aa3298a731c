package dev.steadfast.goals.advice;

import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.core.forecast.CannotTell;
import dev.steadfast.core.forecast.Direction;
import dev.steadfast.core.forecast.Outcomes;
import dev.steadfast.core.forecast.WindowOutlook;
import dev.steadfast.goals.benchmark.PublishedBenchmarks;
import dev.steadfast.goals.effect.PastEffects;
import dev.steadfast.goals.odds.DailyHistory;
import dev.steadfast.goals.odds.Distribution;
import dev.steadfast.goals.odds.DistributionView;
import dev.steadfast.goals.odds.Spread;
import dev.steadfast.goals.odds.SpreadView;
import dev.steadfast.goals.progress.DateRange;
import dev.steadfast.goals.progress.DayCell;
import dev.steadfast.goals.progress.Measurement;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Advises on targets. Holds no transaction while it calculates or measures past effects. */
@ApplicationScoped
class Advisor {
  private final AdviceReader reader;
  private final PublishedBenchmarks benchmarks;
  private final PastEffects past;

  @Inject
  Advisor(AdviceReader reader, PublishedBenchmarks benchmarks, PastEffects past) {
    this.reader = reader;
    this.benchmarks = benchmarks;
    this.past = past;
  }

  /** The advice on what is asked. */
  AdviceView advise(AdviceRequest request) {
    AdviceReader.Material material = reader.read(request);
    return new Answer(
            material.question(),
            material.cells(),
            material.spread(),
            benchmarks,
            pastEffects(material.question()))
        .view();
  }

  /** Effects are measured by the metric's own aggregation; they say nothing of another one. */
  private List<AdviceView.PastEffectView> pastEffects(AdviceQuestion question) {
    MetricDefinition metric = question.metric();
    List<AdviceView.PastEffectView> found = new ArrayList<>();
    if (question.aggregation() == metric.defaultAggregation()) {
      past.of(metric)
          .forEach(
              (kind, effect) ->
                  found.add(
                      new AdviceView.PastEffectView(
                          kind.code(),
                          effect.mean(),
                          effect.sd(),
                          effect.n(),
                          PastEffects.words(kind, metric, effect))));
    }
    return found;
  }

  /** What one question comes to. */
  private record Answer(
      AdviceQuestion question,
      List<DayCell> cells,
      Spread spread,
      PublishedBenchmarks benchmarks,
      List<AdviceView.PastEffectView> pastEffects) {

    private AdviceView view() {
      DailyHistory history =
          DailyHistory.of(
              question.aggregation(),
              cells,
              question.today(),
              question.lastWindow().map(DateRange::from).orElse(question.today()));
      AdviceWords words = new AdviceWords(question, history, pastEffects);
      return switch (outlook(history)) {
        case CannotTell thin -> without(history, thin, words);
        case Outcomes outcomes -> with(history, outcomes, words);
      };
    }

    private WindowOutlook outlook(DailyHistory history) {
      WindowOutlook outlook =
          question
              .lastWindow()
              .<WindowOutlook>map(history::outlook)
              .orElse(new CannotTell("No whole week or month ends within the period."));
      return outlook instanceof Outcomes outcomes ? spread.on(outcomes) : outlook;
    }

    private Optional<Measurement> measured(DateRange days) {
      return Measurement.of(question.aggregation(), days, cells);
    }

    private Optional<Measurement> judgedNow() {
      LocalDate yesterday = question.today().minusDays(1);
      if (!question.accumulates()) {
        return measured(question.current());
      }
      return question.period().from().isAfter(yesterday)
          ? Optional.empty()
          : measured(new DateRange(question.period().from(), yesterday));
    }

    private AdviceView without(DailyHistory history, CannotTell thin, AdviceWords words) {
      Optional<Proposal> proposal = proposal(thin);
      return view(
          history,
          new Said(
              Optional.empty(),
              Optional.empty(),
              proposal,
              Optional.of(thin.reason()),
              words.without(thin.reason())));
    }

    private AdviceView with(DailyHistory history, Outcomes outcomes, AdviceWords words) {
      Distribution distribution = Distribution.of(outcomes);
      AdviceQuestion.Wished odds = question.odds();
      AdviceView.LevelsView levels =
          new AdviceView.LevelsView(
              level(outcomes, odds.commit()),
              level(outcomes, odds.target()),
              level(outcomes, odds.stretch()));
      Optional<Proposal> proposal = proposal(outcomes);
      return view(
          history,
          new Said(
              Optional.of(distribution),
              Optional.of(levels),
              proposal,
              Optional.empty(),
              words.of(
                  question.lastWindow().orElseThrow(), distribution, levels, spread, proposal)));
    }

    private AdviceView.LevelView level(Outcomes outcomes, double odds) {
      Direction side = Proposal.side(question);
      return new AdviceView.LevelView(AdviceWords.percent(odds), outcomes.levelAt(odds, side));
    }

    private Optional<Proposal> proposal(WindowOutlook outlook) {
      return question.target().isEmpty()
          ? Optional.empty()
          : Optional.of(
              Proposal.of(question.target().getAsDouble(), question, outlook, judgedNow()));
    }

    /** The part of the answer that depends on whether there is a forecast. */
    private record Said(
        Optional<Distribution> distribution,
        Optional<AdviceView.LevelsView> levels,
        Optional<Proposal> proposal,
        Optional<String> cannotTell,
        dev.steadfast.goals.odds.Summary summary) {}

    private AdviceView view(DailyHistory history, Said said) {
      MetricDefinition metric = question.metric();
      return new AdviceView(
          metric.key(),
          metric.version(),
          metric.unit(),
          question.aggregation().code(),
          question.scope().values(),
          question.direction().code(),
          new AdviceView.WindowView(
              question.window().text(),
              question.period(),
              question.lastWindow().map(DateRange::from).orElse(null),
              question.lastWindow().map(DateRange::to).orElse(null)),
          question.today(),
          question.zone().getId(),
          measured(question.current())
              .map(each -> AdviceView.CurrentView.of(each, question.current()))
              .orElse(null),
          HistoryView.of(history),
          benchmarks.of(metric, question.aggregation()),
          pastEffects,
          said.distribution().map(each -> DistributionView.of(each, metric.unit())).orElse(null),
          said.levels().orElse(null),
          said.proposal().map(Answer::shown).orElse(null),
          SpreadView.of(spread),
          said.cannotTell().orElse(null),
          said.summary());
    }

    private static AdviceView.ProposalView shown(Proposal proposal) {
      return AdviceView.ProposalView.of(
          proposal.target(),
          proposal.word(),
          proposal.odds().isPresent() ? (Double) proposal.odds().getAsDouble() : null,
          proposal.missing());
    }
  }
}
