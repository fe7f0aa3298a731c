package dev.steadfast.metrics.timeline;

import org.jspecify.annotations.Nullable;

/** What an observation can be grouped and filtered by. Null is unknown or nobody. */
public record Dimensions(
    @Nullable String team,
    @Nullable String agent,
    @Nullable String channel,
    @Nullable String priority) {

  /** The same in another channel. */
  Dimensions in(String otherChannel) {
    return new Dimensions(team, agent, otherChannel, priority);
  }

  /** The same with an agent under another reference. */
  public Dimensions renamed(String from, String to) {
    return from.equals(agent) ? new Dimensions(team, to, channel, priority) : this;
  }

  /** The value of a dimension by its name. */
  public @Nullable String value(String dimension) {
    return switch (dimension) {
      case "team" -> team;
      case "agent" -> agent;
      case "channel" -> channel;
      case "priority" -> priority;
      default -> throw new IllegalArgumentException("no such dimension: " + dimension);
    };
  }
}
