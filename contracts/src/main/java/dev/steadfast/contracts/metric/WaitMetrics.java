package dev.steadfast.contracts.metric;

import dev.steadfast.contracts.metric.MetricDefinition.Direction;
import dev.steadfast.contracts.metric.MetricDefinition.Kind;
import java.util.List;

/** The definitions of waiting, of work and of the ways of an interaction between teams. */
public final class WaitMetrics {
  public static final MetricDefinition NEXT_RESPONSE_TIME =
      new MetricDefinition(
          "next-response-time",
          1,
          "Next response time",
          "Calendar time from the earliest unanswered public customer message to the public message of a"
              + " human agent that answers it. Several customer messages in a row are one wait, from the first."
              + " Resolving or closing ends an open wait without a response.",
          "ms",
          Direction.LOWER,
          Kind.DURATION,
          "the earliest unanswered customer message",
          "the next public message of a human agent",
          "the reply",
          "waits that were answered",
          Aggregation.MEDIAN,
          20);

  public static final MetricDefinition FIRST_RESOLUTION_TIME =
      new MetricDefinition(
          "first-resolution-time",
          1,
          "First resolution time",
          "Calendar time from opening to the first resolution, however often it was reopened later.",
          "ms",
          Direction.LOWER,
          Kind.DURATION,
          "opened",
          "the first resolution",
          "the first resolution",
          "interactions that were ever resolved",
          Aggregation.MEDIAN,
          20);

  public static final MetricDefinition REQUESTER_WAIT_TIME =
      new MetricDefinition(
          "requester-wait-time",
          1,
          "Requester wait time",
          "Time from opening to the last resolution that the interaction spent new, open or on hold: in"
              + " other hands than the requester's. It is agent work time and on-hold time together.",
          "ms",
          Direction.LOWER,
          Kind.DURATION,
          "opened",
          "the last resolution",
          "the last resolution",
          "interactions that are resolved",
          Aggregation.MEDIAN,
          20);

  public static final MetricDefinition AGENT_WORK_TIME =
      new MetricDefinition(
          "agent-work-time",
          1,
          "Agent work time",
          "Time from opening to the last resolution that the interaction spent new or open.",
          "ms",
          Direction.LOWER,
          Kind.DURATION,
          "opened",
          "the last resolution",
          "the last resolution",
          "interactions that are resolved",
          Aggregation.MEDIAN,
          20);

  public static final MetricDefinition ON_HOLD_TIME =
      new MetricDefinition(
          "on-hold-time",
          1,
          "On-hold time",
          "Time from opening to the last resolution that the interaction spent on hold: waiting for a"
              + " third party.",
          "ms",
          Direction.LOWER,
          Kind.DURATION,
          "opened",
          "the last resolution",
          "the last resolution",
          "interactions that are resolved",
          Aggregation.MEDIAN,
          20);

  public static final MetricDefinition TRANSFERS =
      new MetricDefinition(
          "transfers",
          1,
          "Transfers",
          "How often the interaction went from one team to another, per interaction that is resolved.",
          "count",
          Direction.LOWER,
          Kind.NUMBER,
          "the first assignment to a team",
          "the last resolution",
          "the last resolution",
          "interactions that are resolved",
          Aggregation.MEAN,
          20);

  static final List<MetricDefinition> ALL =
      List.of(
          NEXT_RESPONSE_TIME,
          FIRST_RESOLUTION_TIME,
          REQUESTER_WAIT_TIME,
          AGENT_WORK_TIME,
          ON_HOLD_TIME,
          TRANSFERS);

  private WaitMetrics() {}
}
