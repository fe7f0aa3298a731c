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
import static dev.steadfast.contracts.metric.CallMetrics.ABANDONMENT_RATE_WITHOUT_CALLBACKS;
import static dev.steadfast.contracts.metric.CallMetrics.ABANDONMENT_RATE_WITHOUT_SHORT;
import static dev.steadfast.contracts.metric.CallMetrics.HANDLE_TIME;
import static dev.steadfast.contracts.metric.CallMetrics.SERVICE_LEVEL;
import static dev.steadfast.contracts.metric.CallMetrics.SPEED_OF_ANSWER;
import static dev.steadfast.contracts.metric.CallMetrics.TIME_TO_ABANDON;
import static dev.steadfast.contracts.metric.ChannelMetrics.EACH_CHANNEL_SHARE;
import static dev.steadfast.contracts.metric.ChannelMetrics.LAST_CHANNEL_SHARE;
import static dev.steadfast.contracts.metric.ContactMetrics.FCR_SURVEY;
import static dev.steadfast.contracts.metric.KnowledgeMetrics.HELPFULNESS;
import static dev.steadfast.contracts.metric.KnowledgeMetrics.OUTREACH;
import static dev.steadfast.contracts.metric.KnowledgeMetrics.TRAFFIC;
import static dev.steadfast.contracts.metric.KnowledgeMetrics.VISITS;
import static dev.steadfast.contracts.metric.ReplyMetrics.BY_AGENT;
import static dev.steadfast.contracts.metric.ReplyMetrics.CYCLE_RESOLUTION_TIME;
import static dev.steadfast.contracts.metric.ReplyMetrics.FROM_BOT_HANDOVER;
import static dev.steadfast.contracts.metric.ReplyMetrics.FROM_CUSTOMER_MESSAGE;
import static dev.steadfast.contracts.metric.ReplyMetrics.ONE_PAIR_OF_HANDS;
import static dev.steadfast.contracts.metric.ReplyMetrics.REOPENINGS;
import static dev.steadfast.contracts.metric.ReplyMetrics.RESPONSE_LENGTH;
import static dev.steadfast.contracts.metric.ReplyMetrics.RESPONSE_LENGTH_IN_CHARACTERS;
import static dev.steadfast.contracts.metric.ReplyMetrics.UP_TO_ONE_REPLY;
import static dev.steadfast.contracts.metric.ReplyMetrics.WRITTEN_HANDLE_TIME;
import static dev.steadfast.contracts.metric.SurveyMetrics.CES;
import static dev.steadfast.contracts.metric.SurveyMetrics.CES_EASY;
import static dev.steadfast.contracts.metric.SurveyMetrics.CSAT_2;
import static dev.steadfast.contracts.metric.SurveyMetrics.CSAT_3;
import static dev.steadfast.contracts.metric.SurveyMetrics.CSAT_SCORE;
import static dev.steadfast.contracts.metric.SurveyMetrics.CSAT_TOP_BOX;
import static dev.steadfast.contracts.metric.SurveyMetrics.NPS;
import static dev.steadfast.contracts.metric.SurveyMetrics.RESPONSE_RATE;
import static dev.steadfast.contracts.metric.TextMetrics.SENTIMENT;
import static dev.steadfast.contracts.metric.TextMetrics.SENTIMENT_NEGATIVE;
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
      LAST_CHANNEL_SHARE,
      EACH_CHANNEL_SHARE,
      FIRST_RESPONSE_TIME,
      RESOLUTION_TIME,
      FIRST_RESOLUTION_TIME,
      CYCLE_RESOLUTION_TIME,
      AGENT_WORK_TIME,
      ON_HOLD_TIME,
      REQUESTER_WAIT_TIME),
  OPENED_BEFORE(VOLUME, LAST_CHANNEL_SHARE, EACH_CHANNEL_SHARE),
  CAME_BY_CHANNEL(LAST_CHANNEL_SHARE, EACH_CHANNEL_SHARE),
  CUSTOMER_WROTE_FIRST(FIRST_RESPONSE_TIME),
  BOT_WROTE(
      FIRST_RESPONSE_TIME,
      NEXT_RESPONSE_TIME,
      ONE_TOUCH_RATE,
      UP_TO_ONE_REPLY,
      ONE_PAIR_OF_HANDS,
      FROM_BOT_HANDOVER),
  WROTE_INTERNALLY(
      FIRST_RESPONSE_TIME, NEXT_RESPONSE_TIME, ONE_TOUCH_RATE, UP_TO_ONE_REPLY, ONE_PAIR_OF_HANDS),
  REPLIED_EARLY(FIRST_RESPONSE_TIME),
  RESPONDED_FIRST(FIRST_RESPONSE_TIME),
  REPLIED(
      ONE_TOUCH_RATE,
      UP_TO_ONE_REPLY,
      ONE_PAIR_OF_HANDS,
      RESPONSE_LENGTH,
      RESPONSE_LENGTH_IN_CHARACTERS),
  WAIT_BEGAN(NEXT_RESPONSE_TIME),
  WAIT_WENT_ON(NEXT_RESPONSE_TIME),
  WAIT_ANSWERED(NEXT_RESPONSE_TIME),
  NOBODY_WAITED(NEXT_RESPONSE_TIME),
  WAIT_ENDED(NEXT_RESPONSE_TIME),
  STATUS_SET(AGENT_WORK_TIME, ON_HOLD_TIME, REQUESTER_WAIT_TIME, WRITTEN_HANDLE_TIME),
  WAS_RESOLVED(
      RESOLVED,
      RESOLUTION_TIME,
      FIRST_RESOLUTION_TIME,
      AGENT_WORK_TIME,
      ON_HOLD_TIME,
      REQUESTER_WAIT_TIME,
      CYCLE_RESOLUTION_TIME,
      WRITTEN_HANDLE_TIME,
      REOPEN_RATE,
      REOPENINGS,
      ONE_TOUCH_RATE,
      UP_TO_ONE_REPLY,
      ONE_PAIR_OF_HANDS),
  CLOSED_UNRESOLVED(RESOLVED, RESOLUTION_TIME, FIRST_RESOLUTION_TIME, CYCLE_RESOLUTION_TIME),
  DONE_BEFORE(RESOLVED, RESOLUTION_TIME, FIRST_RESOLUTION_TIME, CYCLE_RESOLUTION_TIME),
  REOPENED(
      RESOLVED,
      RESOLUTION_TIME,
      AGENT_WORK_TIME,
      ON_HOLD_TIME,
      REQUESTER_WAIT_TIME,
      CYCLE_RESOLUTION_TIME,
      WRITTEN_HANDLE_TIME,
      REOPEN_RATE,
      REOPENINGS,
      ONE_TOUCH_RATE,
      ONE_PAIR_OF_HANDS),
  REOPENED_UNSEEN(
      FIRST_RESOLUTION_TIME,
      CYCLE_RESOLUTION_TIME,
      REOPEN_RATE,
      REOPENINGS,
      ONE_TOUCH_RATE,
      ONE_PAIR_OF_HANDS),
  ASSIGNED(REASSIGNMENTS),
  REASSIGNED(REASSIGNMENTS, ONE_PAIR_OF_HANDS),
  TRANSFERRED(TRANSFERS, ONE_PAIR_OF_HANDS),
  RATED(CSAT, CSAT_TOP_BOX, CSAT_SCORE, CSAT_3, CSAT_2, NPS, CES, CES_EASY, FCR_SURVEY),
  INVITED(RESPONSE_RATE),
  INVITED_BEFORE(RESPONSE_RATE),
  CALL_ENDED(
      SPEED_OF_ANSWER,
      TIME_TO_ABANDON,
      ABANDONMENT_RATE,
      ABANDONMENT_RATE_WITHOUT_SHORT,
      ABANDONMENT_RATE_WITHOUT_CALLBACKS,
      SERVICE_LEVEL,
      HANDLE_TIME),
  VIEWED(TRAFFIC),
  VOTED(HELPFULNESS),
  VISIT_BEGAN(VISITS),
  VISIT_WENT_ON(VISITS),
  REACHED_OUT(OUTREACH),
  ENTERED_BACKLOG(BACKLOG),
  LEFT_BACKLOG(BACKLOG),
  CUSTOMER_WROTE_PUBLICLY(FROM_CUSTOMER_MESSAGE),
  HANDED_OVER(FROM_BOT_HANDOVER),
  GIVEN_TO_AGENT(BY_AGENT, WRITTEN_HANDLE_TIME),
  ANSWERED_MESSAGE(FROM_CUSTOMER_MESSAGE),
  ANSWERED_HANDOVER(FROM_BOT_HANDOVER),
  AGENT_ANSWERED(BY_AGENT),
  FELT(SENTIMENT, SENTIMENT_NEGATIVE),
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
