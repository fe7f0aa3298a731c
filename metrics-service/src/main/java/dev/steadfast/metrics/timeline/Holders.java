package dev.steadfast.metrics.timeline;

import dev.steadfast.contracts.metric.BuiltInMetrics;
import dev.steadfast.contracts.metric.WaitMetrics;
import org.jspecify.annotations.Nullable;

/** Which team and which agent have an interaction, and how often that changed. */
final class Holders {
  private final @Nullable Trace trace;
  private @Nullable String team;
  private @Nullable String agent;
  private int reassignments;
  private int transfers;

  Holders(@Nullable Trace trace) {
    this.trace = trace;
  }

  @Nullable String team() {
    return team;
  }

  @Nullable String agent() {
    return agent;
  }

  /** Whether it ever went from somebody to somebody else. */
  boolean haveChanged() {
    return reassignments + transfers > 0;
  }

  /** It is with them, as far as nobody else is known to have it. */
  void named(@Nullable String itsTeam, @Nullable String itsAgent) {
    team = team == null ? itsTeam : team;
    agent = agent == null ? itsAgent : agent;
  }

  void assigned(Happening.Assigned assigned) {
    String toTeam = assigned.team().isPresent() ? assigned.team().get().id() : team;
    String toAgent = assigned.agent().isPresent() ? assigned.agent().get().id() : agent;
    boolean agentChanged = agent != null && toAgent != null && !agent.equals(toAgent);
    boolean teamChanged = team != null && toTeam != null && !team.equals(toTeam);
    if (agentChanged || (teamChanged && (agent == null || toAgent == null))) {
      reassignments++;
      Trace.did(trace, Step.REASSIGNED);
    } else {
      Trace.did(trace, Step.ASSIGNED);
    }
    if (teamChanged) {
      transfers++;
      Trace.did(trace, Step.TRANSFERRED);
    }
    team = toTeam;
    agent = toAgent;
  }

  /** The agent that it is given to by this assignment, or null. */
  static @Nullable String agentOf(Happening.Assigned assigned) {
    return assigned.agent().map(Happening.Assignee::id).orElse(null);
  }

  /** The team that it is given to by this assignment, or null. */
  static @Nullable String teamOf(Happening.Assigned assigned) {
    return assigned.team().map(Happening.Assignee::id).orElse(null);
  }

  void addTo(Observations all, Moment resolution) {
    all.add(BuiltInMetrics.REASSIGNMENTS, 0, resolution, reassignments);
    all.add(WaitMetrics.TRANSFERS, 0, resolution, transfers);
  }

  static void addNone(Observations all, Absence absence) {
    all.none(BuiltInMetrics.REASSIGNMENTS, absence);
    all.none(WaitMetrics.TRANSFERS, absence);
  }
}
