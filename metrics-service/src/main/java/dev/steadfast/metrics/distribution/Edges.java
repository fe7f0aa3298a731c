package dev.steadfast.metrics.distribution;

import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.core.measure.Histogram;
import dev.steadfast.core.measure.NiceEdges;
import dev.steadfast.platform.problem.ProblemException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * Where a distribution is cut: as given, or chosen so that people can count in it. In steps of the
 * metric.
 */
final class Edges {
  private static final int FEWEST = 2;
  private static final int MOST = 200;

  /** Over thirty thousand years in milliseconds. */
  private static final long LARGEST = 1_000_000_000_000_000L;

  private static final Pattern WHOLE = Pattern.compile("[0-9]{1,16}");
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,16}(\\.[0-9]{1,16})?");

  private Edges() {}

  /**
   * Reads given edges: numbers in the unit of the metric, or ISO 8601 durations.
   *
   * @throws ProblemException {@code invalid-parameter}
   */
  static long[] given(String text, MetricDefinition metric, boolean isOfTime) {
    String[] parts = text.split(",", -1);
    if (parts.length < FEWEST || parts.length > MOST) {
      throw invalid("Give 2 to 200 edges, separated by commas.");
    }
    long[] edges = new long[parts.length];
    for (int i = 0; i < parts.length; i++) {
      String part = parts[i].strip();
      edges[i] = isOfTime ? duration(part) : number(part, metric);
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

  private static long duration(String text) {
    try {
      if (text.startsWith("P") || WHOLE.matcher(text).matches()) {
        long edge = text.startsWith("P") ? Duration.parse(text).toMillis() : Long.parseLong(text);
        if (edge >= 0 && edge <= LARGEST) {
          return edge;
        }
      }
    } catch (DateTimeException | ArithmeticException e) {
      // answered below like any other edge that is none
    }
    throw invalid(
        "An edge is a number of milliseconds or a duration such as PT30M, from 0 to 10^15 ms: "
            + text);
  }

  private static long number(String text, MetricDefinition metric) {
    BigDecimal largest = metric.inUnit(LARGEST);
    if (NUMBER.matcher(text).matches()) {
      BigDecimal edge = new BigDecimal(text);
      boolean isStep = edge.stripTrailingZeros().scale() <= metric.decimals();
      if (isStep && edge.abs().compareTo(largest) <= 0) {
        return edge.movePointRight(metric.decimals()).longValueExact();
      }
    }
    throw invalid(
        "An edge is a number with at most %d decimals, from -10^%2$d to 10^%2$d: %3$s"
            .formatted(metric.decimals(), 15 - metric.decimals(), text));
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
