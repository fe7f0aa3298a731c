package dev.steadfast.metrics.timeline;

import dev.steadfast.contracts.metric.BuiltInMetrics;
import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.contracts.metric.WaitMetrics;
import dev.steadfast.metrics.timeline.Happening.AuthorKind;
import dev.steadfast.metrics.timeline.Happening.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The pure function from a timeline to its measures. It walks the events once, in order.
 *
 * <p>Team and agent of an observation are those at its anchor (of a reply: its author; of the
 * volume: those that have the interaction now); channel and priority are the last known ones.
 */
public final class Fold {
  /** Grows with each set of metrics that is added. */
  public static final int VERSION = 2;

  private static final Set<MetricDefinition> OF_VERSION_1 =
      Set.of(
          BuiltInMetrics.VOLUME,
          BuiltInMetrics.RESOLVED,
          BuiltInMetrics.FIRST_RESPONSE_TIME,
          BuiltInMetrics.RESOLUTION_TIME,
          BuiltInMetrics.REOPEN_RATE,
          BuiltInMetrics.REASSIGNMENTS,
          BuiltInMetrics.ONE_TOUCH_RATE,
          BuiltInMetrics.CSAT,
          BuiltInMetrics.BACKLOG);

  private static final long UNKNOWN = Long.MIN_VALUE;

  private @Nullable String team;
  private @Nullable String agent;
  private @Nullable String channel;
  private @Nullable String priority;
  private @Nullable String customer;
  private @Nullable Status status;
  private boolean proactive;
  private boolean gone;
  private boolean messagesKnown;
  private long openedAt = UNKNOWN;
  private long firstCustomerMessageAt = UNKNOWN;
  private @Nullable Moment firstResponse;
  private @Nullable Moment firstResolution;
  private boolean firstResolutionSeen = true;
  private @Nullable Moment lastResolution;
  private int replies;
  private int reassignments;
  private int transfers;
  private int reopens;
  private int cycle;
  private @Nullable Moment inBacklog;
  private final Waits waits = new Waits();
  private final Surveys surveys = new Surveys();
  private final Calls calls = new Calls();
  private final List<Level> levels = new ArrayList<>(4);

  private Fold() {}

  /** The measures of that timeline. */
  public static Measures of(Timeline timeline) {
    Fold fold = new Fold();
    for (TimelineEvent event : timeline.counting()) {
      fold.apply(event.at(), event.happening());
    }
    return fold.measures();
  }

  /**
   * Those of the observations that a fold of that version had made: what was counted then, and can
   * be taken back.
   */
  public static List<Observation> knownTo(int version, List<Observation> observations) {
    return version >= VERSION
        ? observations
        : observations.stream().filter(one -> OF_VERSION_1.contains(one.metric())).toList();
  }

  private void apply(long at, Happening happening) {
    waits.pass(at, openedAt == UNKNOWN ? null : status);
    switch (happening) {
      case Happening.Opened opened -> open(at, opened);
      case Happening.Message message -> message(at, message);
      case Happening.Assigned assigned -> assign(assigned);
      case Happening.StatusChanged changed -> change(at, changed);
      case Happening.Prioritised prioritised -> priority = prioritised.priority();
      case Happening.Gone g -> gone = true;
      case Happening.Rated rated -> rate(at, rated);
      case Happening.Delivered delivered ->
          surveys.delivered(new Moment(at, team, agent), delivered.invitation());
      case Happening.Called called -> calls.ended(momentOf(at, called), called);
      case Happening.RatingWithdrawn w -> {}
      case Happening.Withdrawn w -> {}
      case Happening.Noted n -> {}
    }
    followBacklog(at);
  }

  private void open(long at, Happening.Opened opened) {
    if (openedAt != UNKNOWN) {
      return;
    }
    openedAt = at;
    proactive = opened.proactive();
    // Events of an earlier instant may have said more recent things already.
    team = team == null ? opened.team() : team;
    agent = agent == null ? opened.agent() : agent;
    channel = channel == null ? opened.channel() : channel;
    priority = priority == null ? opened.priority() : priority;
    customer = customer == null ? opened.customer() : customer;
    status = status == null ? Status.NEW : status;
  }

  private void message(long at, Happening.Message message) {
    messagesKnown = true;
    if (message.author() == AuthorKind.CUSTOMER && firstCustomerMessageAt == UNKNOWN) {
      firstCustomerMessageAt = at;
    }
    if (message.author() == AuthorKind.CUSTOMER && message.isPublic()) {
      waits.customerWrote(at);
    }
    if (message.author() != AuthorKind.AGENT || !message.isPublic()) {
      return;
    }
    replies++;
    Moment reply = new Moment(at, team, message.authorId() == null ? agent : message.authorId());
    waits.agentReplied(reply);
    long start = proactive ? firstCustomerMessageAt : openedAt;
    if (firstResponse == null && openedAt != UNKNOWN && start != UNKNOWN && at >= start) {
      firstResponse = reply;
    }
  }

  private void assign(Happening.Assigned assigned) {
    String toTeam = assigned.team().isPresent() ? assigned.team().get().id() : team;
    String toAgent = assigned.agent().isPresent() ? assigned.agent().get().id() : agent;
    boolean agentChanged = agent != null && toAgent != null && !agent.equals(toAgent);
    boolean teamChanged = team != null && toTeam != null && !team.equals(toTeam);
    if (agentChanged || (teamChanged && (agent == null || toAgent == null))) {
      reassignments++;
    }
    transfers += teamChanged ? 1 : 0;
    team = toTeam;
    agent = toAgent;
  }

  private Moment momentOf(long at, Happening.Called call) {
    return new Moment(
        at, call.team() == null ? team : call.team(), call.agent() == null ? agent : call.agent());
  }

  private void change(long at, Happening.StatusChanged changed) {
    boolean wasDone = status != null && status.isDone();
    switch (changed.to()) {
      case RESOLVED -> {
        if (!wasDone) {
          resolve(at);
        }
        status = status == Status.CLOSED ? Status.CLOSED : Status.RESOLVED;
      }
      case CLOSED -> {
        if (!wasDone && !changed.unresolved()) {
          resolve(at);
        }
        waits.closed();
        status = Status.CLOSED;
      }
      case NEW, OPEN, PENDING, ON_HOLD -> {
        boolean unseen = !wasDone && changed.from() != null && changed.from().isDone();
        if (lastResolution != null || unseen) {
          reopen(at);
        }
        status = changed.to();
      }
    }
  }

  private void resolve(long at) {
    lastResolution = new Moment(at, team, agent);
    firstResolution = firstResolution == null ? lastResolution : firstResolution;
    cycle++;
    waits.resolved();
  }

  /** A reopening implies a resolution, even one that nobody told us of. */
  private void reopen(long at) {
    if (firstResolution == null) {
      firstResolution = new Moment(at, team, agent);
      firstResolutionSeen = false;
    }
    lastResolution = null;
    reopens++;
  }

  private void rate(long at, Happening.Rated rated) {
    surveys.rated(new Moment(at, team, rated.about() == null ? agent : rated.about()), rated);
  }

  /** Counts it in and out of the backlog as it opens, is done, reopens or goes to somebody else. */
  private void followBacklog(long at) {
    boolean open = openedAt != UNKNOWN && !gone && (status == null || !status.isDone());
    if (inBacklog != null && (!open || !inBacklog.isWith(team, agent))) {
      levels.add(new Level(new Moment(at, inBacklog.team(), inBacklog.agent()), -1));
      inBacklog = null;
    }
    if (open && inBacklog == null) {
      inBacklog = new Moment(at, team, agent);
      levels.add(new Level(inBacklog, 1));
    }
  }

  private Measures measures() {
    return new Measures(
        gone,
        status,
        new Dimensions(team, agent, channel, priority),
        customer,
        openedAt == UNKNOWN ? OptionalLong.empty() : OptionalLong.of(openedAt),
        lastResolution == null ? OptionalLong.empty() : OptionalLong.of(lastResolution.at()),
        cycle,
        reopens,
        gone ? List.of() : observations());
  }

  private List<Observation> observations() {
    Observations all = new Observations(channel, priority);
    if (openedAt != UNKNOWN) {
      all.add(BuiltInMetrics.VOLUME, 0, new Moment(openedAt, team, agent), 1);
    }
    if (firstResponse != null) {
      long start = proactive ? firstCustomerMessageAt : openedAt;
      all.add(BuiltInMetrics.FIRST_RESPONSE_TIME, 0, firstResponse, firstResponse.at() - start);
    }
    waits.addAnswers(all);
    if (lastResolution != null) {
      resolved(all, lastResolution);
    }
    if (firstResolution != null) {
      all.add(BuiltInMetrics.REOPEN_RATE, 0, firstResolution, reopens > 0);
      if (firstResolutionSeen && openedAt != UNKNOWN && firstResolution.at() >= openedAt) {
        all.add(
            WaitMetrics.FIRST_RESOLUTION_TIME, 0, firstResolution, firstResolution.at() - openedAt);
      }
    }
    surveys.addTo(all);
    calls.addTo(all);
    for (int i = 0; i < levels.size(); i++) {
      all.add(BuiltInMetrics.BACKLOG, i, levels.get(i).moment(), levels.get(i).change());
    }
    return all.all();
  }

  private void resolved(Observations all, Moment resolution) {
    all.add(BuiltInMetrics.RESOLVED, 0, resolution, 1);
    // A resolution before the opening is a fault of the source: counted as resolved, without a
    // time.
    if (openedAt != UNKNOWN && resolution.at() >= openedAt) {
      all.add(BuiltInMetrics.RESOLUTION_TIME, 0, resolution, resolution.at() - openedAt);
      waits.addTimes(all, resolution);
    }
    all.add(BuiltInMetrics.REASSIGNMENTS, 0, resolution, reassignments);
    all.add(WaitMetrics.TRANSFERS, 0, resolution, transfers);
    if (messagesKnown) {
      all.add(BuiltInMetrics.ONE_TOUCH_RATE, 0, resolution, replies == 1 && reopens == 0);
    }
  }

  private record Level(Moment moment, int change) {}
}
