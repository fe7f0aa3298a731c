package dev.steadfast.contracts.metric;

import dev.steadfast.contracts.metric.MetricDefinition.Direction;
import dev.steadfast.contracts.metric.MetricDefinition.Kind;
import java.util.List;

/**
 * The definitions that look at the observations of another metric in another way. They have no
 * observations and no cells of their own.
 */
public final class DerivedMetrics {
  public static final MetricDefinition NET_FLOW =
      new MetricDefinition(
          "net-flow",
          1,
          "Net flow",
          "Interactions that came into the backlog less those that left it: opened and reopened less resolved,"
              + " closed, merged, deleted and marked as spam. Above zero the backlog grows. Of a team or an agent"
              + " it counts assignments to and from them as well.",
          "count",
          Direction.LOWER,
          Kind.FLOW,
          "opened or reopened",
          "resolved, closed, merged, deleted or marked as spam",
          "each change",
          "all interactions",
          Aggregation.SUM,
          1);

  public static final MetricDefinition CHANNEL_SHARE =
      new MetricDefinition(
          "channel-share",
          1,
          "Share of channel",
          "The share of each channel in the interactions that began, by the channel that they began in. Group it by"
              + " channel: the shares of all channels are 100 percent. Interactions without a channel are out. By the"
              + " last channel it is channel-share.last, by each one that was used channel-share.each.",
          "percent",
          Direction.NEITHER,
          Kind.PART,
          "the interaction is opened",
          "the interaction is opened",
          "when it was opened",
          "interactions with a channel",
          Aggregation.SHARE,
          50);

  public static final MetricDefinition BACKLOG_AGE =
      new MetricDefinition(
          "backlog-age",
          1,
          "Age of the backlog",
          "For how long the interactions that are open at the end of a period have been there: calendar time since they"
              + " were opened, however often they were resolved meanwhile. A period that is not over ends now.",
          "ms",
          Direction.LOWER,
          Kind.AGE,
          "opened",
          "the end of the period",
          "the end of the period",
          "interactions that are open then",
          Aggregation.MEDIAN,
          20);

  public static final MetricDefinition SELF_SERVICE_SCORE =
      new MetricDefinition(
          "self-service-score",
          1,
          "Self-service score",
          "Distinct visitors of the knowledge base for each distinct requester of the same period: 4 is four visitors"
              + " for each customer who opened an interaction. A visitor who is not told is told apart by the"
              + " subject of the visit; an interaction without a customer, or that the department opened, has no requester. Periods do not add up:"
              + " each counts its own people once.",
          "score",
          Direction.HIGHER,
          Kind.PEOPLE,
          "the visit begins (kb-visits)",
          "the interaction is opened (volume)",
          "the visit, and the opening",
          "requesters: customers who opened an interaction",
          Aggregation.MEAN,
          20);

  private static final List<MetricDefinition> ALL =
      List.of(NET_FLOW, CHANNEL_SHARE, BACKLOG_AGE, SELF_SERVICE_SCORE);

  private DerivedMetrics() {}

  /** All derived definitions. */
  public static List<MetricDefinition> all() {
    return ALL;
  }

  /** The counted ones that a derived definition is computed from; none for one that is counted. */
  public static List<MetricDefinition> partsOf(MetricDefinition metric) {
    if (!ALL.contains(metric)) {
      return List.of();
    }
    return metric.kind() == Kind.PEOPLE
        ? List.of(KnowledgeMetrics.VISITS, BuiltInMetrics.VOLUME)
        : List.of(basis(metric));
  }

  /** The definition whose observations a metric looks at: its own, unless it is derived. */
  public static MetricDefinition basis(MetricDefinition metric) {
    return switch (metric.kind()) {
      case FLOW, AGE -> BuiltInMetrics.BACKLOG;
      case PART -> metric.equals(CHANNEL_SHARE) ? BuiltInMetrics.VOLUME : metric;
      case PEOPLE -> KnowledgeMetrics.VISITS;
      case COUNT, DURATION, NUMBER, RATIO, QUOTIENT, NET_SCORE, SCORE, LEVEL -> metric;
    };
  }
}
