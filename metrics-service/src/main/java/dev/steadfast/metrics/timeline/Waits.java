package dev.steadfast.metrics.timeline;

import dev.steadfast.contracts.metric.BuiltInMetrics;
import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.contracts.metric.ReplyMetrics;
import dev.steadfast.contracts.metric.WaitMetrics;
import dev.steadfast.metrics.timeline.Happening.Status;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** For how long an interaction was in whose hands, and who waited for an answer. */
final class Waits {
  private static final long NOBODY = Long.MIN_VALUE;

  private static final Map<MetricDefinition, Set<Hands>> COUNTED =
      Map.of(
          WaitMetrics.AGENT_WORK_TIME, EnumSet.of(Hands.AGENT),
          WaitMetrics.ON_HOLD_TIME, EnumSet.of(Hands.THIRD_PARTY),
          WaitMetrics.REQUESTER_WAIT_TIME, EnumSet.of(Hands.AGENT, Hands.THIRD_PARTY),
          ReplyMetrics.WRITTEN_HANDLE_TIME, EnumSet.of(Hands.AGENT),
          ReplyMetrics.BY_AGENT, EnumSet.of(Hands.AGENT, Hands.REQUESTER));

  private record Answer(Moment moment, long waited, int waitBegan) {}

  private record Held(Hands hands, Stretch stretch) {}

  private final @Nullable Trace trace;
  private final boolean keepsStretches;
  private final List<Held> held = new ArrayList<>(0);
  private int heldWhenResolved;
  private final List<Stretch> answerableStretches = new ArrayList<>(0);
  private final List<Answer> answers = new ArrayList<>(2);
  private long waitingSince = NOBODY;
  private int waitBegan;
  private boolean endedUnanswered;
  private long last;
  private final Stints stints;
  private long answerable;
  private long worked;
  private long onHold;
  private long workedWhenResolved;
  private long onHoldWhenResolved;

  /**
   * Of nothing yet.
   *
   * @param keepsStretches whether somebody asks when an interaction was in whose hands
   */
  Waits(@Nullable Trace trace, boolean keepsStretches) {
    this.trace = trace;
    this.keepsStretches = keepsStretches;
    this.stints = new Stints(keepsStretches);
  }

  /** Whether the metric counts time by whose hands the interaction is in. */
  static boolean asksForHands(MetricDefinition metric) {
    return COUNTED.containsKey(metric);
  }

  static boolean counts(MetricDefinition metric, Hands hands) {
    return COUNTED.getOrDefault(metric, Set.of()).contains(hands);
  }

  /**
   * Time passes until that instant.
   *
   * @param status until then; null before it was opened
   * @param team that had it until then
   * @param agent who had it until then
   */
  void pass(
      long at,
      @Nullable Status status,
      @Nullable String team,
      @Nullable String agent,
      int sinceEvent) {
    long time = at - last;
    long answerableBefore = answerable;
    if (status == null) {
      answerable += time;
    } else {
      switch (Hands.of(status)) {
        case AGENT -> {
          worked += time;
          answerable += time;
          stints.pass(last, at, team, agent, sinceEvent);
        }
        case THIRD_PARTY -> onHold += time;
        case REQUESTER -> answerable += time;
        case NOBODY -> {}
      }
      if (keepsStretches && at > last) {
        held.add(new Held(Hands.of(status), new Stretch(last, at)));
      }
    }
    if (keepsStretches && answerable > answerableBefore) {
      answerableStretches.add(new Stretch(last, at));
    }
    if (trace != null) {
      trace.passed(last, at, status, team, agent);
    }
    last = at;
  }

  /** How much time has passed until now in which an agent could answer. */
  long answerable() {
    return answerable;
  }

  /**
   * When an agent could answer since then.
   *
   * @param since when an event was, or more than one
   * @return empty if nobody asks
   */
  List<Stretch> answerableSince(long since) {
    return keepsStretches
        ? answerableStretches.stream().filter(one -> one.from() >= since).toList()
        : List.of();
  }

  void customerWrote(long at, int event) {
    if (waitingSince == NOBODY) {
      waitingSince = at;
      waitBegan = event;
      Trace.did(trace, Step.WAIT_BEGAN);
    } else {
      Trace.did(trace, Step.WAIT_WENT_ON);
    }
  }

  void agentReplied(Moment moment) {
    if (waitingSince == NOBODY) {
      Trace.did(trace, Step.NOBODY_WAITED);
      return;
    }
    answers.add(new Answer(moment, moment.at() - waitingSince, waitBegan));
    waitingSince = NOBODY;
    Trace.did(trace, Step.WAIT_ANSWERED);
  }

  void resolved() {
    closed();
    stints.resolved();
    workedWhenResolved = worked;
    onHoldWhenResolved = onHold;
    heldWhenResolved = held.size();
  }

  /** Nobody waits any more, answered or not. */
  void closed() {
    if (waitingSince != NOBODY) {
      waitingSince = NOBODY;
      endedUnanswered = true;
      Trace.did(trace, Step.WAIT_ENDED);
    }
  }

  void addAnswers(Observations observations) {
    for (int i = 0; i < answers.size(); i++) {
      Answer answer = answers.get(i);
      observations.add(
          WaitMetrics.NEXT_RESPONSE_TIME, i, answer.moment(), answer.waitBegan(), answer.waited());
    }
    if (answers.isEmpty()) {
      observations.none(WaitMetrics.NEXT_RESPONSE_TIME, absence());
    }
  }

  private Absence absence() {
    if (waitingSince != NOBODY) {
      return Absence.STILL_WAITING;
    }
    return endedUnanswered ? Absence.ENDED_UNANSWERED : Absence.NOBODY_WAITED;
  }

  /** The times from the opening up to that resolution, which is the last. */
  void addTimes(Observations observations, Moment resolution, Opening opening) {
    int opened = opening.event();
    addTime(observations, WaitMetrics.AGENT_WORK_TIME, resolution, opened, workedWhenResolved);
    addTime(observations, WaitMetrics.ON_HOLD_TIME, resolution, opened, onHoldWhenResolved);
    addTime(
        observations,
        WaitMetrics.REQUESTER_WAIT_TIME,
        resolution,
        opened,
        workedWhenResolved + onHoldWhenResolved);
    stints.addTo(observations, resolution);
  }

  private void addTime(
      Observations observations,
      MetricDefinition metric,
      Moment resolution,
      int opened,
      long value) {
    List<Stretch> stretches =
        held.subList(0, heldWhenResolved).stream()
            .filter(one -> counts(metric, one.hands()))
            .map(Held::stretch)
            .toList();
    observations.add(metric, 0, resolution, opened, value, stretches);
  }

  /** There are none up to a resolution, for that reason. */
  static void addNoTimes(Observations observations, Absence absence) {
    observations.none(BuiltInMetrics.RESOLUTION_TIME, absence);
    observations.none(WaitMetrics.AGENT_WORK_TIME, absence);
    observations.none(WaitMetrics.ON_HOLD_TIME, absence);
    observations.none(WaitMetrics.REQUESTER_WAIT_TIME, absence);
    observations.none(ReplyMetrics.WRITTEN_HANDLE_TIME, absence);
  }
}
