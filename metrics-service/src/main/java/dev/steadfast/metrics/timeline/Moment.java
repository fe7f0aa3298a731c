package dev.steadfast.metrics.timeline;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An instant in the life of an interaction, with the team and the agent that it belongs to.
 *
 * @param event which of the counting events made it, from 0
 */
record Moment(long at, @Nullable String team, @Nullable String agent, int event) {
  /** The same instant with another team. */
  Moment with(String otherTeam) {
    return new Moment(at, otherTeam, agent, event);
  }

  boolean isWith(@Nullable String otherTeam, @Nullable String otherAgent) {
    return Objects.equals(team, otherTeam) && Objects.equals(agent, otherAgent);
  }
}
