package dev.steadfast.feedback.invitation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.f4b6a3.uuid.UuidCreator;
import dev.steadfast.contracts.Topics;
import dev.steadfast.contracts.event.EventType;
import dev.steadfast.contracts.event.Reference;
import dev.steadfast.contracts.feedback.FeedbackInvited;
import dev.steadfast.contracts.interaction.InteractionState;
import dev.steadfast.feedback.survey.InvitingSurveys;
import dev.steadfast.platform.outbox.Outbox;
import dev.steadfast.platform.outbox.OutboxMessage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes the invitations of a batch of resolutions with one statement, whatever its size. What is
 * there already stays: one invitation for each interaction, survey and resolution.
 */
@ApplicationScoped
class InvitationWriter {
  private static final String INSERT =
      """
      INSERT INTO invitation (tenant_id, id, survey_id, system, subject, interaction_id, cycle, origin,
        team_id, team_label, agent_id, agent_label, channel, state, invited_at, send_after, expires_at)
      SELECT c."tenant", c."id", c."surveyId", c."system", c."subject", c."interactionId", c."cycle",
        'resolution', c."teamId", c."teamLabel", c."agentId", c."agentLabel", c."channel", 'invited',
        c."invitedAt", c."sendAfter", c."expiresAt"
      FROM json_to_recordset(?::json) AS c ("tenant" uuid, "id" uuid, "surveyId" uuid, "system" text,
        "subject" text, "interactionId" uuid, "cycle" integer, "teamId" text, "teamLabel" text,
        "agentId" text, "agentLabel" text, "channel" text, "invitedAt" timestamptz,
        "sendAfter" timestamptz, "expiresAt" timestamptz)
      WHERE NOT EXISTS (
        SELECT FROM invitation open
        WHERE open.tenant_id = c."tenant" AND open.survey_id = c."surveyId" AND open.cycle IS NULL
          AND open.system = c."system" AND open.subject = c."subject"
          AND open.state IN ('invited', 'delivered') AND open.expires_at > c."invitedAt")
        AND NOT EXISTS (
        SELECT FROM erased_interaction erased
        WHERE erased.tenant_id = c."tenant" AND erased.system = c."system" AND erased.subject = c."subject")
      ON CONFLICT DO NOTHING
      RETURNING id
      """;

  private static final String WITHDRAW =
      """
      UPDATE invitation SET state = 'withdrawn'
      FROM unnest(?, ?, ?) AS gone (tenant, system, subject)
      WHERE tenant_id = gone.tenant AND invitation.system = gone.system
        AND invitation.subject = gone.subject AND state IN ('invited', 'delivered')
      """;

  private final Outbox outbox;
  private final FeedbackMessages messages;
  private final ObjectMapper json;

  @Inject
  InvitationWriter(Outbox outbox, FeedbackMessages messages, ObjectMapper json) {
    this.outbox = outbox;
    this.messages = messages;
    this.json = json;
  }

  /** A row that may be new. */
  private record Candidate(
      UUID tenant,
      UUID id,
      UUID surveyId,
      String system,
      String subject,
      UUID interactionId,
      int cycle,
      @Nullable String teamId,
      @Nullable String teamLabel,
      @Nullable String agentId,
      @Nullable String agentLabel,
      @Nullable String channel,
      Instant invitedAt,
      Instant sendAfter,
      Instant expiresAt) {

    static Candidate of(Resolution resolution, InvitingSurveys.Inviting survey, Instant now) {
      InteractionState interaction = resolution.interaction();
      Reference team = interaction.team();
      Reference agent = interaction.agent();
      Instant sendAfter = survey.rule().sendAfter(resolution.at());
      return new Candidate(
          resolution.tenant(),
          UuidCreator.getTimeOrderedEpoch(),
          survey.surveyId(),
          interaction.system(),
          interaction.subject(),
          interaction.interactionId(),
          interaction.cycle(),
          team == null ? null : team.id(),
          team == null ? null : team.label(),
          agent == null ? null : agent.id(),
          agent == null ? null : agent.label(),
          interaction.channel(),
          now,
          sendAfter,
          survey.rule().expiresAt(sendAfter));
    }
  }

  /** Invites to every survey that matches, and tells {@code feedback-events}. */
  void invite(Connection transaction, List<Resolution> resolutions, Instant now)
      throws SQLException {
    Set<UUID> tenants = resolutions.stream().map(Resolution::tenant).collect(Collectors.toSet());
    Map<UUID, List<InvitingSurveys.Inviting>> surveys = InvitingSurveys.of(transaction, tenants);
    List<Candidate> candidates = new ArrayList<>();
    for (Resolution resolution : resolutions) {
      for (InvitingSurveys.Inviting survey : surveys.getOrDefault(resolution.tenant(), List.of())) {
        Candidate candidate = Candidate.of(resolution, survey, now);
        if (survey.rule().matches(resolution.interaction()) && candidate.expiresAt().isAfter(now)) {
          candidates.add(candidate);
        }
      }
    }
    if (candidates.isEmpty()) {
      return;
    }
    hold(transaction, candidates);
    Set<UUID> inserted = insert(transaction, candidates);
    outbox.append(
        transaction,
        Topics.FEEDBACK_EVENTS,
        candidates.stream()
            .filter(candidate -> inserted.contains(candidate.id()))
            .map(this::messageOf)
            .toList());
  }

  /** What was erased is seen by the next statement, and nothing more is erased of these. */
  private static void hold(Connection transaction, List<Candidate> candidates) throws SQLException {
    try (PreparedStatement hold =
        transaction.prepareStatement("SELECT hold_interactions(?, ?, ?)")) {
      hold.setArray(
          1,
          transaction.createArrayOf("uuid", candidates.stream().map(Candidate::tenant).toArray()));
      hold.setArray(
          2,
          transaction.createArrayOf("text", candidates.stream().map(Candidate::system).toArray()));
      hold.setArray(
          3,
          transaction.createArrayOf("text", candidates.stream().map(Candidate::subject).toArray()));
      hold.execute();
    }
  }

  private Set<UUID> insert(Connection transaction, List<Candidate> candidates) throws SQLException {
    Set<UUID> inserted = new HashSet<>();
    try (PreparedStatement insert = transaction.prepareStatement(INSERT)) {
      insert.setString(1, json.writeValueAsString(candidates));
      try (ResultSet row = insert.executeQuery()) {
        while (row.next()) {
          inserted.add(row.getObject(1, UUID.class));
        }
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("candidates cannot be written as JSON", e);
    }
    return inserted;
  }

  private OutboxMessage messageOf(Candidate invited) {
    return messages.about(
        invited.tenant(),
        invited.system(),
        invited.subject(),
        EventType.FEEDBACK_INVITED,
        invited.invitedAt(),
        new FeedbackInvited(
            invited.id(),
            invited.surveyId(),
            invited.system(),
            invited.subject(),
            invited.expiresAt().atOffset(ZoneOffset.UTC)));
  }

  /** Closes what is open about interactions that were merged, deleted or marked as spam. */
  void withdraw(Connection transaction, List<Resolution> gone) throws SQLException {
    try (PreparedStatement update = transaction.prepareStatement(WITHDRAW)) {
      update.setArray(
          1, transaction.createArrayOf("uuid", gone.stream().map(Resolution::tenant).toArray()));
      update.setArray(
          2,
          transaction.createArrayOf(
              "text", gone.stream().map(one -> one.interaction().system()).toArray()));
      update.setArray(
          3,
          transaction.createArrayOf(
              "text", gone.stream().map(one -> one.interaction().subject()).toArray()));
      update.executeUpdate();
    }
  }
}
