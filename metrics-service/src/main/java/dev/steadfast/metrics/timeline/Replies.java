package dev.steadfast.metrics.timeline;

import dev.steadfast.contracts.metric.BuiltInMetrics;
import dev.steadfast.contracts.metric.ReplyMetrics;
import org.jspecify.annotations.Nullable;

/** What the customer and the agents wrote first, and how often agents wrote. */
final class Replies {
  private static final long NEVER = Long.MIN_VALUE;

  private final @Nullable Trace trace;
  private boolean messagesKnown;
  private int count;
  private long customerWroteAt = NEVER;
  private int customerWrote;
  private @Nullable Moment firstResponse;

  Replies(@Nullable Trace trace) {
    this.trace = trace;
  }

  void somebodyWrote() {
    messagesKnown = true;
  }

  void customerWrote(long at, int event) {
    if (customerWroteAt == NEVER) {
      customerWroteAt = at;
      customerWrote = event;
      Trace.did(trace, Step.CUSTOMER_WROTE_FIRST);
    }
  }

  void agentReplied(Moment reply, @Nullable Opening opening) {
    count++;
    Trace.did(trace, Step.REPLIED);
    if (firstResponse != null) {
      return;
    }
    if (opening != null && start(opening) != NEVER && reply.at() >= start(opening)) {
      firstResponse = reply;
      Trace.did(trace, Step.RESPONDED_FIRST);
    } else {
      Trace.did(trace, Step.REPLIED_EARLY);
    }
  }

  private long start(Opening opening) {
    return opening.proactive() ? customerWroteAt : opening.at();
  }

  /** With how many replies it was resolved, which was the last time then. */
  void addTouches(Observations all, Moment resolution, boolean isReopened, boolean isHandedOn) {
    if (!messagesKnown) {
      addNoTouches(all, Absence.MESSAGES_UNKNOWN);
      return;
    }
    boolean isOneTouch = count == 1 && !isReopened;
    all.add(BuiltInMetrics.ONE_TOUCH_RATE, 0, resolution, isOneTouch);
    all.add(ReplyMetrics.UP_TO_ONE_REPLY, 0, resolution, count < 2);
    all.add(ReplyMetrics.ONE_PAIR_OF_HANDS, 0, resolution, isOneTouch && !isHandedOn);
  }

  static void addNoTouches(Observations all, Absence absence) {
    all.none(BuiltInMetrics.ONE_TOUCH_RATE, absence);
    all.none(ReplyMetrics.UP_TO_ONE_REPLY, absence);
    all.none(ReplyMetrics.ONE_PAIR_OF_HANDS, absence);
  }

  void addTo(Observations observations, @Nullable Opening opening) {
    if (firstResponse == null || opening == null) {
      observations.none(BuiltInMetrics.FIRST_RESPONSE_TIME, absence(opening));
      return;
    }
    observations.add(
        BuiltInMetrics.FIRST_RESPONSE_TIME,
        0,
        firstResponse,
        opening.proactive() ? customerWrote : opening.event(),
        firstResponse.at() - start(opening));
  }

  private Absence absence(@Nullable Opening opening) {
    if (opening == null) {
      return Absence.NOT_OPENED;
    }
    if (start(opening) == NEVER) {
      return Absence.NO_CUSTOMER_MESSAGE;
    }
    return count == 0 ? Absence.NO_REPLY : Absence.ONLY_EARLY_REPLIES;
  }
}
