package dev.steadfast.metrics.timeline;

import dev.steadfast.contracts.metric.BuiltInMetrics;
import dev.steadfast.metrics.timeline.Happening.AuthorKind;
import dev.steadfast.metrics.timeline.Happening.Status;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The pure function from a timeline to its measures. It walks the events once, in order.
 *
 * <p>Team and agent of an observation are those at its anchor (of a reply: its author; of the
 * volume: those that have the interaction now); channel and priority are the last known ones.
 */
public final class Fold {
  /** Grows with each set of metrics that is added. */
  public static final int VERSION = 3;

  private final @Nullable Trace trace;
  private final OwnMetrics own;
  private final EventCounts eventCounts;
  private @Nullable Status status;
  private boolean gone;
  private @Nullable Opening opening;
  private int event;
  private final Particulars particulars = new Particulars();
  private final Holders holders;
  private final Replies replies;
  private final Resolutions resolutions;
  private final Waits waits;
  private final Backlog backlog;
  private final Surveys surveys = new Surveys();
  private final Calls calls = new Calls();
  private final Lengths lengths = new Lengths();
  private final Responses responses;
  private final Feelings feelings;
  private final ServiceTargets targets;
  private final HelpCentre helpCentre;
  private final Outreach outreach;

  private Fold(Rules rules, @Nullable Trace trace) {
    this.trace = trace;
    this.own = rules.own();
    this.eventCounts = new EventCounts(own);
    this.holders = new Holders(trace);
    this.replies = new Replies(trace);
    this.resolutions = new Resolutions(trace);
    this.waits = new Waits(trace, own.askForStretches());
    this.responses = new Responses(trace);
    this.feelings = new Feelings(trace);
    this.backlog = new Backlog(trace);
    this.targets = new ServiceTargets(rules.levels(), trace);
    this.helpCentre = new HelpCentre(trace);
    this.outreach = new Outreach(trace);
  }

  /** The measures of that timeline. */
  public static Measures of(Timeline timeline, Circumstances circumstances) {
    return traced(timeline.counting(), circumstances, null);
  }

  /** The same of the counting events of a timeline, told to the trace as it is computed. */
  static Measures traced(
      List<TimelineEvent> counting, Circumstances circumstances, @Nullable Trace trace) {
    Measures measures =
        new Fold(circumstances.rules(), trace).measures(counting, circumstances.until());
    return circumstances.fold() < VERSION
        ? measures.knownTo(circumstances.fold(), circumstances.rules().own())
        : measures;
  }

  private Measures measures(List<TimelineEvent> counting, long until) {
    for (event = 0; event < counting.size(); event++) {
      if (trace != null) {
        trace.comesTo(event);
      }
      apply(counting.get(event).at(), counting.get(event).happening());
      if (!own.wanted().isNothing()) {
        eventCounts.happened(counting.get(event), here(counting.get(event).at()));
      }
    }
    targets.end(
        until,
        statusIfOpened(),
        holders.team(),
        holders.agent(),
        particulars.channel(),
        particulars.priority());
    return measures();
  }

  private void apply(long at, Happening happening) {
    waits.pass(at, statusIfOpened(), holders.team(), holders.agent(), event - 1);
    targets.pass(
        at,
        statusIfOpened(),
        holders.team(),
        holders.agent(),
        particulars.channel(),
        particulars.priority());
    switch (happening) {
      case Happening.Opened opened -> open(at, opened);
      case Happening.Message message -> message(at, message);
      case Happening.Assigned assigned -> assign(at, assigned);
      case Happening.StatusChanged changed -> change(at, changed);
      case Happening.Prioritised prioritised -> particulars.prioritised(prioritised.priority());
      case Happening.Tagged tagged -> particulars.tagged(tagged.tags());
      case Happening.Gone g -> {
        gone = true;
        Trace.did(trace, Step.GONE);
      }
      case Happening.Rated rated -> rate(at, rated);
      case Happening.Delivered delivered ->
          Trace.did(
              trace,
              surveys.delivered(here(at), delivered.invitation())
                  ? Step.INVITED
                  : Step.INVITED_BEFORE);
      case Happening.Called called -> call(at, called);
      case Happening.ByVisitor visitor -> {
        particulars.visitedBy(visitor.visitor());
        helpCentre.apply(here(at), visitor);
      }
      case Happening.ReachedOut sent -> outreach.sent(here(at), sent.recipients());
      case Happening.Recorded r -> {}
      case Happening.RatingWithdrawn w -> {}
      case Happening.Withdrawn w -> {}
      case Happening.Noted n -> {}
    }
    boolean isOpen = opening != null && !gone && (status == null || !status.isDone());
    backlog.follow(isOpen, at, holders.team(), holders.agent(), event);
  }

  private @Nullable Status statusIfOpened() {
    return opening == null ? null : status;
  }

  private Moment here(long at) {
    return here(at, null);
  }

  /** With that agent, or the one who has it. */
  private Moment here(long at, @Nullable String agent) {
    return new Moment(at, holders.team(), agent == null ? holders.agent() : agent, event);
  }

  private void open(long at, Happening.Opened opened) {
    if (opening != null) {
      Trace.did(trace, Step.OPENED_BEFORE);
      return;
    }
    opening = new Opening(at, opened.proactive(), event);
    resolutions.opened(at, event);
    Trace.did(trace, Step.OPENED);
    holders.named(opened.team(), opened.agent());
    particulars.opened(opened);
    status = status == null ? Status.NEW : status;
    targets.opened(opening);
  }

  private void message(long at, Happening.Message message) {
    replies.somebodyWrote();
    if (message.author() == AuthorKind.CUSTOMER) {
      replies.customerWrote(at, event);
      particulars.customerWrote(message.language());
      feelings.wrote(here(at), message.sentiment());
      targets.customerWrote(at, event, message.isPublic());
      if (message.isPublic()) {
        waits.customerWrote(at, event);
        responses.customerWrote(at, event, waits.answerable());
      }
      return;
    }
    if (message.author() != AuthorKind.AGENT || !message.isPublic()) {
      if (message.author() == AuthorKind.BOT && message.isPublic()) {
        responses.botWrote();
      }
      Trace.did(trace, message.isPublic() ? Step.BOT_WROTE : Step.WROTE_INTERNALLY);
      return;
    }
    Moment reply = here(at, message.authorId());
    waits.agentReplied(reply);
    targets.replied(reply);
    replies.agentReplied(reply, opening);
    responses.agentReplied(reply, waits.answerable());
    lengths.agentWrote(reply, message);
  }

  private void assign(long at, Happening.Assigned assigned) {
    String before = holders.agent();
    holders.assigned(assigned);
    String given = Holders.agentOf(assigned);
    responses.assigned(
        at,
        event,
        given != null || Holders.teamOf(assigned) != null,
        Objects.equals(given, before) ? null : given,
        waits.answerable());
  }

  private void call(long at, Happening.Called call) {
    Moment moment = here(at, call.agent());
    calls.ended(call.team() == null ? moment : moment.with(call.team()), call);
    Trace.did(trace, Step.CALL_ENDED);
  }

  private void change(long at, Happening.StatusChanged changed) {
    boolean wasDone = status != null && status.isDone();
    switch (changed.to()) {
      case RESOLVED -> {
        if (!wasDone) {
          resolve(at);
        } else {
          Trace.did(trace, Step.DONE_BEFORE);
        }
        status = status == Status.CLOSED ? Status.CLOSED : Status.RESOLVED;
      }
      case CLOSED -> {
        if (!wasDone && !changed.unresolved()) {
          resolve(at);
        } else {
          Trace.did(trace, wasDone ? Step.DONE_BEFORE : Step.CLOSED_UNRESOLVED);
        }
        waits.closed();
        responses.closed();
        targets.closed(at, event);
        status = Status.CLOSED;
      }
      case NEW, OPEN, PENDING, ON_HOLD -> {
        boolean unseen = !wasDone && changed.from() != null && changed.from().isDone();
        if (resolutions.last() != null || unseen) {
          resolutions.reopened(here(at));
        } else {
          Trace.did(trace, Step.STATUS_SET);
        }
        targets.reopened();
        status = changed.to();
      }
    }
  }

  private void resolve(long at) {
    Moment moment = here(at);
    resolutions.resolved(moment);
    waits.resolved();
    responses.closed();
    targets.resolved(moment);
  }

  private void rate(long at, Happening.Rated rated) {
    Moment about = here(at, rated.about());
    surveys.rated(about, rated);
    feelings.wrote(about, rated.sentiment());
    Trace.did(trace, Step.RATED);
  }

  private Measures measures() {
    Moment resolution = resolutions.last();
    return new Measures(
        gone,
        status,
        new Dimensions(
            holders.team(), holders.agent(), particulars.channel(), particulars.priority()),
        particulars.traits(opening),
        particulars.customer(),
        opening == null ? OptionalLong.empty() : OptionalLong.of(opening.at()),
        resolution == null ? OptionalLong.empty() : OptionalLong.of(resolution.at()),
        resolutions.cycle(),
        resolutions.reopens(),
        contact(),
        gone ? nothing() : observations(),
        gone ? List.of() : targets.applied(status));
  }

  private Contact contact() {
    return Contact.of(opening, particulars.topic(), resolutions.last(), helpCentre.visits());
  }

  private List<Observation> nothing() {
    if (trace != null) {
      BuiltInMetrics.all().forEach(metric -> trace.absent(metric, Absence.GONE));
      own.definitions().forEach(metric -> trace.absent(metric, Absence.GONE));
    }
    return List.of();
  }

  private List<Observation> observations() {
    Observations all =
        new Observations(
            particulars.channel(), particulars.priority(), particulars.traits(opening), own, trace);
    if (opening != null) {
      Moment moment = new Moment(opening.at(), holders.team(), holders.agent(), opening.event());
      all.add(BuiltInMetrics.VOLUME, 0, moment, 1);
    } else {
      all.none(BuiltInMetrics.VOLUME, Absence.NOT_OPENED);
    }
    replies.addTo(all, opening);
    responses.addTo(all);
    lengths.addTo(all);
    feelings.addTo(all);
    waits.addAnswers(all);
    Moment resolution = resolutions.last();
    if (resolution != null) {
      resolved(all, resolution);
    } else {
      unresolved(all, resolutions.absence());
    }
    resolutions.addTo(all, opening);
    surveys.addTo(all);
    calls.addTo(all);
    helpCentre.addTo(all);
    outreach.addTo(all);
    contact()
        .sayWhyNot(all, particulars.customer(), resolution == null ? resolutions.absence() : null);
    backlog.addTo(all, opening != null);
    targets.addTo(all, status);
    eventCounts.addTo(all);
    return all.all();
  }

  private void resolved(Observations all, Moment resolution) {
    all.add(BuiltInMetrics.RESOLVED, 0, resolution, 1);
    // A resolution before the opening is a fault of the source: it counts, without a time.
    if (opening != null && resolution.at() >= opening.at()) {
      long time = resolution.at() - opening.at();
      all.add(BuiltInMetrics.RESOLUTION_TIME, 0, resolution, opening.event(), time);
      waits.addTimes(all, resolution, opening);
    } else {
      Waits.addNoTimes(all, Resolutions.before(opening));
    }
    holders.addTo(all, resolution);
    replies.addTouches(all, resolution, resolutions.reopens() > 0, holders.haveChanged());
  }

  private static void unresolved(Observations all, Absence absence) {
    all.none(BuiltInMetrics.RESOLVED, absence);
    Waits.addNoTimes(all, absence);
    Holders.addNone(all, absence);
    Replies.addNoTouches(all, absence);
  }
}
