package dev.steadfast.feedback.survey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steadfast.contracts.event.Reference;
import dev.steadfast.contracts.interaction.InteractionState;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InviteRuleTest {
  private static final Instant RESOLVED = Instant.parse("2026-03-02T10:30:00Z");
  private static final InviteRule EVERYBODY = new InviteRule(0, 14, List.of(), List.of());

  private static InteractionState interaction(
      String status,
      @Nullable Instant resolvedAt,
      int cycle,
      @Nullable Reference team,
      @Nullable String channel) {
    OffsetDateTime at = resolvedAt == null ? null : resolvedAt.atOffset(ZoneOffset.UTC);
    return new InteractionState(
        UUID.randomUUID(),
        "acme-zendesk",
        "48211",
        status,
        channel,
        team,
        null,
        null,
        null,
        null,
        at,
        cycle,
        OffsetDateTime.parse("2026-03-02T10:30:00Z"));
  }

  @ParameterizedTest
  @CsvSource({
    "resolved,true",
    "closed,true",
    "open,false",
    "new,false",
    "pending,false",
    "on-hold,false",
    "gone,false"
  })
  void onlyResolvedOrClosedCounts(String status, boolean counts) {
    InteractionState state = interaction(status, RESOLVED, 1, null, null);

    assertThat(InviteRule.resolvedSince(state, RESOLVED.minusSeconds(60)).isPresent())
        .isEqualTo(counts);
  }

  @Test
  void closedWithoutAResolutionDoesNotCount() {
    InteractionState state = interaction("closed", null, 0, null, null);

    assertThat(InviteRule.resolvedSince(state, Instant.EPOCH)).isEmpty();
  }

  @Test
  void anOldResolutionIsHistory() {
    InteractionState state = interaction("resolved", RESOLVED, 1, null, null);

    assertThat(InviteRule.resolvedSince(state, RESOLVED)).contains(RESOLVED);
    assertThat(InviteRule.resolvedSince(state, RESOLVED.plusMillis(1))).isEmpty();
  }

  @Test
  void noFilterMatchesEverybody() {
    assertThat(EVERYBODY.matches(interaction("resolved", RESOLVED, 1, null, null))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "360001, email, true",
    "Billing, email, true",
    "Sales, email, false",
    "360001, chat, false"
  })
  void teamsMatchByIdOrLabelAndChannelsByName(String team, String channel, boolean matches) {
    InviteRule rule = new InviteRule(0, 14, List.of(team), List.of(channel));
    InteractionState state =
        interaction("resolved", RESOLVED, 1, new Reference("360001", "Billing"), "email");

    assertThat(rule.matches(state)).isEqualTo(matches);
  }

  @Test
  void anInteractionWithoutTeamOrChannelDoesNotPassAFilter() {
    InteractionState state = interaction("resolved", RESOLVED, 1, null, null);

    assertThat(new InviteRule(0, 14, List.of("Billing"), List.of()).matches(state)).isFalse();
    assertThat(new InviteRule(0, 14, List.of(), List.of("email")).matches(state)).isFalse();
  }

  @Test
  void theDelayComesBeforeTheTimeToAnswer() {
    InviteRule rule = new InviteRule(90, 2, List.of(), List.of());

    Instant sendAfter = rule.sendAfter(RESOLVED.plusMillis(999));

    assertThat(sendAfter).isEqualTo("2026-03-02T12:00:00Z");
    assertThat(rule.expiresAt(sendAfter)).isEqualTo("2026-03-04T12:00:00Z");
  }
}
