package dev.steadfast.metrics.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.metrics.event.EventFacts;
import dev.steadfast.metrics.timeline.EventCondition;
import dev.steadfast.metrics.timeline.EventMetric;
import dev.steadfast.metrics.timeline.Population;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The part of a metric in rules that says which events count for it. */
final class EventsPart {
  private EventsPart() {}

  static void write(ObjectNode part, EventMetric metric) {
    part.put("type", metric.type());
    metric.value().ifPresent(value -> part.put("value", value));
    if (metric.isSigned()) {
      part.put("isSigned", true);
    }
    ArrayNode conditions = part.putArray("conditions");
    for (EventCondition condition : metric.conditions()) {
      ObjectNode one = conditions.addObject().put("pointer", condition.pointer());
      switch (condition) {
        case EventCondition.There there -> one.put("isThere", there.isThere());
        case EventCondition.OneOf oneOf -> write(one.putArray("oneOf"), oneOf.values());
      }
    }
  }

  private static void write(ArrayNode list, Set<Object> values) {
    for (Object value : values) {
      switch (value) {
        case String text -> list.add(text);
        case Boolean truth -> list.add(truth);
        case BigDecimal number -> list.add(number);
        default -> throw new IllegalArgumentException("not a value of an event: " + value);
      }
    }
  }

  static EventMetric read(MetricDefinition definition, JsonNode part, Population population) {
    List<EventCondition> conditions = new ArrayList<>();
    for (JsonNode one : part.path("conditions")) {
      String pointer = one.path("pointer").asText();
      if (one.has("isThere")) {
        conditions.add(new EventCondition.There(pointer, one.path("isThere").asBoolean()));
      } else {
        Set<Object> values = new HashSet<>();
        for (JsonNode value : one.path("oneOf")) {
          values.add(Optional.ofNullable(EventFacts.value(value)).orElseThrow());
        }
        conditions.add(new EventCondition.OneOf(pointer, values));
      }
    }
    return new EventMetric(
        definition,
        part.path("type").asText(),
        conditions,
        Optional.ofNullable(part.path("value").textValue()),
        population,
        part.path("isSigned").asBoolean());
  }
}
