package dev.steadfast.metrics.timeline;

import dev.steadfast.metrics.timeline.Happening.AuthorKind;
import dev.steadfast.metrics.timeline.Happening.Status;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The course of one interaction, walked once, event by event, in order.
 *
 * <p>Team and agent of an observation are those at its anchor (of a reply: its author; of the
 * volume: those that have the interaction now); channel and priority are the last known ones.
 */
final class Course {
  private final Ledgers ledgers;
  private @Nullable Status status;
  private boolean gone;
  private @Nullable Opening opening;
  private int event;

  Course(Rules rules, @Nullable Trace trace) {
    this.ledgers = new Ledgers(rules, trace);
  }

  /** What the events come to, and what time alone does until that instant. */
  Measures measures(List<TimelineEvent> counting, long until) {
    for (event = 0; event < counting.size(); event++) {
      if (ledgers.trace != null) {
        ledgers.trace.comesTo(event);
      }
      apply(counting.get(event).at(), counting.get(event).happening());
      if (!ledgers.own.wanted().isNothing()) {
        ledgers.eventCounts.happened(counting.get(event), here(counting.get(event).at()));
      }
    }
    ledgers.targets.end(
        until,
        statusIfOpened(),
        ledgers.holders.team(),
        ledgers.holders.agent(),
        ledgers.particulars.channel(),
        ledgers.particulars.priority());
    return ledgers.measures(gone, status, opening);
  }

  private void apply(long at, Happening happening) {
    ledgers.waits.pass(
        at, statusIfOpened(), ledgers.holders.team(), ledgers.holders.agent(), event - 1);
    ledgers.targets.pass(
        at,
        statusIfOpened(),
        ledgers.holders.team(),
        ledgers.holders.agent(),
        ledgers.particulars.channel(),
        ledgers.particulars.priority());
    switch (happening) {
      case Happening.Opened opened -> open(at, opened);
      case Happening.Message message -> message(at, message);
      case Happening.Assigned assigned -> assign(at, assigned);
      case Happening.StatusChanged changed -> change(at, changed);
      case Happening.Prioritised prioritised ->
          ledgers.particulars.prioritised(prioritised.priority());
      case Happening.Tagged tagged -> ledgers.particulars.tagged(tagged.tags());
      case Happening.Gone g -> {
        gone = true;
        Trace.did(ledgers.trace, Step.GONE);
      }
      case Happening.Rated rated -> rate(at, rated);
      case Happening.Delivered delivered ->
          Trace.did(
              ledgers.trace,
              ledgers.surveys.delivered(here(at), delivered.invitation())
                  ? Step.INVITED
                  : Step.INVITED_BEFORE);
      case Happening.Called called -> call(at, called);
      case Happening.ByVisitor visitor -> {
        ledgers.particulars.visitedBy(visitor.visitor());
        ledgers.helpCentre.apply(here(at), visitor);
      }
      case Happening.ReachedOut sent -> ledgers.outreach.sent(here(at), sent.recipients());
      case Happening.Recorded r -> {}
      case Happening.RatingWithdrawn w -> {}
      case Happening.Withdrawn w -> {}
      case Happening.Noted n -> {}
    }
    boolean isOpen = opening != null && !gone && (status == null || !status.isDone());
    ledgers.backlog.follow(isOpen, at, ledgers.holders.team(), ledgers.holders.agent(), event);
  }

  private @Nullable Status statusIfOpened() {
    return opening == null ? null : status;
  }

  private Moment here(long at) {
    return here(at, null);
  }

  /** With that agent, or the one who has it. */
  private Moment here(long at, @Nullable String agent) {
    return new Moment(
        at, ledgers.holders.team(), agent == null ? ledgers.holders.agent() : agent, event);
  }

  private void open(long at, Happening.Opened opened) {
    if (opening != null) {
      Trace.did(ledgers.trace, Step.OPENED_BEFORE);
      return;
    }
    opening = new Opening(at, opened.proactive(), event);
    ledgers.resolutions.opened(at, event);
    Trace.did(ledgers.trace, Step.OPENED);
    ledgers.holders.named(opened.team(), opened.agent());
    ledgers.particulars.opened(opened);
    ledgers.channels.opened(opened.channel(), event);
    status = status == null ? Status.NEW : status;
    ledgers.targets.opened(opening);
  }

  private void message(long at, Happening.Message message) {
    ledgers.replies.somebodyWrote();
    if (message.isPublic() && message.author() != AuthorKind.SYSTEM) {
      ledgers.channels.used(message.channel(), event);
    }
    if (message.author() == AuthorKind.CUSTOMER) {
      ledgers.replies.customerWrote(at, event);
      ledgers.particulars.customerWrote(message.language());
      ledgers.feelings.wrote(here(at), message.sentiment());
      ledgers.targets.customerWrote(at, event, message.isPublic());
      if (message.isPublic()) {
        ledgers.waits.customerWrote(at, event);
        ledgers.responses.customerWrote(at, event);
      }
      return;
    }
    if (message.author() != AuthorKind.AGENT || !message.isPublic()) {
      if (message.author() == AuthorKind.BOT && message.isPublic()) {
        ledgers.responses.botWrote();
      }
      Trace.did(ledgers.trace, message.isPublic() ? Step.BOT_WROTE : Step.WROTE_INTERNALLY);
      return;
    }
    Moment reply = here(at, message.authorId());
    ledgers.waits.agentReplied(reply);
    ledgers.targets.replied(reply);
    ledgers.replies.agentReplied(reply, opening);
    ledgers.responses.agentReplied(reply);
    ledgers.lengths.agentWrote(reply, message);
  }

  private void assign(long at, Happening.Assigned assigned) {
    String before = ledgers.holders.agent();
    ledgers.holders.assigned(assigned);
    String given = Holders.agentOf(assigned);
    ledgers.responses.assigned(
        at,
        event,
        given != null || Holders.teamOf(assigned) != null,
        Objects.equals(given, before) ? null : given);
  }

  private void call(long at, Happening.Called call) {
    Moment moment = here(at, call.agent());
    ledgers.calls.ended(call.team() == null ? moment : moment.with(call.team()), call);
    Trace.did(ledgers.trace, Step.CALL_ENDED);
    ledgers.channels.used(call.channel(), event);
  }

  private void change(long at, Happening.StatusChanged changed) {
    boolean wasDone = status != null && status.isDone();
    switch (changed.to()) {
      case RESOLVED -> {
        if (!wasDone) {
          resolve(at);
        } else {
          Trace.did(ledgers.trace, Step.DONE_BEFORE);
          endWaits(at);
        }
        status = status == Status.CLOSED ? Status.CLOSED : Status.RESOLVED;
      }
      case CLOSED -> {
        if (!wasDone && !changed.unresolved()) {
          resolve(at);
        } else {
          Trace.did(ledgers.trace, wasDone ? Step.DONE_BEFORE : Step.CLOSED_UNRESOLVED);
        }
        endWaits(at);
        status = Status.CLOSED;
      }
      case NEW, OPEN, PENDING, ON_HOLD -> {
        boolean unseen = !wasDone && changed.from() != null && changed.from().isDone();
        if (ledgers.resolutions.last() != null || unseen) {
          ledgers.resolutions.reopened(here(at));
        } else {
          Trace.did(ledgers.trace, Step.STATUS_SET);
        }
        ledgers.targets.reopened();
        status = changed.to();
      }
    }
  }

  private void endWaits(long at) {
    ledgers.waits.closed();
    ledgers.responses.closed();
    ledgers.targets.closed(at, event);
  }

  private void resolve(long at) {
    Moment moment = here(at);
    ledgers.resolutions.resolved(moment);
    ledgers.waits.resolved();
    ledgers.responses.closed();
    ledgers.targets.resolved(moment);
  }

  private void rate(long at, Happening.Rated rated) {
    Moment about = here(at, rated.about());
    ledgers.surveys.rated(about, rated);
    ledgers.feelings.wrote(about, rated.sentiment());
    Trace.did(ledgers.trace, Step.RATED);
  }
}
