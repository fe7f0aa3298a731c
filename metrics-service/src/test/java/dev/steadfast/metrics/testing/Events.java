package dev.steadfast.metrics.testing;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A ticket's events as CloudEvents in JSON, told as a sentence. */
public final class Events {
  private final String system;
  private final String subject;
  private final List<String> events = new ArrayList<>();

  private Events(String system, String subject) {
    this.system = system;
    this.subject = subject;
  }

  /** A ticket of that system. */
  public static Events aTicket(String system, String subject) {
    return new Events(system, subject);
  }

  public Events opened(String time, String team, String channel, String priority) {
    return event(
        "interaction.opened",
        time,
        """
        {"channel": "%s", "priority": "%s", "team": {"id": "%s"}}"""
            .formatted(channel, priority, team));
  }

  public Events repliedBy(String agent, String time) {
    return event(
        "message.added",
        time,
        """
        {"author": {"kind": "agent", "id": "%s"}, "words": 12}"""
            .formatted(agent));
  }

  public Events wrote(String kind, String time) {
    return event("message.added", time, "{\"author\": {\"kind\": \"%s\"}}".formatted(kind));
  }

  public Events assigned(@Nullable String team, @Nullable String agent, String time) {
    return event(
        "interaction.assigned",
        time,
        "{\"team\": %s, \"agent\": %s}".formatted(reference(team), reference(agent)));
  }

  private static String reference(@Nullable String id) {
    return id == null ? "null" : "{\"id\": \"" + id + "\"}";
  }

  public Events became(String status, String time) {
    return event("interaction.status-changed", time, "{\"to\": \"" + status + "\"}");
  }

  public Events rated(int value, String time) {
    return event("rating.given", time, "{\"scale\": \"csat-5\", \"value\": " + value + "}");
  }

  public Events event(String noun, String time, String data) {
    OffsetDateTime.parse(time);
    events.add(
        """
        {"specversion": "1.0", "id": "%s/%d", "source": "/test/%s", "system": "%s", "subject": "%s",
         "type": "support.%s.v1", "time": "%s", "data": %s}"""
            .formatted(subject, events.size(), system, system, subject, noun, time, data));
    return this;
  }

  public List<String> list() {
    return List.copyOf(events);
  }

  /** A JSON array of those events. */
  public static String batch(List<String> events) {
    return "[" + String.join(",", events) + "]";
  }

  @Override
  public String toString() {
    return batch(events);
  }
}
