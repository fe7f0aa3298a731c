package dev.steadfast.bench.querying;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.steadfast.bench.workload.ScriptedEvent;
import dev.steadfast.contracts.event.EventType;
import dev.steadfast.metrics.timeline.Happening;
import dev.steadfast.metrics.timeline.Happening.Assignee;
import dev.steadfast.metrics.timeline.Happening.AuthorKind;
import dev.steadfast.metrics.timeline.Happening.Scale;
import dev.steadfast.metrics.timeline.Happening.Status;
import dev.steadfast.metrics.timeline.Timeline;
import dev.steadfast.metrics.timeline.TimelineEvent;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Reads scripted events as the service reads those that come over HTTP. */
public final class ScriptReader {
  private static final JsonMapper JSON = new JsonMapper();

  private ScriptReader() {}

  /** The timeline of a conversation. */
  public static Timeline timeline(List<ScriptedEvent> events) {
    return Timeline.of(events.stream().map(ScriptReader::event).toList());
  }

  private static TimelineEvent event(ScriptedEvent event) {
    String type = "support." + event.type() + ".v1";
    int rank = EventType.named(type).map(EventType::rank).orElseThrow();
    return new TimelineEvent(
        event.at(),
        rank,
        "/bench/helpdesk",
        "e-" + event.conversation() + "-" + event.ordinal(),
        happening(event.type(), data(event)));
  }

  private static JsonNode data(ScriptedEvent event) {
    try {
      return JSON.readTree(event.data());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Happening happening(String type, JsonNode data) {
    return switch (type) {
      case "interaction.opened" ->
          new Happening.Opened(
              false,
              text(data, "/channel"),
              text(data, "/team/id"),
              null,
              text(data, "/customer/id"),
              text(data, "/priority"),
              null,
              Map.of(),
              List.of());
      case "message.added" ->
          new Happening.Message(
              AuthorKind.valueOf(data.at("/author/kind").asText().toUpperCase(Locale.ROOT)),
              text(data, "/author/id"),
              data.path("public").asBoolean(),
              OptionalInt.of(data.path("words").asInt()),
              OptionalInt.of(data.path("characters").asInt()),
              OptionalInt.empty(),
              null,
              null);
      case "interaction.assigned" ->
          new Happening.Assigned(
              Optional.of(new Assignee(text(data, "/team/id"))),
              Optional.of(new Assignee(text(data, "/agent/id"))));
      case "interaction.status-changed" ->
          new Happening.StatusChanged(
              Status.valueOf(data.path("to").asText().toUpperCase(Locale.ROOT)), null, false);
      case "rating.given" ->
          new Happening.Rated(
              Scale.CSAT_5, data.path("value").asInt(), null, null, OptionalInt.empty());
      default -> throw new IllegalArgumentException(type);
    };
  }

  private static @Nullable String text(JsonNode data, String pointer) {
    JsonNode node = data.at(pointer);
    return node.isMissingNode() ? null : node.asText().intern();
  }
}
