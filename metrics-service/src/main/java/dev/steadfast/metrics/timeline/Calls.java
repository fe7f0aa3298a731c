package dev.steadfast.metrics.timeline;

import dev.steadfast.contracts.metric.CallMetrics;
import java.util.ArrayList;
import java.util.List;

/** The calls of an interaction. */
final class Calls {
  /** A call answered within this time is within the service level. */
  static final long SERVICE_LEVEL_MS = 20_000;

  /** A call abandoned before is a short one: nobody could have answered it. */
  static final long SHORT_MS = 5_000;

  private record Call(Moment moment, Happening.Called said) {}

  private final List<Call> calls = new ArrayList<>(0);

  void ended(Moment moment, Happening.Called call) {
    calls.add(new Call(moment, call));
  }

  void addTo(Observations observations) {
    for (int i = 0; i < calls.size(); i++) {
      Moment moment = calls.get(i).moment();
      Happening.Called call = calls.get(i).said();
      boolean answered = call.answered();
      observations.add(CallMetrics.ABANDONMENT_RATE, i, moment, !answered);
      observations.add(
          CallMetrics.SERVICE_LEVEL,
          i,
          moment,
          SERVICE_LEVEL_MS,
          limit -> Membership.of(answered && call.queued() <= limit));
      observations.add(
          CallMetrics.ABANDONMENT_RATE_WITHOUT_SHORT,
          i,
          moment,
          SHORT_MS,
          limit -> answered || call.queued() >= limit ? Membership.of(!answered) : Membership.OUT);
      if (answered || !call.callback()) {
        observations.add(CallMetrics.ABANDONMENT_RATE_WITHOUT_CALLBACKS, i, moment, !answered);
      }
      if (answered) {
        observations.add(CallMetrics.SPEED_OF_ANSWER, i, moment, call.queued());
      }
      if (answered && call.handled() > 0) {
        observations.add(CallMetrics.HANDLE_TIME, i, moment, call.handled());
      }
    }
    if (observations.areTraced()) {
      sayWhyNot(observations);
    }
  }

  private void sayWhyNot(Observations observations) {
    boolean isNone = calls.isEmpty();
    boolean isAnswered = calls.stream().anyMatch(call -> call.said().answered());
    observations.none(CallMetrics.ABANDONMENT_RATE, Absence.NO_CALL);
    observations.none(CallMetrics.SERVICE_LEVEL, Absence.NO_CALL);
    observations.none(
        CallMetrics.ABANDONMENT_RATE_WITHOUT_SHORT,
        isNone ? Absence.NO_CALL : Absence.ONLY_SHORT_CALLS);
    observations.none(
        CallMetrics.ABANDONMENT_RATE_WITHOUT_CALLBACKS,
        isNone ? Absence.NO_CALL : Absence.ONLY_CALLBACKS);
    observations.none(
        CallMetrics.SPEED_OF_ANSWER, isNone ? Absence.NO_CALL : Absence.NO_ANSWERED_CALL);
    observations.none(
        CallMetrics.HANDLE_TIME,
        isNone ? Absence.NO_CALL : isAnswered ? Absence.NOT_HANDLED : Absence.NO_ANSWERED_CALL);
  }
}
