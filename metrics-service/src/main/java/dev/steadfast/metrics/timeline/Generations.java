package dev.steadfast.metrics.timeline;

import dev.steadfast.contracts.metric.BuiltInMetrics;
import dev.steadfast.contracts.metric.CallMetrics;
import dev.steadfast.contracts.metric.ChannelMetrics;
import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.contracts.metric.SurveyMetrics;
import dev.steadfast.contracts.metric.WaitMetrics;
import java.util.List;
import java.util.Set;

/** Which metrics came with which version of the fold. */
final class Generations {
  private static final Set<MetricDefinition> FIRST =
      Set.of(
          BuiltInMetrics.VOLUME,
          BuiltInMetrics.RESOLVED,
          BuiltInMetrics.FIRST_RESPONSE_TIME,
          BuiltInMetrics.RESOLUTION_TIME,
          BuiltInMetrics.REOPEN_RATE,
          BuiltInMetrics.REASSIGNMENTS,
          BuiltInMetrics.ONE_TOUCH_RATE,
          BuiltInMetrics.CSAT,
          BuiltInMetrics.BACKLOG);

  private static final Set<MetricDefinition> SECOND =
      Set.of(
          WaitMetrics.NEXT_RESPONSE_TIME,
          WaitMetrics.FIRST_RESOLUTION_TIME,
          WaitMetrics.REQUESTER_WAIT_TIME,
          WaitMetrics.AGENT_WORK_TIME,
          WaitMetrics.ON_HOLD_TIME,
          WaitMetrics.TRANSFERS,
          SurveyMetrics.CSAT_TOP_BOX,
          SurveyMetrics.NPS,
          SurveyMetrics.CES,
          SurveyMetrics.CES_EASY,
          SurveyMetrics.RESPONSE_RATE,
          CallMetrics.SPEED_OF_ANSWER,
          CallMetrics.ABANDONMENT_RATE,
          CallMetrics.ABANDONMENT_RATE_WITHOUT_SHORT,
          CallMetrics.SERVICE_LEVEL,
          CallMetrics.HANDLE_TIME);

  private static final Set<MetricDefinition> FOURTH =
      Set.of(
          ChannelMetrics.LAST_CHANNEL_SHARE,
          ChannelMetrics.EACH_CHANNEL_SHARE,
          CallMetrics.ABANDONMENT_RATE_WITHOUT_CALLBACKS);

  private static final Set<MetricDefinition> FIFTH = Set.of(CallMetrics.TIME_TO_ABANDON);

  private Generations() {}

  /** Those of the observations that a fold of that version had made. */
  static List<Observation> knownTo(int version, OwnMetrics own, List<Observation> observations) {
    return observations.stream().filter(one -> of(own.originOf(one.metric())) <= version).toList();
  }

  private static int of(MetricDefinition metric) {
    if (FIRST.contains(metric)) {
      return 1;
    }
    if (SECOND.contains(metric)) {
      return 2;
    }
    return FOURTH.contains(metric) ? 4 : FIFTH.contains(metric) ? 5 : 3;
  }
}
