package dev.steadfast.contracts.metric;

import dev.steadfast.contracts.metric.MetricDefinition.Direction;
import dev.steadfast.contracts.metric.MetricDefinition.Kind;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The definitions that every tenant has. They cannot be edited; a change of meaning is a new
 * version.
 */
public final class BuiltInMetrics {
  public static final MetricDefinition VOLUME =
      new MetricDefinition(
          "volume",
          1,
          "Volume",
          "Interactions that began. Merged, deleted and spam interactions do not count.",
          "count",
          Direction.NEITHER,
          Kind.COUNT,
          "the interaction is opened",
          "the interaction is opened",
          "when it was opened",
          "all interactions",
          Aggregation.COUNT,
          1);
  public static final MetricDefinition RESOLVED =
      new MetricDefinition(
          "resolved",
          1,
          "Resolved",
          "Interactions that are resolved, each counted once at its last resolution. Closing without resolving"
              + " first counts as resolving, unless the event says that the outcome is unresolved.",
          "count",
          Direction.HIGHER,
          Kind.COUNT,
          "the interaction is resolved",
          "the interaction is resolved",
          "the last resolution",
          "interactions that are resolved",
          Aggregation.COUNT,
          1);
  public static final MetricDefinition FIRST_RESPONSE_TIME =
      new MetricDefinition(
          "first-response-time",
          1,
          "First response time",
          "Calendar time from the start to the first public message of a human agent. Bots never count. For"
              + " proactive interactions the start is the first customer message.",
          "ms",
          Direction.LOWER,
          Kind.DURATION,
          "opened, or the first customer message of a proactive interaction",
          "the first public message of a human agent",
          "the reply",
          "interactions with a reply",
          Aggregation.MEDIAN,
          20);
  public static final MetricDefinition RESOLUTION_TIME =
      new MetricDefinition(
          "resolution-time",
          1,
          "Resolution time",
          "Calendar time from opening to the last resolution. An interaction that has been reopened counts again"
              + " once it is resolved again.",
          "ms",
          Direction.LOWER,
          Kind.DURATION,
          "opened",
          "the last resolution",
          "the last resolution",
          "interactions that are resolved",
          Aggregation.MEDIAN,
          20);
  public static final MetricDefinition REOPEN_RATE =
      new MetricDefinition(
          "reopen-rate",
          1,
          "Reopen rate",
          "Interactions that were reopened at least once, of those that were ever resolved. Merged ones are out.",
          "percent",
          Direction.LOWER,
          Kind.RATIO,
          "the first resolution",
          "reopened",
          "the first resolution, so that both parts share one cohort",
          "interactions that were ever resolved",
          Aggregation.SHARE,
          50);
  public static final MetricDefinition REASSIGNMENTS =
      new MetricDefinition(
          "reassignments",
          1,
          "Reassignments",
          "How often the agent, or without an agent the team, changed after the first assignment, per interaction"
              + " that is resolved.",
          "count",
          Direction.LOWER,
          Kind.NUMBER,
          "the first assignment",
          "the last resolution",
          "the last resolution",
          "interactions that are resolved",
          Aggregation.MEAN,
          20);
  public static final MetricDefinition ONE_TOUCH_RATE =
      new MetricDefinition(
          "one-touch-rate",
          1,
          "One-touch rate",
          "Resolved with exactly one public agent reply and never reopened, of the resolved interactions whose"
              + " messages are known.",
          "percent",
          Direction.HIGHER,
          Kind.RATIO,
          "opened",
          "the last resolution",
          "the last resolution",
          "resolved interactions with at least one known message",
          Aggregation.SHARE,
          50);
  public static final MetricDefinition CSAT =
      new MetricDefinition(
          "csat",
          1,
          "Customer satisfaction",
          "Answers in the top two of a 1 to 5 satisfaction scale, of all answers on it. Scales never mix: those of"
              + " two and three points have metrics of their own.",
          "percent",
          Direction.HIGHER,
          Kind.RATIO,
          "the answer",
          "the answer",
          "the answer",
          "answers on the 1 to 5 satisfaction scale",
          Aggregation.SHARE,
          30);
  public static final MetricDefinition BACKLOG =
      new MetricDefinition(
          "backlog",
          1,
          "Backlog",
          "Interactions that are open at an instant: opened, not resolved and not closed. It moves with the"
              + " interaction when it is assigned elsewhere.",
          "count",
          Direction.LOWER,
          Kind.LEVEL,
          "opened or reopened",
          "resolved, closed, merged, deleted or marked as spam",
          "each change",
          "all interactions",
          Aggregation.LEVEL,
          1);

  private static final List<MetricDefinition> ALL =
      Stream.of(
              List.of(
                  VOLUME,
                  RESOLVED,
                  FIRST_RESPONSE_TIME,
                  RESOLUTION_TIME,
                  REOPEN_RATE,
                  REASSIGNMENTS,
                  ONE_TOUCH_RATE,
                  CSAT,
                  BACKLOG),
              WaitMetrics.ALL,
              ReplyMetrics.ALL,
              TextMetrics.ALL,
              SurveyMetrics.ALL,
              CallMetrics.ALL,
              SlaMetrics.ALL,
              KnowledgeMetrics.ALL,
              ContactMetrics.ALL,
              ChannelMetrics.ALL)
          .flatMap(List::stream)
          .toList();

  private BuiltInMetrics() {}

  /** All built-in definitions, in the order of the documentation. */
  public static List<MetricDefinition> all() {
    return ALL;
  }

  /**
   * Those whose value a cell of its own says, so that goals can follow it: all but shares of
   * channels, which are of what all channels have.
   */
  public static List<MetricDefinition> ofOneCell() {
    return ALL.stream().filter(metric -> metric.kind() != MetricDefinition.Kind.PART).toList();
  }

  /** The newest one of {@link #ofOneCell()} of that key, or empty. */
  public static Optional<MetricDefinition> ofOneCell(String key) {
    return named(key).filter(metric -> metric.kind() != MetricDefinition.Kind.PART);
  }

  /** The newest definition of that key, or empty. */
  public static Optional<MetricDefinition> named(String key) {
    return ALL.stream().filter(definition -> definition.key().equals(key)).findFirst();
  }
}
