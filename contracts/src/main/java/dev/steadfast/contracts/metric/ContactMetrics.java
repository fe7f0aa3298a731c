package dev.steadfast.contracts.metric;

import dev.steadfast.contracts.metric.MetricDefinition.Direction;
import dev.steadfast.contracts.metric.MetricDefinition.Kind;
import java.util.List;

/** The definitions that ask whether a customer had to come again. */
public final class ContactMetrics {
  public static final MetricDefinition FCR_SURVEY =
      new MetricDefinition(
          "fcr-survey",
          1,
          "First contact resolution, by survey",
          "Customers who said that it was resolved at the first contact, of all who answered that (scale fcr-2). It is"
              + " another measure than first contact resolution by contacts, and the two differ.",
          "percent",
          Direction.HIGHER,
          Kind.RATIO,
          "the answer",
          "the answer",
          "the answer",
          "answers to the question of first contact resolution",
          Aggregation.SHARE,
          30);

  static final List<MetricDefinition> ALL = List.of(FCR_SURVEY);

  private ContactMetrics() {}
}
