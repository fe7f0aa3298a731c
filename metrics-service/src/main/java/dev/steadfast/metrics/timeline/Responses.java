package dev.steadfast.metrics.timeline;

import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.contracts.metric.ReplyMetrics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The variants of the first response time: from a message, from a bot, of each agent. */
final class Responses {
  /** When something began, by which event, and how much time had counted for agents by then. */
  private record Beginning(long at, int event, long counted) {}

  /** With the stretches of the value, where it is not all the time in between. */
  private record Answer(Moment moment, int startedBy, long value, List<Stretch> stretches) {}

  private final Waits waits;
  private final @Nullable Trace trace;
  private boolean botWrote;
  private boolean agentReplied;
  private @Nullable Beginning firstMessage;
  private @Nullable Beginning unanswered;
  private @Nullable Beginning handover;
  private @Nullable Answer fromMessage;
  private @Nullable Answer fromHandover;
  private final Map<String, Beginning> assigned = new HashMap<>(2);
  private final Set<String> answering = new HashSet<>(2);
  private final List<Answer> ofAgents = new ArrayList<>(1);

  /** Of nothing yet; in which time agents could answer is what the waits say. */
  Responses(Waits waits, @Nullable Trace trace) {
    this.waits = waits;
    this.trace = trace;
  }

  void customerWrote(long at, int event) {
    Beginning message = new Beginning(at, event, waits.answerable());
    if (firstMessage == null) {
      firstMessage = message;
      Trace.did(trace, Step.CUSTOMER_WROTE_PUBLICLY);
    }
    if (unanswered == null) {
      unanswered = message;
    }
  }

  void botWrote() {
    botWrote = true;
  }

  /**
   * It was given to somebody.
   *
   * @param isToSomebody whether the assignment itself names a team or an agent
   * @param agent who has it and did not before
   */
  void assigned(long at, int event, boolean isToSomebody, @Nullable String agent) {
    Beginning now = new Beginning(at, event, waits.answerable());
    if (botWrote && !agentReplied && handover == null && isToSomebody) {
      handover = now;
      Trace.did(trace, Step.HANDED_OVER);
    }
    if (agent != null) {
      assigned.put(agent, now);
      Trace.did(trace, Step.GIVEN_TO_AGENT);
    }
  }

  void agentReplied(Moment reply) {
    if (firstMessage != null && fromMessage == null) {
      fromMessage = answer(reply, firstMessage);
      Trace.did(trace, Step.ANSWERED_MESSAGE);
    }
    if (handover != null && fromHandover == null) {
      fromHandover = answer(reply, handover);
      Trace.did(trace, Step.ANSWERED_HANDOVER);
    }
    String agent = reply.agent();
    if (unanswered != null && agent != null && answering.add(agent)) {
      Beginning start = later(unanswered, assigned.get(agent));
      ofAgents.add(
          new Answer(
              reply,
              start.event(),
              waits.answerable() - start.counted(),
              waits.answerableSince(start.at())));
      Trace.did(trace, Step.AGENT_ANSWERED);
    }
    unanswered = null;
    agentReplied = true;
  }

  /** Nobody waits any more. */
  void closed() {
    unanswered = null;
  }

  private static Beginning later(Beginning one, @Nullable Beginning other) {
    return other != null && other.event() > one.event() ? other : one;
  }

  private static Answer answer(Moment reply, Beginning start) {
    return new Answer(reply, start.event(), reply.at() - start.at(), List.of());
  }

  void addTo(Observations observations) {
    add(
        observations,
        ReplyMetrics.FROM_CUSTOMER_MESSAGE,
        fromMessage,
        firstMessage == null ? Absence.NOBODY_WAITED : Absence.NO_REPLY);
    add(
        observations,
        ReplyMetrics.FROM_BOT_HANDOVER,
        fromHandover,
        handover == null ? Absence.NOT_HANDED_OVER : Absence.NO_REPLY);
    for (int i = 0; i < ofAgents.size(); i++) {
      Answer one = ofAgents.get(i);
      observations.add(
          ReplyMetrics.BY_AGENT, i, one.moment(), one.startedBy(), one.value(), one.stretches());
    }
    if (ofAgents.isEmpty()) {
      observations.none(
          ReplyMetrics.BY_AGENT,
          firstMessage == null ? Absence.NOBODY_WAITED : Absence.NO_AGENT_ANSWERED);
    }
  }

  private static void add(
      Observations observations,
      MetricDefinition metric,
      @Nullable Answer answer,
      Absence otherwise) {
    if (answer == null) {
      observations.none(metric, otherwise);
    } else {
      observations.add(metric, 0, answer.moment(), answer.startedBy(), answer.value());
    }
  }
}
