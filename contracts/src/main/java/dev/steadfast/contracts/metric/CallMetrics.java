package dev.steadfast.contracts.metric;

import dev.steadfast.contracts.metric.MetricDefinition.Direction;
import dev.steadfast.contracts.metric.MetricDefinition.Kind;
import java.util.List;

/** The definitions that are measured from calls. */
public final class CallMetrics {
  public static final MetricDefinition SPEED_OF_ANSWER =
      new MetricDefinition(
          "speed-of-answer",
          1,
          "Speed of answer",
          "How long answered calls waited in the queue. Abandoned calls have no speed of answer.",
          "ms",
          Direction.LOWER,
          Kind.DURATION,
          "the call enters the queue",
          "an agent answers",
          "the end of the call",
          "answered calls",
          Aggregation.MEDIAN,
          20);

  public static final MetricDefinition TIME_TO_ABANDON =
      new MetricDefinition(
          "time-to-abandon",
          1,
          "Time to abandon",
          "How long callers waited in the queue who left it unanswered, however short the wait, and also if they asked"
              + " to be called back.",
          "ms",
          Direction.NEITHER,
          Kind.DURATION,
          "the call enters the queue",
          "the caller gives up",
          "the end of the call",
          "abandoned calls",
          Aggregation.MEDIAN,
          20);

  public static final MetricDefinition ABANDONMENT_RATE =
      new MetricDefinition(
          "abandonment-rate",
          1,
          "Abandonment rate",
          "Calls that were abandoned in the queue, of all calls offered to agents: answered and abandoned,"
              + " however short the wait.",
          "percent",
          Direction.LOWER,
          Kind.RATIO,
          "the call enters the queue",
          "answered or abandoned",
          "the end of the call",
          "offered calls",
          Aggregation.SHARE,
          50);

  public static final MetricDefinition ABANDONMENT_RATE_WITHOUT_SHORT =
      new MetricDefinition(
          "abandonment-rate.without-short",
          1,
          "Abandonment rate without short calls",
          "The same without calls that were abandoned within five seconds: those are in neither part.",
          "percent",
          Direction.LOWER,
          Kind.RATIO,
          "the call enters the queue",
          "answered or abandoned",
          "the end of the call",
          "offered calls but those abandoned in less than 5 s",
          Aggregation.SHARE,
          50);

  public static final MetricDefinition ABANDONMENT_RATE_WITHOUT_CALLBACKS =
      new MetricDefinition(
          "abandonment-rate.without-callbacks",
          1,
          "Abandonment rate without callbacks",
          "The same without calls whose caller left the queue by asking to be called back: those are in neither part.",
          "percent",
          Direction.LOWER,
          Kind.RATIO,
          "the call enters the queue",
          "answered or abandoned",
          "the end of the call",
          "offered calls but those whose caller asked to be called back",
          Aggregation.SHARE,
          50);

  public static final MetricDefinition SERVICE_LEVEL =
      new MetricDefinition(
          "service-level",
          1,
          "Service level",
          "Calls answered within 20 seconds, of all calls offered: answered and abandoned.",
          "percent",
          Direction.HIGHER,
          Kind.RATIO,
          "the call enters the queue",
          "answered or abandoned",
          "the end of the call",
          "offered calls",
          Aggregation.SHARE,
          50);

  public static final MetricDefinition HANDLE_TIME =
      new MetricDefinition(
          "handle-time",
          1,
          "Handle time",
          "Talk, hold and wrap-up of an answered call together. Calls without any are out.",
          "ms",
          Direction.NEITHER,
          Kind.DURATION,
          "an agent answers",
          "the end of the wrap-up",
          "the end of the call",
          "answered calls that were handled for more than 0 ms",
          Aggregation.MEDIAN,
          20);

  static final List<MetricDefinition> ALL =
      List.of(
          SPEED_OF_ANSWER,
          TIME_TO_ABANDON,
          ABANDONMENT_RATE,
          ABANDONMENT_RATE_WITHOUT_SHORT,
          ABANDONMENT_RATE_WITHOUT_CALLBACKS,
          SERVICE_LEVEL,
          HANDLE_TIME);

  private CallMetrics() {}
}
