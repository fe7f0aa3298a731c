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
          CallMetrics.SERVICE_LEVEL, i, moment, answered && call.queued() <= SERVICE_LEVEL_MS);
      if (answered || call.queued() >= SHORT_MS) {
        observations.add(CallMetrics.ABANDONMENT_RATE_WITHOUT_SHORT, i, moment, !answered);
      }
      if (answered) {
        observations.add(CallMetrics.SPEED_OF_ANSWER, i, moment, call.queued());
      }
      if (answered && call.handled() > 0) {
        observations.add(CallMetrics.HANDLE_TIME, i, moment, call.handled());
      }
    }
  }
}
