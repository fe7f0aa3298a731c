package dev.steadfast.metrics.timeline;

import dev.steadfast.contracts.event.EventType;
import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.metrics.timeline.Happening.Assignee;
import dev.steadfast.metrics.timeline.Happening.AuthorKind;
import dev.steadfast.metrics.timeline.Happening.Scale;
import dev.steadfast.metrics.timeline.Happening.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A timeline told as a sentence; times are milliseconds. */
final class ATicket {
  /** Without decisions of the tenant, when all events have happened. */
  static final Circumstances NOW = Circumstances.of(Rules.NONE, Long.MAX_VALUE);

  private final List<TimelineEvent> events = new ArrayList<>();

  static ATicket openedAt(long at) {
    return new ATicket().opened(at, false);
  }

  static ATicket unknown() {
    return new ATicket();
  }

  ATicket opened(long at, boolean proactive) {
    return add(
        at,
        EventType.INTERACTION_OPENED,
        new Happening.Opened(
            proactive, "email", null, null, "c", "normal", null, Map.of(), List.of()));
  }

  ATicket message(long at, AuthorKind author, boolean isPublic) {
    return add(
        at,
        EventType.MESSAGE_ADDED,
        new Happening.Message(
            author,
            null,
            isPublic,
            OptionalInt.empty(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            null,
            null));
  }

  ATicket openedBy(long at, @Nullable String channel) {
    return add(
        at,
        EventType.INTERACTION_OPENED,
        new Happening.Opened(false, channel, "t1", null, "c", "normal", null, Map.of(), List.of()));
  }

  ATicket messageBy(long at, @Nullable String channel, AuthorKind author, boolean isPublic) {
    return add(
        at,
        EventType.MESSAGE_ADDED,
        new Happening.Message(
            author,
            null,
            isPublic,
            OptionalInt.empty(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            channel,
            null));
  }

  ATicket calledBy(long at, @Nullable String channel) {
    return add(
        at,
        EventType.CALL_ENDED,
        new Happening.Called(true, 5, 60_000, null, null, channel, false));
  }

  ATicket assigned(long at, @Nullable String team, @Nullable String agent) {
    return add(
        at,
        EventType.INTERACTION_ASSIGNED,
        new Happening.Assigned(Optional.of(new Assignee(team)), Optional.of(new Assignee(agent))));
  }

  /** Nobody has it any more; nothing is said of the team. */
  ATicket unassigned(long at) {
    return add(
        at,
        EventType.INTERACTION_ASSIGNED,
        new Happening.Assigned(Optional.empty(), Optional.of(new Assignee(null))));
  }

  ATicket became(long at, Status to) {
    return add(
        at, EventType.INTERACTION_STATUS_CHANGED, new Happening.StatusChanged(to, null, false));
  }

  ATicket reopenedUnseen(long at) {
    return add(
        at,
        EventType.INTERACTION_STATUS_CHANGED,
        new Happening.StatusChanged(Status.OPEN, Status.RESOLVED, false));
  }

  ATicket closedUnresolved(long at) {
    return add(
        at,
        EventType.INTERACTION_STATUS_CHANGED,
        new Happening.StatusChanged(Status.CLOSED, null, true));
  }

  ATicket rated(long at, Scale scale, int value, @Nullable String invitation) {
    return add(
        at,
        EventType.RATING_GIVEN,
        new Happening.Rated(scale, value, null, invitation, OptionalInt.empty()));
  }

  ATicket called(long at, boolean answered, long queued, long handled) {
    return add(
        at,
        EventType.CALL_ENDED,
        new Happening.Called(answered, queued, handled, null, null, null, false));
  }

  ATicket askedToBeCalledBack(long at, long queued) {
    return add(
        at, EventType.CALL_ENDED, new Happening.Called(false, queued, 0, null, null, null, true));
  }

  ATicket replied(long at, String agent, int words, int characters) {
    return add(
        at,
        EventType.MESSAGE_ADDED,
        new Happening.Message(
            AuthorKind.AGENT,
            agent,
            true,
            OptionalInt.of(words),
            OptionalInt.of(characters),
            OptionalInt.empty(),
            null,
            null));
  }

  ATicket felt(long at, int sentiment) {
    return add(
        at,
        EventType.MESSAGE_ADDED,
        new Happening.Message(
            AuthorKind.CUSTOMER,
            null,
            true,
            OptionalInt.empty(),
            OptionalInt.empty(),
            OptionalInt.of(sentiment),
            null,
            null));
  }

  ATicket delivered(long at, String invitation) {
    return add(at, EventType.FEEDBACK_DELIVERED, new Happening.Delivered(invitation));
  }

  ATicket add(long at, EventType type, Happening happening) {
    events.add(new TimelineEvent(at, type.rank(), "/test", "e" + events.size(), happening));
    return this;
  }

  List<TimelineEvent> events() {
    return List.copyOf(events);
  }

  Measures measures() {
    return measures(NOW);
  }

  Measures measures(Circumstances circumstances) {
    return Fold.of(Timeline.of(events), circumstances);
  }

  List<Observation> observations(MetricDefinition metric) {
    return measures().observations().stream()
        .filter(observation -> observation.metric().equals(metric))
        .toList();
  }

  List<Long> values(MetricDefinition metric) {
    return observations(metric).stream().map(Observation::value).toList();
  }
}
