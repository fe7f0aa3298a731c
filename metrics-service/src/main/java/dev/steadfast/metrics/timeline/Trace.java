package dev.steadfast.metrics.timeline;

import dev.steadfast.contracts.metric.BuiltInMetrics;
import dev.steadfast.contracts.metric.CallMetrics;
import dev.steadfast.contracts.metric.ContactMetrics;
import dev.steadfast.contracts.metric.KnowledgeMetrics;
import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.contracts.metric.MetricDefinition.Kind;
import dev.steadfast.contracts.metric.ReplyMetrics;
import dev.steadfast.contracts.metric.SlaMetrics;
import dev.steadfast.contracts.metric.SurveyMetrics;
import dev.steadfast.contracts.metric.TextMetrics;
import dev.steadfast.contracts.metric.WaitMetrics;
import dev.steadfast.metrics.timeline.Explanation.Deed;
import dev.steadfast.metrics.timeline.Explanation.Explained;
import dev.steadfast.metrics.timeline.Explanation.Missing;
import dev.steadfast.metrics.timeline.Explanation.Part;
import dev.steadfast.metrics.timeline.Explanation.Reason;
import dev.steadfast.metrics.timeline.Explanation.Told;
import dev.steadfast.metrics.timeline.Happening.Status;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Hears from a fold what it does, and remembers why. A fold that nobody asks has none, and then
 * nothing is remembered.
 */
final class Trace {
  /** What they say is of one thing in the interaction, rather than of all of it. */
  private static final Set<MetricDefinition> OF_ONE_THING =
      Set.of(
          WaitMetrics.NEXT_RESPONSE_TIME,
          ReplyMetrics.CYCLE_RESOLUTION_TIME,
          ReplyMetrics.REOPENINGS,
          ReplyMetrics.RESPONSE_LENGTH,
          TextMetrics.SENTIMENT,
          TextMetrics.SENTIMENT_NEGATIVE,
          ReplyMetrics.RESPONSE_LENGTH_IN_CHARACTERS,
          BuiltInMetrics.CSAT,
          SurveyMetrics.CSAT_TOP_BOX,
          SurveyMetrics.CSAT_SCORE,
          SurveyMetrics.CSAT_3,
          SurveyMetrics.CSAT_2,
          SurveyMetrics.NPS,
          SurveyMetrics.CES,
          SurveyMetrics.CES_EASY,
          SurveyMetrics.RESPONSE_RATE,
          CallMetrics.SPEED_OF_ANSWER,
          CallMetrics.TIME_TO_ABANDON,
          CallMetrics.ABANDONMENT_RATE,
          CallMetrics.ABANDONMENT_RATE_WITHOUT_SHORT,
          CallMetrics.ABANDONMENT_RATE_WITHOUT_CALLBACKS,
          CallMetrics.SERVICE_LEVEL,
          CallMetrics.HANDLE_TIME,
          ContactMetrics.FCR_SURVEY,
          KnowledgeMetrics.TRAFFIC,
          KnowledgeMetrics.HELPFULNESS,
          KnowledgeMetrics.VISITS,
          KnowledgeMetrics.OUTREACH,
          BuiltInMetrics.BACKLOG);

  private record Done(int event, Step step) {}

  private record Observed(Observation observation, int startedBy, int endedBy) {}

  private final List<TimelineEvent> events;
  private final OwnMetrics own;
  private final Predicate<MetricDefinition> asked;
  private final List<Done> done = new ArrayList<>();
  private final List<Spans.Passed> passed = new ArrayList<>();
  private final List<Observed> observed = new ArrayList<>();
  private final Map<MetricDefinition, Absence> absences = new HashMap<>();
  private final List<ExplainedTarget> targets = new ArrayList<>();
  private final int[] doneBefore;
  private final int[] passedBefore;
  private final int[] reopeningsUpTo;
  private int now;

  /** Of what passes the predicate alone, so that no other metric can keep it from being told. */
  Trace(List<TimelineEvent> events, OwnMetrics own, Predicate<MetricDefinition> asked) {
    this.events = events;
    this.own = own;
    this.asked = asked;
    this.doneBefore = new int[events.size() + 1];
    this.passedBefore = new int[events.size() + 1];
    this.reopeningsUpTo = new int[events.size() + 1];
  }

  /** The event of now did that, if anybody hears it. */
  static void did(@Nullable Trace trace, Step step) {
    if (trace != null) {
      trace.done.add(new Done(trace.now, step));
      trace.reopeningsUpTo[trace.now] +=
          step == Step.REOPENED || step == Step.REOPENED_UNSEEN ? 1 : 0;
    }
  }

  /** The fold comes to that event, or behind the last. */
  void comesTo(int event) {
    now = event;
    doneBefore[event] = done.size();
    passedBefore[event] = passed.size();
    reopeningsUpTo[event] = event == 0 ? 0 : reopeningsUpTo[event - 1];
  }

  /** Time passed between two events. */
  void passed(
      long from, long to, @Nullable Status status, @Nullable String team, @Nullable String agent) {
    if (now > 0 && to > from) {
      passed.add(new Spans.Passed(from, to, status, team, agent));
    }
  }

  void observed(Observation observation, int startedBy, int endedBy) {
    observed.add(new Observed(observation, startedBy, endedBy));
  }

  /** A target, with the events that applied and decided it, and the time that passed for it. */
  void target(AppliedTarget target, int appliedBy, int decidedBy, List<TargetRun.Passed> passedBy) {
    if (!asked.test(SlaMetrics.SLA_ATTAINMENT) && !asked.test(target.kind().metric())) {
      return;
    }
    targets.add(
        new ExplainedTarget(
            target,
            events.get(appliedBy),
            decidedBy < 0 ? Optional.empty() : Optional.of(events.get(decidedBy)),
            ExplainedTarget.parts(target.clock(), passedBy)));
  }

  List<ExplainedTarget> targets() {
    return List.copyOf(targets);
  }

  /** Of a metric that has an observation, it says nothing. */
  void absent(MetricDefinition metric, Absence absence) {
    absences.put(metric, absence);
  }

  List<Explained> explained() {
    comesTo(events.size());
    return observed.stream()
        .filter(one -> asked.test(one.observation().metric()))
        .map(this::explained)
        .toList();
  }

  List<Missing> missing() {
    List<Missing> missing = new ArrayList<>();
    for (MetricDefinition metric : BuiltInMetrics.all()) {
      Absence absence = absences.get(metric);
      if (absence != null
          && asked.test(metric)
          && observed.stream().noneMatch(one -> one.observation().metric().equals(metric))) {
        missing.add(new Missing(metric, absence, deeds(metric, 0, events.size())));
      }
    }
    for (MetricDefinition metric : own.definitions()) {
      if (asked.test(metric)
          && observed.stream().noneMatch(one -> one.observation().metric().equals(metric))) {
        MetricDefinition origin = own.originOf(metric);
        boolean isLeft = Contact.METRICS.contains(origin) && !absences.containsKey(origin);
        if (isLeft && !absences.containsKey(metric)) {
          continue;
        }
        Absence otherwise =
            own.isFromEvents(metric) ? Absence.NO_SUCH_EVENT : Absence.NOT_IN_POPULATION;
        Absence absence =
            observed.stream().anyMatch(one -> one.observation().metric().equals(origin))
                ? Absence.NOT_IN_POPULATION
                : absences.getOrDefault(metric, absences.getOrDefault(origin, otherwise));
        missing.add(new Missing(metric, absence, deeds(origin, 0, events.size())));
      }
    }
    return missing;
  }

  private Explained explained(Observed one) {
    MetricDefinition metric = own.originOf(one.observation().metric());
    int started = one.startedBy();
    int ended = one.endedBy() < 0 ? started : one.endedBy();
    boolean isOneThing = OF_ONE_THING.contains(metric);
    return new Explained(
        one.observation(),
        events.get(started),
        one.endedBy() < 0 ? Optional.empty() : Optional.of(events.get(ended)),
        1 + reopeningsUpTo[isAnchoredAtStart(metric) ? started : ended],
        parts(one),
        isOneThing
            ? deeds(metric, Math.min(started, ended), Math.max(started, ended) + 1)
            : deeds(metric, 0, events.size()));
  }

  private static boolean isAnchoredAtStart(MetricDefinition metric) {
    return metric.equals(SurveyMetrics.RESPONSE_RATE)
        || metric.equals(BuiltInMetrics.REOPEN_RATE)
        || metric.equals(ReplyMetrics.REOPENINGS);
  }

  /** What the events from one to before another did. */
  private List<Deed> deeds(MetricDefinition metric, int from, int to) {
    return done.subList(doneBefore[from], doneBefore[to]).stream()
        .filter(each -> each.step().concerns(metric))
        .map(each -> new Deed(events.get(each.event()), each.step()))
        .toList();
  }

  private List<Part> parts(Observed one) {
    MetricDefinition metric = own.originOf(one.observation().metric());
    if (metric.kind() != Kind.DURATION) {
      return List.of();
    }
    if (own.isFromEvents(metric)) {
      return List.of(new Told(one.observation().value(), true, Reason.TOLD));
    }
    TimelineEvent started = events.get(one.startedBy());
    boolean isHandled = metric.equals(CallMetrics.HANDLE_TIME);
    boolean isQueued =
        metric.equals(CallMetrics.SPEED_OF_ANSWER) || metric.equals(CallMetrics.TIME_TO_ABANDON);
    return (isHandled || isQueued) && started.happening() instanceof Happening.Called call
        ? List.of(
            new Told(call.queued(), isQueued, Reason.QUEUED),
            new Told(call.handled(), isHandled, Reason.HANDLED))
        : divided(one, Spans.of(metric, one.observation(), passed(one.startedBy(), one.endedBy())));
  }

  /** The same, with what counts of it divided as the schedule of the metric says. */
  private List<Part> divided(Observed one, List<Part> spans) {
    return own.clockOf(one.observation().metric()) instanceof MetricClock.Business business
        ? DividedSpans.of(business, spans, one.observation().at())
        : spans;
  }

  /** What passed after one event and up to another. */
  private List<Spans.Passed> passed(int from, int to) {
    return passed.subList(passedBefore[from + 1], passedBefore[to + 1]);
  }
}
