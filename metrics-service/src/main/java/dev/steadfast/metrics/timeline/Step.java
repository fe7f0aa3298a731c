package dev.steadfast.metrics.timeline;

import static dev.steadfast.contracts.metric.BuiltInMetrics.BACKLOG;
import static dev.steadfast.contracts.metric.BuiltInMetrics.CSAT;
import static dev.steadfast.contracts.metric.BuiltInMetrics.FIRST_RESPONSE_TIME;
import static dev.steadfast.contracts.metric.BuiltInMetrics.ONE_TOUCH_RATE;
import static dev.steadfast.contracts.metric.BuiltInMetrics.REASSIGNMENTS;
import static dev.steadfast.contracts.metric.BuiltInMetrics.REOPEN_RATE;
import static dev.steadfast.contracts.metric.BuiltInMetrics.RESOLUTION_TIME;
import static dev.steadfast.contracts.metric.BuiltInMetrics.RESOLVED;
import static dev.steadfast.contracts.metric.BuiltInMetrics.VOLUME;
import static dev.steadfast.contracts.metric.CallMetrics.ABANDONMENT_RATE;
import static dev.steadfast.contracts.metric.CallMetrics.ABANDONMENT_RATE_WITHOUT_SHORT;
import static dev.steadfast.contracts.metric.CallMetrics.HANDLE_TIME;
import static dev.steadfast.contracts.metric.CallMetrics.SERVICE_LEVEL;
import static dev.steadfast.contracts.metric.CallMetrics.SPEED_OF_ANSWER;
import static dev.steadfast.contracts.metric.SurveyMetrics.CES;
import static dev.steadfast.contracts.metric.SurveyMetrics.CES_EASY;
import static dev.steadfast.contracts.metric.SurveyMetrics.CSAT_TOP_BOX;
import static dev.steadfast.contracts.metric.SurveyMetrics.NPS;
import static dev.steadfast.contracts.metric.SurveyMetrics.RESPONSE_RATE;
import static dev.steadfast.contracts.metric.WaitMetrics.AGENT_WORK_TIME;
import static dev.steadfast.contracts.metric.WaitMetrics.FIRST_RESOLUTION_TIME;
import static dev.steadfast.contracts.metric.WaitMetrics.NEXT_RESPONSE_TIME;
import static dev.steadfast.contracts.metric.WaitMetrics.ON_HOLD_TIME;
import static dev.steadfast.contracts.metric.WaitMetrics.REQUESTER_WAIT_TIME;
import static dev.steadfast.contracts.metric.WaitMetrics.TRANSFERS;

import dev.steadfast.contracts.metric.MetricDefinition;
import java.util.Set;

/** What an event did to the measures of its interaction. One event may take several steps. */
public enum Step {
  OPENED(
      VOLUME,
      FIRST_RESPONSE_TIME,
      RESOLUTION_TIME,
      FIRST_RESOLUTION_TIME,
      AGENT_WORK_TIME,
      ON_HOLD_TIME,
      REQUESTER_WAIT_TIME),
  OPENED_BEFORE(VOLUME),
  CUSTOMER_WROTE_FIRST(FIRST_RESPONSE_TIME),
  BOT_WROTE(FIRST_RESPONSE_TIME, NEXT_RESPONSE_TIME, ONE_TOUCH_RATE),
  WROTE_INTERNALLY(FIRST_RESPONSE_TIME, NEXT_RESPONSE_TIME, ONE_TOUCH_RATE),
  REPLIED_EARLY(FIRST_RESPONSE_TIME),
  RESPONDED_FIRST(FIRST_RESPONSE_TIME),
  REPLIED(ONE_TOUCH_RATE),
  WAIT_BEGAN(NEXT_RESPONSE_TIME),
  WAIT_WENT_ON(NEXT_RESPONSE_TIME),
  WAIT_ANSWERED(NEXT_RESPONSE_TIME),
  NOBODY_WAITED(NEXT_RESPONSE_TIME),
  WAIT_ENDED(NEXT_RESPONSE_TIME),
  STATUS_SET(AGENT_WORK_TIME, ON_HOLD_TIME, REQUESTER_WAIT_TIME),
  WAS_RESOLVED(
      RESOLVED,
      RESOLUTION_TIME,
      FIRST_RESOLUTION_TIME,
      AGENT_WORK_TIME,
      ON_HOLD_TIME,
      REQUESTER_WAIT_TIME,
      REOPEN_RATE,
      ONE_TOUCH_RATE),
  CLOSED_UNRESOLVED(RESOLVED, RESOLUTION_TIME, FIRST_RESOLUTION_TIME),
  DONE_BEFORE(RESOLVED, RESOLUTION_TIME, FIRST_RESOLUTION_TIME),
  REOPENED(
      RESOLVED,
      RESOLUTION_TIME,
      AGENT_WORK_TIME,
      ON_HOLD_TIME,
      REQUESTER_WAIT_TIME,
      REOPEN_RATE,
      ONE_TOUCH_RATE),
  REOPENED_UNSEEN(FIRST_RESOLUTION_TIME, REOPEN_RATE, ONE_TOUCH_RATE),
  ASSIGNED(REASSIGNMENTS),
  REASSIGNED(REASSIGNMENTS),
  TRANSFERRED(TRANSFERS),
  RATED(CSAT, CSAT_TOP_BOX, NPS, CES, CES_EASY),
  INVITED(RESPONSE_RATE),
  INVITED_BEFORE(RESPONSE_RATE),
  CALL_ENDED(
      SPEED_OF_ANSWER,
      ABANDONMENT_RATE,
      ABANDONMENT_RATE_WITHOUT_SHORT,
      SERVICE_LEVEL,
      HANDLE_TIME),
  ENTERED_BACKLOG(BACKLOG),
  LEFT_BACKLOG(BACKLOG),
  GONE;

  // Unmodifiable; definitions are records of texts and numbers.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Set<MetricDefinition> metrics;

  Step(MetricDefinition... metrics) {
    this.metrics = Set.of(metrics);
  }

  /** Whether it says something of that metric. */
  boolean concerns(MetricDefinition metric) {
    return metrics.contains(metric) || this == GONE;
  }
}
