package dev.steadfast.metrics.query;

import dev.steadfast.contracts.metric.Aggregation;
import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.contracts.metric.MetricDefinition.Kind;
import dev.steadfast.platform.problem.ProblemException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The numbers that are asked for of each cell.
 *
 * @param thresholds shares within them, beside the aggregations
 */
record AskedAggregations(List<Aggregation> aggregations, List<Threshold> thresholds) {
  private static final int MAX_THRESHOLDS = 20;

  /**
   * Those of that text, separated by commas; without any those that tell most.
   *
   * @param fitting the aggregations that the metric has
   * @throws ProblemException {@code invalid-parameter}
   */
  static AskedAggregations of(
      MetricDefinition metric, @Nullable String text, Set<Aggregation> fitting) {
    if (text == null || text.isBlank()) {
      // A mean of reply times says little: durations default to the median and the slow end.
      return new AskedAggregations(
          metric.kind() == Kind.DURATION || metric.kind() == Kind.AGE
              ? List.of(Aggregation.MEDIAN, Aggregation.P90)
              : List.of(metric.defaultAggregation()),
          List.of());
    }
    String offered = offered(fitting, Threshold.fits(metric));
    Set<Aggregation> aggregations = new LinkedHashSet<>();
    List<Threshold> thresholds = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      String code = part.strip();
      if (!Threshold.isMeant(code)) {
        aggregations.add(named(code, offered));
      } else if (Threshold.fits(metric)) {
        thresholds.add(Threshold.of(metric, code));
      } else {
        throw invalid(metric.key() + " has the aggregations " + offered);
      }
    }
    if (!fitting.containsAll(aggregations)) {
      throw invalid(metric.key() + " has the aggregations " + offered);
    }
    List<Threshold> different = thresholds.stream().distinct().toList();
    if (different.size() > MAX_THRESHOLDS) {
      throw invalid("Ask for at most " + MAX_THRESHOLDS + " shares within a threshold.");
    }
    return new AskedAggregations(List.copyOf(aggregations), different);
  }

  /** The same without thresholds, for what takes none. */
  static List<Aggregation> withoutThresholds(
      MetricDefinition metric, @Nullable String text, Set<Aggregation> fitting) {
    if (text != null
        && Stream.of(text.split(",", -1)).map(String::strip).anyMatch(Threshold::isMeant)) {
      throw invalid("Here the aggregations are " + offered(fitting, false));
    }
    return of(metric, text, fitting).aggregations();
  }

  int size() {
    return aggregations.size() + thresholds.size();
  }

  private static Aggregation named(String code, String offered) {
    try {
      return Aggregation.named(code);
    } catch (IllegalArgumentException e) {
      throw invalid("There is no aggregation '" + code + "'; one of " + offered);
    }
  }

  private static String offered(Set<Aggregation> fitting, boolean withThresholds) {
    String codes = String.join(", ", fitting.stream().map(Aggregation::code).toList());
    return withThresholds ? codes + ", within:THRESHOLD" : codes;
  }

  private static ProblemException invalid(String detail) {
    return ProblemException.invalidParameter("aggregation", detail);
  }
}
