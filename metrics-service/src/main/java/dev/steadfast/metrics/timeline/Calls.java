package dev.steadfast.metrics.timeline;

import dev.steadfast.contracts.metric.CallMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;

/** The calls of an interaction. */
final class Calls {
  /** A call answered within this time is within the service level. */
  static final long SERVICE_LEVEL_MS = 20_000;

  /** A call abandoned before is a short one: nobody could have answered it. */
  static final long SHORT_MS = 5_000;

  private static final Terms WITHIN =
      new Terms(OptionalLong.of(SERVICE_LEVEL_MS), OptionalLong.empty(), false);
  private static final Terms WITHOUT_SHORT =
      new Terms(OptionalLong.empty(), OptionalLong.of(SHORT_MS), false);
  private static final Terms WITHOUT_CALLBACKS =
      new Terms(OptionalLong.empty(), OptionalLong.empty(), true);

  private record Call(Moment moment, Happening.Called said) {}

  private final List<Call> calls = new ArrayList<>(0);

  void ended(Moment moment, Happening.Called call) {
    calls.add(new Call(moment, call));
  }

  void addTo(Observations observations) {
    for (int i = 0; i < calls.size(); i++) {
      Moment moment = calls.get(i).moment();
      Happening.Called call = calls.get(i).said();
      addShares(observations, i, moment, call);
      if (call.answered()) {
        observations.add(CallMetrics.SPEED_OF_ANSWER, i, moment, call.queued());
      } else {
        observations.add(CallMetrics.TIME_TO_ABANDON, i, moment, call.queued());
      }
      if (call.answered() && call.handled() > 0) {
        observations.add(CallMetrics.HANDLE_TIME, i, moment, call.handled());
      }
    }
    if (observations.areTraced()) {
      sayWhyNot(observations);
    }
  }

  private static void addShares(
      Observations observations, int ordinal, Moment moment, Happening.Called call) {
    Function<Terms, Membership> abandoned =
        terms -> terms.leaveOut(call) ? Membership.OUT : Membership.of(!call.answered());
    observations.add(CallMetrics.ABANDONMENT_RATE, ordinal, moment, Terms.NONE, abandoned);
    observations.add(
        CallMetrics.SERVICE_LEVEL, ordinal, moment, WITHIN, terms -> answered(call, terms));
    observations.add(
        CallMetrics.ABANDONMENT_RATE_WITHOUT_SHORT, ordinal, moment, WITHOUT_SHORT, abandoned);
    observations.add(
        CallMetrics.ABANDONMENT_RATE_WITHOUT_CALLBACKS,
        ordinal,
        moment,
        WITHOUT_CALLBACKS,
        abandoned);
  }

  private static Membership answered(Happening.Called call, Terms terms) {
    return terms.leaveOut(call)
        ? Membership.OUT
        : Membership.of(call.answered() && call.queued() <= terms.within().orElseThrow());
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
        CallMetrics.TIME_TO_ABANDON, isNone ? Absence.NO_CALL : Absence.NO_ABANDONED_CALL);
    observations.none(
        CallMetrics.HANDLE_TIME,
        isNone ? Absence.NO_CALL : isAnswered ? Absence.NOT_HANDLED : Absence.NO_ANSWERED_CALL);
  }
}
