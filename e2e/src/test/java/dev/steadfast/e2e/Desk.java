package dev.steadfast.e2e;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A helpdesk that sends events. Ids follow from what is told, so that the same told twice is the
 * same event.
 *
 * @param system its name
 * @param now when it was set up
 */
record Desk(String system, Instant now) {
  Desk(String system) {
    this(system, Instant.now().truncatedTo(ChronoUnit.SECONDS));
  }

  Map<String, Object> opened(String subject, Instant at, String team) {
    return event(
        "interaction.opened",
        subject,
        at,
        Map.of("channel", "email", "priority", "normal", "team", Map.of("id", team)));
  }

  Map<String, Object> replied(String subject, Instant at, String agent) {
    return event(
        "message.added",
        subject,
        at,
        Map.of("author", Map.of("kind", "agent", "id", agent), "public", true));
  }

  Map<String, Object> resolved(String subject, Instant at) {
    return event("interaction.status-changed", subject, at, Map.of("to", "resolved"));
  }

  Map<String, Object> reopened(String subject, Instant at) {
    return event(
        "interaction.status-changed", subject, at, Map.of("from", "resolved", "to", "open"));
  }

  /** An event of that kind, such as {@code interaction.opened}. */
  Map<String, Object> event(String kind, String subject, Instant at, Map<String, Object> data) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("specversion", "1.0");
    event.put("id", subject + "/" + kind + "/" + at.toEpochMilli());
    event.put("source", "/" + system);
    event.put("system", system);
    event.put("type", "support." + kind + ".v1");
    event.put("subject", subject);
    event.put("time", at.toString());
    event.put("data", data);
    return event;
  }
}
