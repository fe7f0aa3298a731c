package dev.steadfast.metrics.timeline;

import dev.steadfast.contracts.metric.MetricDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the observations of one interaction, which share its channel and, but for targets, its
 * priority.
 */
final class Observations {
  /** In the place of an event that has not happened. */
  static final int NO_EVENT = -1;

  /** So many at most has a resolved ticket with an answer or two. */
  private static final int USUAL = 32;

  private final @Nullable String channel;
  private final @Nullable String priority;
  private final Traits traits;
  private final OwnMetrics own;
  private final @Nullable Trace trace;
  private final List<Observation> observations = new ArrayList<>(USUAL);

  Observations(
      @Nullable String channel,
      @Nullable String priority,
      Traits traits,
      OwnMetrics own,
      @Nullable Trace trace) {
    this.channel = channel;
    this.priority = priority;
    this.traits = traits;
    this.own = own;
    this.trace = trace;
  }

  /** One that the event of its anchor starts and ends. */
  void add(MetricDefinition metric, int ordinal, Moment moment, long value) {
    add(metric, ordinal, moment, moment.event(), moment.event(), value);
  }

  void add(MetricDefinition metric, int ordinal, Moment moment, boolean isIn) {
    add(metric, ordinal, moment, isIn ? 1 : 0);
  }

  /** One that ends with the event of its anchor. */
  void add(MetricDefinition metric, int ordinal, Moment moment, int startedBy, long value) {
    add(metric, ordinal, moment, startedBy, moment.event(), value);
  }

  /** One with its anchor, and the events that start and end it. */
  void add(
      MetricDefinition metric, int ordinal, Moment anchor, int startedBy, int endedBy, long value) {
    keep(metric, ordinal, anchor, startedBy, endedBy, value);
    for (CopiedMetric copy : own.copiesOf(metric)) {
      if (isOf(copy, anchor)) {
        // Of a duration between two instants, the anchor is the later one.
        long counted =
            copy.clock() instanceof MetricClock.Business business
                ? business.counted(
                    value, List.of(new Stretch(anchor.at() - value, anchor.at())), anchor.at())
                : value;
        keep(copy.definition(), ordinal, anchor, startedBy, endedBy, counted);
      }
    }
  }

  /**
   * A duration of several stretches up to its anchor.
   *
   * @param stretches empty if nobody asks for them
   */
  void add(
      MetricDefinition metric,
      int ordinal,
      Moment anchor,
      int startedBy,
      long value,
      List<Stretch> stretches) {
    keep(metric, ordinal, anchor, startedBy, anchor.event(), value);
    for (CopiedMetric copy : own.copiesOf(metric)) {
      if (isOf(copy, anchor)) {
        long counted = copy.clock().counted(value, stretches, anchor.at());
        keep(copy.definition(), ordinal, anchor, startedBy, anchor.event(), counted);
      }
    }
  }

  /**
   * One of a ratio of certain terms, which copies may set otherwise.
   *
   * @param membership by the terms
   */
  void add(
      MetricDefinition metric,
      int ordinal,
      Moment moment,
      Terms terms,
      Function<Terms, Membership> membership) {
    keep(metric, ordinal, moment, membership.apply(terms));
    for (CopiedMetric copy : own.copiesOf(metric)) {
      if (isOf(copy, moment)) {
        keep(copy.definition(), ordinal, moment, membership.apply(copy.terms().or(terms)));
      }
    }
  }

  private void keep(MetricDefinition metric, int ordinal, Moment moment, Membership membership) {
    if (membership != Membership.OUT) {
      long value = membership == Membership.NUMERATOR ? 1 : 0;
      keep(metric, ordinal, moment, moment.event(), moment.event(), value);
    }
  }

  /** One of a metric that is counted from events as they happen, which may tell their own. */
  void add(
      EventMetric metric,
      int ordinal,
      Moment moment,
      @Nullable String itsChannel,
      @Nullable String itsPriority,
      long value) {
    Dimensions dimensions =
        new Dimensions(
            moment.team(),
            moment.agent(),
            itsChannel == null ? channel : itsChannel,
            itsPriority == null ? priority : itsPriority);
    if (metric.population().has(dimensions, traits)) {
      keep(
          new Observation(metric.definition(), ordinal, moment.at(), value, dimensions),
          moment.event(),
          moment.event());
    }
  }

  /** One in that channel, which an event tells and which need not be that of the interaction. */
  void addIn(String used, MetricDefinition metric, int ordinal, Moment anchor, int toldBy) {
    Dimensions there = dimensions(anchor).in(used);
    keep(new Observation(metric, ordinal, anchor.at(), 1, there), toldBy, toldBy);
    for (CopiedMetric copy : own.copiesOf(metric)) {
      if (copy.population().has(there, traits)) {
        keep(new Observation(copy.definition(), ordinal, anchor.at(), 1, there), toldBy, toldBy);
      }
    }
  }

  private boolean isOf(CopiedMetric copy, Moment anchor) {
    return copy.population().has(dimensions(anchor), traits);
  }

  private Dimensions dimensions(Moment anchor) {
    return new Dimensions(anchor.team(), anchor.agent(), channel, priority);
  }

  private void keep(
      MetricDefinition metric, int ordinal, Moment anchor, int startedBy, int endedBy, long value) {
    keep(
        new Observation(metric, ordinal, anchor.at(), value, dimensions(anchor)),
        startedBy,
        endedBy);
  }

  private void keep(Observation observation, int startedBy, int endedBy) {
    observations.add(observation);
    if (trace != null) {
      trace.observed(observation, startedBy, endedBy);
    }
  }

  /** A target that was met or missed, with the priority that it was applied for. */
  void addTarget(
      MetricDefinition metric,
      int ordinal,
      Moment decided,
      int appliedBy,
      long value,
      @Nullable String frozenPriority) {
    keep(
        new Observation(
            metric,
            ordinal,
            decided.at(),
            value,
            new Dimensions(decided.team(), decided.agent(), channel, frozenPriority)),
        appliedBy,
        decided.event());
  }

  /** There is none of that metric, for that reason. */
  void none(MetricDefinition metric, Absence absence) {
    if (trace != null) {
      trace.absent(metric, absence);
    }
  }

  /** What comes of that metric is for neighbours to say; not of copies that are of others. */
  void leftToNeighbours(MetricDefinition metric, @Nullable String team, @Nullable String agent) {
    Dimensions there = new Dimensions(team, agent, channel, priority);
    for (CopiedMetric copy : own.copiesOf(metric)) {
      if (!copy.population().has(there, Traits.NONE)) {
        none(copy.definition(), Absence.NOT_IN_POPULATION);
      }
    }
  }

  /** Whether somebody hears why. */
  boolean areTraced() {
    return trace != null;
  }

  List<Observation> all() {
    return observations;
  }
}
