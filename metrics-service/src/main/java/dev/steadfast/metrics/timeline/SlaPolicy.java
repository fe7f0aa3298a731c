package dev.steadfast.metrics.timeline;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A policy as it is in force for a while, {@code [from, until)}. Of several that fit, the one with
 * the lowest position applies.
 *
 * @param version of the policy, as people changed it
 * @param channels that it is for; empty for all, as with priorities and teams
 * @param targets at most one of each kind
 */
public record SlaPolicy(
    UUID id,
    long version,
    String name,
    int position,
    long from,
    long until,
    Set<String> channels,
    Set<String> priorities,
    Set<String> teams,
    List<Target> targets) {
  public SlaPolicy {
    channels = Set.copyOf(channels);
    priorities = Set.copyOf(priorities);
    teams = Set.copyOf(teams);
    targets = List.copyOf(targets);
    if (targets.stream().map(Target::kind).distinct().count() < targets.size()) {
      throw new IllegalArgumentException("two targets of one kind in the policy " + name);
    }
  }

  /**
   * A limit.
   *
   * @param limit in milliseconds, for priorities that have none of their own; empty where only
   *     those have one
   */
  public record Target(
      TargetKind kind, OptionalLong limit, Map<String, Long> byPriority, TargetClock clock) {
    public Target {
      byPriority = Map.copyOf(byPriority);
    }

    /** In milliseconds; empty if the target is not for that priority. */
    OptionalLong limitFor(@Nullable String priority) {
      Long own = priority == null ? null : byPriority.get(priority);
      return own == null ? limit : OptionalLong.of(own);
    }
  }

  boolean isInForce(long at) {
    return from <= at && at < until;
  }

  boolean fits(Frozen what) {
    return allows(channels, what.channel())
        && allows(priorities, what.priority())
        && allows(teams, what.team());
  }

  private static boolean allows(Set<String> values, @Nullable String value) {
    return values.isEmpty() || (value != null && values.contains(value));
  }

  Optional<Target> target(TargetKind kind) {
    return targets.stream().filter(target -> target.kind() == kind).findFirst();
  }

  /** What an interaction was when a target was applied. Null is unknown or nobody. */
  public record Frozen(
      @Nullable String channel, @Nullable String priority, @Nullable String team) {}
}
