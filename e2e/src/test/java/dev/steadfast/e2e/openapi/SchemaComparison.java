package dev.steadfast.e2e.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Compares a schema of the last release with the same one now.
 *
 * <p>In a request everything that was accepted must stay accepted; unknown members are refused, so
 * that one that is gone breaks its senders. In a response everything that was there must stay, of
 * the same type. A further member, value or alternative of a response breaks nobody: clients are
 * told to ignore what they do not know.
 */
final class SchemaComparison {
  private static final List<String> UPPER =
      List.of("maxLength", "maximum", "exclusiveMaximum", "maxItems", "maxProperties");
  private static final List<String> LOWER =
      List.of("minLength", "minimum", "exclusiveMinimum", "minItems", "minProperties");

  private final JsonNode released;
  private final JsonNode current;
  private final Direction direction;
  private final BiConsumer<String, String> breaks;
  private final Set<List<String>> seen = new HashSet<>();

  /**
   * A comparison of parts of two documents.
   *
   * @param breaks told where something breaks (first) and what (second)
   */
  SchemaComparison(
      JsonNode released, JsonNode current, Direction direction, BiConsumer<String, String> breaks) {
    this.released = released;
    this.current = current;
    this.direction = direction;
    this.breaks = breaks;
  }

  void compare(String place, JsonNode before, JsonNode after) {
    Schema was = Schema.of(before, released);
    Schema is = Schema.of(after, current);
    // Named ones are compared once: some contain themselves.
    if (was.isNothing() || (!was.name().isEmpty() && !seen.add(List.of(was.name(), is.name())))) {
      return;
    }
    compareTypes(place, was, is);
    compareMembers(place, was, is);
    compareAlternatives(place, was, is);
    if (was.node().has("items")) {
      compare(place + "[]", was.node().path("items"), is.node().path("items"));
    }
    if (was.node().path("additionalProperties").isObject()) {
      compare(
          place + "{}",
          was.node().path("additionalProperties"),
          is.node().path("additionalProperties"));
    }
    if (direction == Direction.REQUEST) {
      compareValues(place, was, is);
      compareLimits(place, was.node(), is.node());
    }
  }

  private void compareTypes(String place, Schema was, Schema is) {
    boolean fine =
        switch (direction) {
          case REQUEST -> is.takesTypesOf(was);
          case RESPONSE -> was.takesTypesOf(is);
        };
    if (!fine) {
      breaks.accept(place, "was of type " + was.types() + " and is of type " + is.types());
    }
    String format = was.node().path("format").asText();
    String now = is.node().path("format").asText();
    boolean looser = direction == Direction.REQUEST ? now.isEmpty() : format.isEmpty();
    if (!format.equals(now) && !looser) {
      breaks.accept(place, "had format '" + format + "' and has '" + now + "'");
    }
  }

  private void compareMembers(String place, Schema was, Schema is) {
    was.properties()
        .forEach(
            (name, schema) -> {
              JsonNode now = is.properties().get(name);
              if (now == null) {
                breaks.accept(place + "." + name, "is gone");
              } else {
                compare(place + "." + name, schema, now);
              }
            });
    switch (direction) {
      case REQUEST ->
          is.required().stream()
              .filter(name -> !was.required().contains(name))
              .forEach(name -> breaks.accept(place + "." + name, "has become required"));
      case RESPONSE ->
          was.required().stream()
              .filter(name -> is.properties().containsKey(name) && !is.required().contains(name))
              .forEach(name -> breaks.accept(place + "." + name, "is no longer always there"));
    }
  }

  private void compareAlternatives(String place, Schema was, Schema is) {
    for (int i = 0; i < was.alternatives().size(); i++) {
      JsonNode alternative = was.alternatives().get(i);
      String name = Schema.of(alternative, released).name();
      Optional<JsonNode> same = name.isEmpty() ? at(is, i) : named(is, name);
      if (same.isPresent()) {
        compare(place + "/" + (name.isEmpty() ? i : name), alternative, same.get());
      } else if (direction == Direction.REQUEST && !is.alternatives().isEmpty()) {
        breaks.accept(place + "/" + (name.isEmpty() ? i : name), "is no longer accepted");
      }
    }
    if (direction == Direction.REQUEST
        && was.alternatives().isEmpty()
        && !is.alternatives().isEmpty()) {
      breaks.accept(place, "accepts certain alternatives only");
    }
  }

  private Optional<JsonNode> named(Schema is, String name) {
    return is.alternatives().stream()
        .filter(member -> Schema.of(member, current).name().equals(name))
        .findFirst();
  }

  private static Optional<JsonNode> at(Schema is, int index) {
    return is.alternatives().stream().skip(index).findFirst();
  }

  private void compareValues(String place, Schema was, Schema is) {
    if (is.values().isEmpty()) {
      return;
    }
    if (was.values().isEmpty()) {
      breaks.accept(place, "accepts certain values only: " + is.values());
    }
    was.values().stream()
        .filter(value -> !is.values().contains(value))
        .forEach(value -> breaks.accept(place, "no longer accepts " + value));
  }

  private void compareLimits(String place, JsonNode was, JsonNode is) {
    for (String limit : UPPER) {
      if (is.has(limit)
          && (!was.has(limit) || is.path(limit).asDouble() < was.path(limit).asDouble())) {
        breaks.accept(place, "has a lower " + limit + ": " + is.path(limit));
      }
    }
    for (String limit : LOWER) {
      if (is.has(limit) && is.path(limit).asDouble() > was.path(limit).asDouble()) {
        breaks.accept(place, "has a higher " + limit + ": " + is.path(limit));
      }
    }
    if (is.has("pattern") && !is.path("pattern").equals(was.path("pattern"))) {
      breaks.accept(place, "has another pattern: " + is.path("pattern").asText());
    }
    if (is.path("additionalProperties").isBoolean()
        && !is.path("additionalProperties").asBoolean()
        && !was.path("additionalProperties").equals(is.path("additionalProperties"))) {
      breaks.accept(place, "no longer accepts further members");
    }
  }
}
