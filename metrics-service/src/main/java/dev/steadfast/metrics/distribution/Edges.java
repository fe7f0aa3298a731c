package dev.steadfast.metrics.distribution;

import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.core.measure.Histogram;
import dev.steadfast.core.measure.NiceEdges;
import dev.steadfast.platform.problem.ProblemException;
import java.time.DateTimeException;
import java.time.Duration;

/** Where a distribution is cut: as given, or chosen so that people can count in it. */
final class Edges {
  private static final int FEWEST = 2;
  private static final int MOST = 200;

  /** Over thirty thousand years in milliseconds. */
  private static final long LARGEST = 1_000_000_000_000_000L;

  private Edges() {}

  /**
   * Reads given edges: whole numbers in the unit of the metric, or ISO 8601 durations.
   *
   * @throws ProblemException {@code invalid-parameter}
   */
  static long[] given(String text, boolean isDuration) {
    String[] parts = text.split(",", -1);
    if (parts.length < FEWEST || parts.length > MOST) {
      throw invalid("Give 2 to 200 edges, separated by commas.");
    }
    long[] edges = new long[parts.length];
    for (int i = 0; i < parts.length; i++) {
      edges[i] = edge(parts[i].strip(), isDuration);
      if (i > 0 && edges[i] <= edges[i - 1]) {
        throw invalid("Edges ascend: " + parts[i].strip() + " does not.");
      }
      if (i > 0 && Histogram.edgeAt(edges[i]) == Histogram.edgeAt(edges[i - 1])) {
        throw invalid(
            "The edges before and at "
                + parts[i].strip()
                + " are nearer to each other than the 1 % that values are kept to.");
      }
    }
    return edges;
  }

  private static long edge(String text, boolean isDuration) {
    try {
      long edge =
          isDuration && text.startsWith("P") ? Duration.parse(text).toMillis() : number(text);
      if (edge >= 0 && edge <= LARGEST) {
        return edge;
      }
    } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
      // answered below like any other edge that is none
    }
    throw invalid(
        isDuration
            ? "An edge is a number of milliseconds or a duration such as PT30M, from 0 to 10^15 ms: "
                + text
            : "An edge is a whole number from 0 to 10^15: " + text);
  }

  private static long number(String text) {
    if (!text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new NumberFormatException(text);
    }
    return Long.parseLong(text);
  }

  /** Round edges around all values; two around nothing. */
  static long[] chosen(Histogram values, MetricDefinition metric, int buckets) {
    double least = values.isEmpty() ? 0 : values.quantile(0);
    double most = values.isEmpty() ? 0 : values.quantile(1);
    return DistributionResource.isOfTime(metric)
        ? NiceEdges.ofDurations(least, most, buckets)
        : NiceEdges.ofNumbers(least, most, buckets);
  }

  private static ProblemException invalid(String detail) {
    return ProblemException.invalidParameter("edges", detail);
  }
}
