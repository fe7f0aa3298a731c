package dev.steadfast.e2e.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A schema as it is meant: references followed, {@code allOf} folded in, {@code null} a type like
 * others wherever it was written.
 *
 * @param name of the component, or empty for one written in place
 * @param types empty for any
 * @param node everything else, as written
 */
record Schema(
    String name,
    Set<String> types,
    Set<JsonNode> values,
    Map<String, JsonNode> properties,
    Set<String> required,
    List<JsonNode> alternatives,
    JsonNode node) {
  private static final String REF = "$ref";

  static Schema of(JsonNode written, JsonNode document) {
    JsonNode node = folded(written, document);
    Set<String> types = texts(node.path("type"));
    List<JsonNode> alternatives = new ArrayList<>();
    for (String kind : List.of("anyOf", "oneOf")) {
      for (JsonNode member : node.path(kind)) {
        if (member.path("type").asText().equals("null")) {
          types.add("null");
        } else {
          alternatives.add(member);
        }
      }
    }
    if (alternatives.size() == 1) {
      Schema only = of(alternatives.getFirst(), document);
      Set<String> all = new LinkedHashSet<>(only.types());
      if (!all.isEmpty()) {
        all.addAll(types);
      }
      return new Schema(
          only.name(),
          all,
          only.values(),
          only.properties(),
          only.required(),
          only.alternatives(),
          only.node());
    }
    Map<String, JsonNode> properties = new LinkedHashMap<>();
    node.path("properties")
        .properties()
        .forEach(entry -> properties.put(entry.getKey(), entry.getValue()));
    Set<JsonNode> values = new LinkedHashSet<>();
    node.path("enum").forEach(values::add);
    if (node.has("const")) {
      values.add(node.get("const"));
    }
    return new Schema(
        written.path(REF).asText().replaceFirst(".*/", ""),
        types,
        values,
        properties,
        texts(node.path("required")),
        alternatives,
        node);
  }

  /** The named part of the document, or the node itself. */
  static JsonNode resolve(JsonNode written, JsonNode document) {
    JsonNode node = written;
    while (node.has(REF)) {
      node = document.at(node.path(REF).asText().substring(1));
    }
    return node;
  }

  /** What is said beside a reference and by every part of {@code allOf} is said of the schema. */
  private static JsonNode folded(JsonNode written, JsonNode document) {
    JsonNode target = resolve(written, document);
    if (!target.isObject()) {
      return MissingNode.getInstance();
    }
    ObjectNode all = target.deepCopy();
    for (JsonNode part : target.path("allOf")) {
      JsonNode member = folded(part, document);
      member
          .properties()
          .forEach(
              entry -> {
                switch (entry.getKey()) {
                  case "properties" ->
                      all.withObjectProperty("properties").setAll((ObjectNode) entry.getValue());
                  case "required" ->
                      entry.getValue().forEach(all.withArrayProperty("required")::add);
                  default -> all.putIfAbsent(entry.getKey(), entry.getValue());
                }
              });
    }
    all.remove("allOf");
    return all;
  }

  private static Set<String> texts(JsonNode node) {
    Set<String> all = new LinkedHashSet<>();
    if (node.isTextual()) {
      all.add(node.asText());
    }
    node.forEach(item -> all.add(item.asText()));
    return all;
  }

  /** Whether everything of those types is of one of these too. */
  boolean takesTypesOf(Schema other) {
    return types.isEmpty()
        || (!other.types().isEmpty()
            && other.types().stream()
                .allMatch(
                    type ->
                        types.contains(type)
                            || (type.equals("integer") && types.contains("number"))));
  }

  boolean isNothing() {
    return node.isMissingNode();
  }
}
