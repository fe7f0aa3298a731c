package dev.steadfast.goals.goal;

import dev.steadfast.contracts.metric.Aggregation;
import dev.steadfast.contracts.metric.BuiltInMetrics;
import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.platform.problem.Findings;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rules for what is said about a metric anywhere in a request. */
public final class MetricRules {
  private static final double MAX_VALUE = 1e15;
  private static final Set<Aggregation> OF_VALUES =
      EnumSet.of(
          Aggregation.MEAN,
          Aggregation.MEDIAN,
          Aggregation.P75,
          Aggregation.P90,
          Aggregation.P95,
          Aggregation.P99,
          Aggregation.MIN,
          Aggregation.MAX,
          Aggregation.SUM);

  private MetricRules() {}

  /** The metric of that key, or empty after noting that there is none. */
  public static Optional<MetricDefinition> metric(
      Findings findings, String pointer, @Nullable String asked) {
    String key = findings.text(pointer, asked, GoalRules.MAX_NAME);
    if (findings.concern(pointer)) {
      return Optional.empty();
    }
    Optional<MetricDefinition> metric = BuiltInMetrics.ofOneCell(key);
    if (metric.isEmpty()) {
      findings.add(
          pointer,
          "is none of "
              + BuiltInMetrics.ofOneCell().stream()
                  .map(MetricDefinition::key)
                  .collect(Collectors.joining(", ")));
    }
    return metric;
  }

  /** An aggregation that fits the metric, its default unless one is asked for; or empty. */
  public static Optional<Aggregation> aggregation(
      Findings findings, String pointer, @Nullable String wanted, MetricDefinition metric) {
    if (wanted == null) {
      return Optional.of(metric.defaultAggregation());
    }
    Set<Aggregation> fitting =
        switch (metric.kind()) {
          case COUNT -> EnumSet.of(Aggregation.COUNT);
          case DURATION, NUMBER, AGE -> OF_VALUES;
          case RATIO, PART -> EnumSet.of(Aggregation.SHARE);
          case NET_SCORE -> EnumSet.of(Aggregation.NET_SCORE);
          case SCORE -> EnumSet.of(Aggregation.MEAN_SCORE);
          case LEVEL -> EnumSet.of(Aggregation.LEVEL);
          case FLOW -> EnumSet.of(Aggregation.SUM);
          case PEOPLE, QUOTIENT -> EnumSet.noneOf(Aggregation.class);
        };
    Optional<Aggregation> asked =
        fitting.stream().filter(each -> each.code().equals(wanted)).findFirst();
    if (asked.isEmpty()) {
      findings.add(
          pointer,
          "does not fit "
              + metric.key()
              + "; these do: "
              + fitting.stream().map(Aggregation::code).collect(Collectors.joining(", ")));
    }
    return asked;
  }

  /** A value in the unit of the metric; empty without one, or after noting what is wrong. */
  public static OptionalDouble value(
      Findings findings, String pointer, @Nullable Amount amount, MetricDefinition metric) {
    if (amount == null) {
      return OptionalDouble.empty();
    }
    double value = amount.value();
    double max = metric.unit().equals("percent") ? 100 : MAX_VALUE;
    if (amount.isDuration() && !metric.unit().equals("ms")) {
      findings.add(pointer, "is a duration, but " + metric.key() + " is in " + metric.unit());
    } else if (!Double.isFinite(value) || value < 0 || value > max) {
      findings.add(pointer, "is not from 0 to " + Amount.plain(max) + " " + metric.unit());
    } else {
      return OptionalDouble.of(value);
    }
    return OptionalDouble.empty();
  }
}
