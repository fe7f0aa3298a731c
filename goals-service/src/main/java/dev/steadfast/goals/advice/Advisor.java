package dev.steadfast.goals.advice;

import dev.steadfast.contracts.metric.Aggregation;
import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.core.forecast.CannotTell;
import dev.steadfast.core.forecast.Direction;
import dev.steadfast.core.forecast.Outcomes;
import dev.steadfast.core.forecast.WindowOutlook;
import dev.steadfast.core.measure.Scope;
import dev.steadfast.goals.calibration.PastForecasts;
import dev.steadfast.goals.effect.PastEffects;
import dev.steadfast.goals.initiative.InitiativeKind;
import dev.steadfast.goals.measure.ActiveGoal;
import dev.steadfast.goals.measure.MetricDays;
import dev.steadfast.goals.measure.Series;
import dev.steadfast.goals.odds.DailyHistory;
import dev.steadfast.goals.odds.Distribution;
import dev.steadfast.goals.odds.DistributionView;
import dev.steadfast.goals.odds.Spread;
import dev.steadfast.goals.progress.DateRange;
import dev.steadfast.goals.progress.DayCell;
import dev.steadfast.goals.progress.Measurement;
import dev.steadfast.platform.access.Caller;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Advises on targets, in the transaction of a request. */
@ApplicationScoped
class Advisor {
  private final AgroalDataSource dataSource;
  private final Benchmarks benchmarks;
  private final PastEffects past;
  private final Caller caller;
  private final Clock clock;

  @Inject
  Advisor(
      AgroalDataSource dataSource,
      Benchmarks benchmarks,
      PastEffects past,
      Caller caller,
      Clock clock) {
    this.dataSource = dataSource;
    this.benchmarks = benchmarks;
    this.past = past;
    this.caller = caller;
    this.clock = clock;
  }

  /** The advice on what is asked. */
  AdviceView advise(AdviceRequest request) {
    try (Connection connection = dataSource.getConnection()) {
      AdviceQuestion question =
          AdviceRules.check(request, (metric, scope) -> now(connection, metric, scope));
      List<DayCell> cells = cells(connection, question);
      Spread spread =
          Spread.of(
              PastForecasts.adjustment(
                  connection, new PastForecasts.Key(caller.tenant(), question.metric().key())));
      return new Answer(question, cells, spread, benchmarks, pastEffects(question)).view();
    } catch (SQLException e) {
      throw new IllegalStateException("the history could not be read", e);
    }
  }

  /** Effects are measured by the metric's own aggregation; they say nothing of another one. */
  private List<AdviceView.PastEffectView> pastEffects(AdviceQuestion question) {
    MetricDefinition metric = question.metric();
    List<AdviceView.PastEffectView> found = new ArrayList<>();
    if (question.aggregation() == metric.defaultAggregation()) {
      for (InitiativeKind kind : InitiativeKind.values()) {
        past.of(kind, metric)
            .map(
                each ->
                    new AdviceView.PastEffectView(
                        kind.code(),
                        each.mean(),
                        each.sd(),
                        each.n(),
                        PastEffects.words(kind, metric, each)))
            .ifPresent(found::add);
      }
    }
    return found;
  }

  private AdviceRules.Now now(Connection connection, MetricDefinition metric, Scope scope) {
    try {
      ZoneId zone = MetricDays.zone(connection, series(metric, scope)).orElse(ZoneOffset.UTC);
      return new AdviceRules.Now(LocalDate.ofInstant(clock.instant(), zone), zone);
    } catch (SQLException e) {
      throw new IllegalStateException("the reporting zone could not be read", e);
    }
  }

  private Series series(MetricDefinition metric, Scope scope) {
    return new Series(caller.tenant(), metric.key(), metric.version(), scope.text());
  }

  private List<DayCell> cells(Connection connection, AdviceQuestion question) throws SQLException {
    LocalDate windowFrom =
        question.lastWindow().map(DateRange::from).orElse(question.period().from());
    LocalDate current = question.current().from();
    LocalDate earliest =
        DailyHistory.earliest(
            question.today(), current.isBefore(windowFrom) ? current : windowFrom);
    DateRange days =
        new DateRange(
            question.aggregation() == Aggregation.LEVEL ? ActiveGoal.BEGINNING : earliest,
            question.today().minusDays(1));
    UUID any = new UUID(0, 0);
    return MetricDays.cells(
            connection,
            List.of(new MetricDays.Wanted(any, series(question.metric(), question.scope()), days)))
        .getOrDefault(any, List.of());
  }

  /** What one question comes to. */
  private record Answer(
      AdviceQuestion question,
      List<DayCell> cells,
      Spread spread,
      Benchmarks benchmarks,
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
      return outlook instanceof Outcomes outcomes && outcomes.size() > 1 && spread.factor() != 1
          ? outcomes.widened(spread.factor())
          : outlook;
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
          new AdviceView.SpreadView(spread.factor(), spread.reason()),
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
