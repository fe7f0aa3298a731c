package dev.steadfast.metrics.timeline;

import dev.steadfast.contracts.metric.WaitMetrics;
import dev.steadfast.metrics.timeline.Happening.Status;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** For how long an interaction was in whose hands, and who waited for an answer. */
final class Waits {
  private static final long NOBODY = Long.MIN_VALUE;

  private record Answer(Moment moment, long waited) {}

  private final List<Answer> answers = new ArrayList<>(2);
  private long waitingSince = NOBODY;
  private long last;
  private long worked;
  private long onHold;
  private long workedWhenResolved;
  private long onHoldWhenResolved;

  /**
   * Time passes until that instant.
   *
   * @param status until then; null before it was opened
   */
  void pass(long at, @Nullable Status status) {
    if (status != null) {
      switch (status) {
        case NEW, OPEN -> worked += at - last;
        case ON_HOLD -> onHold += at - last;
        case PENDING, RESOLVED, CLOSED -> {}
      }
    }
    last = at;
  }

  void customerWrote(long at) {
    waitingSince = waitingSince == NOBODY ? at : waitingSince;
  }

  void agentReplied(Moment moment) {
    if (waitingSince != NOBODY) {
      answers.add(new Answer(moment, moment.at() - waitingSince));
      waitingSince = NOBODY;
    }
  }

  void resolved() {
    closed();
    workedWhenResolved = worked;
    onHoldWhenResolved = onHold;
  }

  /** Nobody waits any more, answered or not. */
  void closed() {
    waitingSince = NOBODY;
  }

  void addAnswers(Observations observations) {
    for (int i = 0; i < answers.size(); i++) {
      Answer answer = answers.get(i);
      observations.add(WaitMetrics.NEXT_RESPONSE_TIME, i, answer.moment(), answer.waited());
    }
  }

  /** The times up to that resolution, which is the last. */
  void addTimes(Observations observations, Moment resolution) {
    observations.add(WaitMetrics.AGENT_WORK_TIME, 0, resolution, workedWhenResolved);
    observations.add(WaitMetrics.ON_HOLD_TIME, 0, resolution, onHoldWhenResolved);
    observations.add(
        WaitMetrics.REQUESTER_WAIT_TIME, 0, resolution, workedWhenResolved + onHoldWhenResolved);
  }
}
