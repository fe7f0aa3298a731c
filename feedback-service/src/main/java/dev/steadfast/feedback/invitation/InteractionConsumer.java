package dev.steadfast.feedback.invitation;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.steadfast.contracts.interaction.InteractionState;
import dev.steadfast.feedback.survey.InviteRule;
import dev.steadfast.platform.inbox.DeadLetters;
import dev.steadfast.platform.inbox.RecordHandler;
import dev.steadfast.platform.inbox.RecordRejected;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Turns resolutions into invitations. During an import nearly every record is history, so age is
 * looked at before anything else and a batch without a fresh resolution costs no SQL.
 */
@ApplicationScoped
public class InteractionConsumer implements RecordHandler {
  private static final String TYPE = "dev.steadfast.interaction.changed.v1";

  private final InvitationWriter writer;
  private final FeedbackSettings settings;
  private final Clock clock;
  private final ObjectReader reader;

  @Inject
  InteractionConsumer(
      InvitationWriter writer, FeedbackSettings settings, Clock clock, ObjectMapper json) {
    this.writer = writer;
    this.settings = settings;
    this.clock = clock;
    this.reader =
        json.readerFor(InteractionState.class)
            .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
  }

  @Override
  public int handle(Connection transaction, List<ConsumerRecord<byte[], byte[]>> records)
      throws SQLException {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Instant oldest = now.minus(settings.inviteMaxAge());
    List<Resolution> resolutions = new ArrayList<>();
    List<Resolution> gone = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> one : records) {
      if (one.value() == null || !isState(one)) {
        continue;
      }
      UUID tenant = tenantOf(one);
      InteractionState interaction = read(one.value());
      Optional<Instant> resolvedAt = InviteRule.resolvedSince(interaction, oldest);
      if (resolvedAt.isPresent()) {
        Instant at = resolvedAt.get().isAfter(now) ? now : resolvedAt.get();
        resolutions.add(new Resolution(tenant, interaction, at));
      } else if (interaction.status().equals("gone")
          && !interaction.updatedAt().toInstant().isBefore(oldest)) {
        gone.add(new Resolution(tenant, interaction, now));
      }
    }
    if (!resolutions.isEmpty()) {
      writer.invite(transaction, resolutions, now);
    }
    if (!gone.isEmpty()) {
      writer.withdraw(transaction, gone);
    }
    return records.size();
  }

  private static boolean isState(ConsumerRecord<byte[], byte[]> one) {
    @Nullable String type = DeadLetters.header(one, "ce_type");
    return type == null || type.equals(TYPE);
  }

  private static UUID tenantOf(ConsumerRecord<byte[], byte[]> one) {
    UUID tenant = DeadLetters.tenantOf(one);
    if (tenant.equals(new UUID(0, 0))) {
      throw new RecordRejected("the header ce_tenant names no tenant");
    }
    return tenant;
  }

  private InteractionState read(byte[] value) {
    InteractionState interaction;
    try {
      interaction = reader.readValue(value);
    } catch (IOException e) {
      throw new RecordRejected("not the state of an interaction: " + e.getClass().getName(), e);
    }
    if (interaction == null
        || interaction.interactionId() == null
        || interaction.system() == null
        || interaction.subject() == null
        || interaction.status() == null
        || interaction.updatedAt() == null) {
      throw new RecordRejected("the state of an interaction lacks a required field");
    }
    return interaction;
  }
}
