package dev.steadfast.feedback.invitation;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.f4b6a3.uuid.UuidCreator;
import dev.steadfast.contracts.event.EventType;
import dev.steadfast.platform.http.Trace;
import dev.steadfast.platform.outbox.OutboxMessage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;

/** Messages for {@code feedback-events}, in order per interaction. */
@ApplicationScoped
public class FeedbackMessages {
  private final ObjectMapper json;

  @Inject
  FeedbackMessages(ObjectMapper json) {
    this.json = json;
  }

  /** A message about the interaction, with a new id. */
  public OutboxMessage about(
      UUID tenant, String system, String subject, EventType type, Instant time, Object data) {
    return new OutboxMessage(
        tenant + "|" + system + "|" + subject,
        UuidCreator.getTimeOrderedEpoch(),
        type.typeName(),
        tenant,
        subject,
        time.atOffset(ZoneOffset.UTC),
        Trace.current(),
        json.valueToTree(data));
  }
}
