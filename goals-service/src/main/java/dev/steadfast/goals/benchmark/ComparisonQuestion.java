package dev.steadfast.goals.benchmark;

import dev.steadfast.contracts.metric.Aggregation;
import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.core.measure.Scope;
import dev.steadfast.goals.goal.MetricRules;
import dev.steadfast.goals.progress.DateRange;
import dev.steadfast.platform.problem.Findings;
import dev.steadfast.platform.problem.ProblemException;
import java.time.DateTimeException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Which value is put beside the figures of others. */
record ComparisonQuestion(MetricDefinition metric, Aggregation aggregation, Scope scope) {
  static final int USUAL_DAYS = 90;
  static final int MAX_DAYS = 1_100;
  private static final LocalDate EARLIEST = LocalDate.of(1970, 1, 1);
  private static final LocalDate LATEST = LocalDate.of(2199, 12, 31);

  /**
   * Reads the parameters.
   *
   * @throws ProblemException {@code invalid-parameter}
   */
  static ComparisonQuestion of(
      @Nullable String metric, @Nullable String aggregation, @Nullable String scope) {
    if (metric == null || metric.isBlank()) {
      throw ProblemException.invalidParameter("metric", "Say which metric.");
    }
    MetricDefinition definition = BenchmarkFilter.metric(metric);
    Findings findings = new Findings();
    Aggregation by =
        MetricRules.aggregation(findings, "/aggregation", aggregation, definition)
            .orElseThrow(
                () ->
                    ProblemException.invalidParameter(
                        "aggregation", "'" + aggregation + "' does not fit " + metric + "."));
    return new ComparisonQuestion(definition, by, scope(scope));
  }

  private static Scope scope(@Nullable String text) {
    if (text == null) {
      return Scope.ALL;
    }
    try {
      Scope scope = Scope.parse(text);
      if (scope.isMerged()) {
        return scope;
      }
    } catch (IllegalArgumentException e) {
      // answered below like any other scope without cells
    }
    throw ProblemException.invalidParameter(
        "scope", "A scope reads all, team=Billing or team=Billing;channel=email.");
  }

  /**
   * The days of the question.
   *
   * @param newest the newest whole day
   * @throws ProblemException {@code invalid-parameter}
   */
  static DateRange days(@Nullable String from, @Nullable String to, LocalDate newest) {
    LocalDate end = to == null ? newest.plusDays(1) : day("to", to);
    LocalDate start = from == null ? end.minusDays(USUAL_DAYS) : day("from", from);
    if (!start.isBefore(end)) {
      throw ProblemException.invalidParameter("to", "to is after from.");
    }
    if (start.isBefore(end.minusDays(MAX_DAYS))) {
      throw ProblemException.invalidParameter("from", "At most " + MAX_DAYS + " days.");
    }
    return new DateRange(start, end.minusDays(1));
  }

  private static LocalDate day(String parameter, String text) {
    try {
      LocalDate day = LocalDate.parse(text);
      if (!day.isBefore(EARLIEST) && !day.isAfter(LATEST)) {
        return day;
      }
    } catch (DateTimeException e) {
      // answered below like a day out of range
    }
    throw ProblemException.invalidParameter(
        parameter, "A date from 1970 to 2199 such as 2026-03-01.");
  }
}
