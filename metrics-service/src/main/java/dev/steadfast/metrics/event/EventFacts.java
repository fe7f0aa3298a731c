package dev.steadfast.metrics.event;

import com.fasterxml.jackson.databind.JsonNode;
import dev.steadfast.metrics.timeline.Facts;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes out of an event what is asked of it. */
public final class EventFacts {
  private EventFacts() {}

  /** What the event says of that; nothing of objects, lists and nulls. */
  public static Facts of(JsonNode event, Facts.Wanted wanted) {
    String type = event.path("type").asText();
    Set<String> pointers = wanted.pointers().get(type);
    if (pointers == null) {
      return Facts.NONE;
    }
    Map<String, Object> values = new HashMap<>();
    for (String pointer : pointers) {
      Object value = value(event.at(pointer));
      if (value != null) {
        values.put(pointer, value);
      }
    }
    return new Facts(type, values);
  }

  /** A JSON value as facts and conditions have it, so that 1 and 1.0 are the same. */
  public static @Nullable Object value(JsonNode json) {
    return switch (json.getNodeType()) {
      case STRING -> json.textValue();
      case BOOLEAN -> json.booleanValue();
      case NUMBER -> json.decimalValue().stripTrailingZeros();
      case ARRAY, BINARY, MISSING, NULL, OBJECT, POJO -> null;
    };
  }
}
