package dev.steadfast.metrics.timeline;

import dev.steadfast.contracts.metric.BuiltInMetrics;
import dev.steadfast.metrics.timeline.Happening.Status;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Who keeps account of what while an interaction takes its course, and what it comes to. */
final class Ledgers {
  final @Nullable Trace trace;
  final OwnMetrics own;
  final EventCounts eventCounts;
  final Particulars particulars = new Particulars();
  final Holders holders;
  final Replies replies;
  final Resolutions resolutions;
  final Waits waits;
  final Backlog backlog;
  final Surveys surveys = new Surveys();
  final Calls calls = new Calls();
  final Lengths lengths = new Lengths();
  final Responses responses;
  final Feelings feelings;
  final ServiceTargets targets;
  final HelpCentre helpCentre;
  final Outreach outreach;
  final Channels channels;

  Ledgers(Rules rules, @Nullable Trace trace) {
    this.trace = trace;
    this.own = rules.own();
    this.eventCounts = new EventCounts(own);
    this.holders = new Holders(trace);
    this.replies = new Replies(trace);
    this.resolutions = new Resolutions(trace);
    this.waits = new Waits(trace, own.askForStretches());
    this.responses = new Responses(waits, trace);
    this.feelings = new Feelings(trace);
    this.backlog = new Backlog(trace);
    this.targets = new ServiceTargets(rules.levels(), trace);
    this.helpCentre = new HelpCentre(trace);
    this.outreach = new Outreach(trace);
    this.channels = new Channels(trace);
  }

  /** What they come to, for an interaction that is now so. */
  Measures measures(boolean gone, @Nullable Status status, @Nullable Opening opening) {
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
        contact(opening),
        gone ? nothing() : observations(status, opening),
        gone ? List.of() : targets.applied(status));
  }

  private Contact contact(@Nullable Opening opening) {
    return Contact.of(opening, particulars.topic(), resolutions.last(), helpCentre.visits());
  }

  private List<Observation> nothing() {
    if (trace != null) {
      BuiltInMetrics.all().forEach(metric -> trace.absent(metric, Absence.GONE));
      own.definitions().forEach(metric -> trace.absent(metric, Absence.GONE));
    }
    return List.of();
  }

  private List<Observation> observations(@Nullable Status status, @Nullable Opening opening) {
    Observations all =
        new Observations(
            particulars.channel(), particulars.priority(), particulars.traits(opening), own, trace);
    if (opening != null) {
      all.add(BuiltInMetrics.VOLUME, 0, held(opening), 1);
    } else {
      all.none(BuiltInMetrics.VOLUME, Absence.NOT_OPENED);
    }
    channels.addTo(all, opening == null ? null : held(opening));
    replies.addTo(all, opening);
    responses.addTo(all);
    lengths.addTo(all);
    feelings.addTo(all);
    waits.addAnswers(all);
    Moment resolution = resolutions.last();
    if (resolution != null) {
      resolved(all, resolution, opening);
    } else {
      unresolved(all, resolutions.absence());
    }
    resolutions.addTo(all, opening);
    surveys.addTo(all);
    calls.addTo(all);
    helpCentre.addTo(all);
    outreach.addTo(all);
    contact(opening)
        .sayWhyNot(all, particulars.customer(), resolution == null ? resolutions.absence() : null);
    backlog.addTo(all, opening != null);
    targets.addTo(all, status);
    eventCounts.addTo(all);
    return all.all();
  }

  private void resolved(Observations all, Moment resolution, @Nullable Opening opening) {
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

  /** It began, with whom has it now. */
  private Moment held(Opening opening) {
    return new Moment(opening.at(), holders.team(), holders.agent(), opening.event());
  }
}
