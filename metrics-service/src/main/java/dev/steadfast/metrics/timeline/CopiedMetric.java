package dev.steadfast.metrics.timeline;

import dev.steadfast.contracts.metric.BuiltInMetrics;
import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.contracts.metric.ReplyMetrics;
import dev.steadfast.contracts.metric.WaitMetrics;
import java.util.Set;

/**
 * A copy of a built-in metric with parts of its own.
 *
 * @param origin the key of the built-in one
 * @param terms in the place of those that the built-in one has
 */
public record CopiedMetric(
    MetricDefinition definition,
    String origin,
    Population population,
    MetricClock clock,
    Terms terms) {
  /** Durations of which it is known when they passed. */
  private static final Set<MetricDefinition> BETWEEN_EVENTS =
      Set.of(
          BuiltInMetrics.FIRST_RESPONSE_TIME,
          BuiltInMetrics.RESOLUTION_TIME,
          ReplyMetrics.FROM_CUSTOMER_MESSAGE,
          ReplyMetrics.FROM_BOT_HANDOVER,
          ReplyMetrics.CYCLE_RESOLUTION_TIME,
          ReplyMetrics.BY_AGENT,
          ReplyMetrics.WRITTEN_HANDLE_TIME,
          WaitMetrics.NEXT_RESPONSE_TIME,
          WaitMetrics.FIRST_RESOLUTION_TIME,
          WaitMetrics.REQUESTER_WAIT_TIME,
          WaitMetrics.AGENT_WORK_TIME,
          WaitMetrics.ON_HOLD_TIME);

  /** Whether a copy of that metric can count the hours of a schedule alone. */
  public static boolean canGoByBusinessTime(MetricDefinition origin) {
    return BETWEEN_EVENTS.contains(origin);
  }
}
