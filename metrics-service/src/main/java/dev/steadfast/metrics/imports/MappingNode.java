package dev.steadfast.metrics.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.steadfast.platform.problem.FieldError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A place in a mapping document. Reading it notes everything that is wrong, with its JSON pointer,
 * and goes on.
 */
final class MappingNode {
  private static final int MAX_ERRORS = 50;
  private static final int MAX_TEXT = 500;

  private final JsonNode node;
  private final String pointer;
  private final List<FieldError> errors;

  MappingNode(JsonNode node, String pointer, List<FieldError> errors) {
    this.node = node;
    this.pointer = pointer;
    this.errors = errors;
  }

  String pointer() {
    return pointer;
  }

  JsonNode json() {
    return node;
  }

  boolean isPresent() {
    return !node.isMissingNode();
  }

  void wrong(String detail) {
    if (errors.size() < MAX_ERRORS) {
      errors.add(new FieldError(pointer, detail));
    }
  }

  /** The field of that name; a missing one is not present. */
  MappingNode at(String name) {
    JsonNode field = node.isObject() && node.has(name) ? node.get(name) : MissingNode.getInstance();
    return new MappingNode(field, pointer + "/" + escaped(name), errors);
  }

  /** Checks that this is an object with no other than these fields. */
  MappingNode object(String... known) {
    if (!node.isObject()) {
      wrong(isPresent() ? "must be an object" : "is required");
      return this;
    }
    Set<String> names = new TreeSet<>(Set.of(known));
    for (var field : node.properties()) {
      if (!names.contains(field.getKey())) {
        at(field.getKey()).wrong("is not known here; known are " + String.join(", ", names));
      }
    }
    return this;
  }

  /** The fields of an object that may have any. */
  Map<String, MappingNode> fields() {
    Map<String, MappingNode> fields = new LinkedHashMap<>();
    if (!node.isObject()) {
      wrong(isPresent() ? "must be an object" : "is required");
    }
    node.properties().forEach(field -> fields.put(field.getKey(), at(field.getKey())));
    return fields;
  }

  /** The elements of an array; none if it is missing. */
  List<MappingNode> items(int max) {
    List<MappingNode> items = new ArrayList<>();
    if (!isPresent()) {
      return items;
    }
    if (!node.isArray() || node.size() > max) {
      wrong("must be an array of up to " + max);
      return items;
    }
    for (int i = 0; i < node.size(); i++) {
      items.add(new MappingNode(node.get(i), pointer + "/" + i, errors));
    }
    return items;
  }

  /** A required text of 1 to 500 characters; empty after an error. */
  String text() {
    if (!node.isTextual() || node.textValue().isBlank() || node.textValue().length() > MAX_TEXT) {
      wrong(isPresent() ? "must be a text of 1 to " + MAX_TEXT + " characters" : "is required");
      return "";
    }
    return node.textValue();
  }

  /** A text, which may be empty, or the default. */
  String text(String ifAbsent) {
    if (!isPresent()) {
      return ifAbsent;
    }
    if (!node.isTextual() || node.textValue().length() > MAX_TEXT) {
      wrong("must be a text of up to " + MAX_TEXT + " characters");
      return ifAbsent;
    }
    return node.textValue();
  }

  /** A text, or a list of texts. */
  Set<String> words() {
    if (node.isTextual()) {
      return Set.of(node.textValue());
    }
    if (!node.isArray()) {
      wrong("must be a text or an array of texts");
      return Set.of();
    }
    return items(1_000).stream().map(item -> item.text("")).collect(Collectors.toSet());
  }

  boolean flag(boolean ifAbsent) {
    if (isPresent() && !node.isBoolean()) {
      wrong("must be true or false");
    }
    return node.asBoolean(ifAbsent);
  }

  /** One of the constants, in lower case; the default if it is missing. */
  <E extends Enum<E>> E constant(Class<E> type, E ifAbsent) {
    if (!isPresent()) {
      return ifAbsent;
    }
    List<String> names = new ArrayList<>();
    for (E constant : type.getEnumConstants()) {
      String name = constant.name().toLowerCase(java.util.Locale.ROOT);
      if (node.isTextual() && node.textValue().equals(name)) {
        return constant;
      }
      names.add(name);
    }
    wrong("must be one of " + String.join(", ", names));
    return ifAbsent;
  }

  /** What {@code reading} makes of the text; null after an error, which is its message. */
  <T> @Nullable T read(Function<String, T> reading) {
    String text = text();
    if (text.isEmpty()) {
      return null;
    }
    try {
      return reading.apply(text);
    } catch (IllegalArgumentException | java.time.DateTimeException e) {
      wrong(e.getMessage() == null ? "cannot be understood" : e.getMessage());
      return null;
    }
  }

  private static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}
