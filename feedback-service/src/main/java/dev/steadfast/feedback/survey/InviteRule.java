package dev.steadfast.feedback.survey;

import dev.steadfast.contracts.interaction.InteractionState;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whom a survey invites, and until when.
 *
 * @param delayMinutes how long after the resolution the invitation may be sent
 * @param expiresAfterDays how long it can be answered from then on
 * @param teams ids or labels; empty for all
 * @param channels empty for all
 */
public record InviteRule(
    int delayMinutes, int expiresAfterDays, List<String> teams, List<String> channels) {
  public InviteRule {
    teams = List.copyOf(teams);
    channels = List.copyOf(channels);
  }

  /**
   * When the interaction was resolved, if it is and no earlier than {@code oldest}. Closed counts
   * where a resolution came before; an older one is history that somebody imports, and invites
   * nobody.
   */
  public static Optional<Instant> resolvedSince(InteractionState interaction, Instant oldest) {
    boolean done = interaction.status().equals("resolved") || interaction.status().equals("closed");
    if (!done || interaction.resolvedAt() == null || interaction.cycle() < 1) {
      return Optional.empty();
    }
    return Optional.of(interaction.resolvedAt().toInstant())
        .filter(resolvedAt -> !resolvedAt.isBefore(oldest));
  }

  /** Whether interactions of that team and channel are invited. */
  public boolean matches(InteractionState interaction) {
    return matchesTeam(interaction) && matches(channels, interaction.channel());
  }

  private boolean matchesTeam(InteractionState interaction) {
    if (interaction.team() == null) {
      return teams.isEmpty();
    }
    return matches(teams, interaction.team().id()) || matches(teams, interaction.team().label());
  }

  private static boolean matches(List<String> wanted, @Nullable String value) {
    return wanted.isEmpty() || (value != null && wanted.contains(value));
  }

  /** From when on an invitation may be sent. */
  public Instant sendAfter(Instant resolvedAt) {
    return resolvedAt.plus(Duration.ofMinutes(delayMinutes)).truncatedTo(ChronoUnit.SECONDS);
  }

  /** From when on it can no longer be answered, in whole seconds as links have it. */
  public Instant expiresAt(Instant sendAfter) {
    return sendAfter.plus(Duration.ofDays(expiresAfterDays)).truncatedTo(ChronoUnit.SECONDS);
  }
}
