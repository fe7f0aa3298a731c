package dev.steadfast.gateway.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * Makes one OpenAPI 3.1 document out of several. The result depends on their contents only, not on
 * their order of arrival.
 *
 * <p>Components of equal name and equal content are one. Where the contents differ, or refer to
 * something that differs, each gets the short name of its service in front and every reference
 * follows.
 */
final class DocumentMerge {
  private static final String REF = "$ref";
  private static final String COMPONENTS = "#/components/";
  private static final List<String> METHODS =
      List.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

  private final BiPredicate<String, String> served;
  private final Predicate<String> open;

  /**
   * The rules of a merge.
   *
   * @param served whether a path (second) of a service (first) can be reached
   * @param open whether a path needs no key
   */
  DocumentMerge(BiPredicate<String, String> served, Predicate<String> open) {
    this.served = served;
    this.open = open;
  }

  /**
   * The merged document, without {@code info} and {@code servers}. The sources stay as they are.
   */
  ObjectNode merge(Map<String, JsonNode> documents) {
    Map<String, ObjectNode> sources = new LinkedHashMap<>();
    documents.forEach((service, document) -> sources.put(service, reachable(service, document)));
    Set<Component> conflicts = conflicts(sources);
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    Map<String, JsonNode> tags = new TreeMap<>();
    Map<String, ObjectNode> paths = new TreeMap<>();
    Map<String, Map<String, JsonNode>> components = new TreeMap<>();
    Set<String> operationIds = new LinkedHashSet<>();
    sources.forEach(
        (service, source) -> {
          String prefix = prefix(service);
          rename(source, prefix, conflicts);
          for (JsonNode tag : source.path("tags")) {
            tags.merge(tag.path("name").asText(), tag, DocumentMerge::richer);
          }
          source
              .path("paths")
              .properties()
              .forEach(
                  path -> {
                    ObjectNode item =
                        paths.computeIfAbsent(
                            path.getKey(), key -> JsonNodeFactory.instance.objectNode());
                    addOperations(
                        item, path.getKey(), (ObjectNode) path.getValue(), prefix, operationIds);
                  });
          for (Component component : componentsOf(source)) {
            String name =
                conflicts.contains(component) ? prefix + component.name() : component.name();
            components
                .computeIfAbsent(component.kind(), kind -> new TreeMap<>())
                .putIfAbsent(name, component.in(source));
          }
        });
    ArrayNode tagList = result.putArray("tags");
    tags.values().forEach(tagList::add);
    ObjectNode pathsNode = result.putObject("paths");
    paths.forEach(pathsNode::set);
    ObjectNode componentsNode = result.putObject("components");
    components.forEach(
        (kind, byName) -> {
          ObjectNode node = componentsNode.putObject(kind);
          byName.forEach(node::set);
        });
    return result;
  }

  /** A copy with only what callers can reach, and without what the whole document says once. */
  private ObjectNode reachable(String service, JsonNode document) {
    ObjectNode copy = document.deepCopy();
    if (copy.get("paths") instanceof ObjectNode paths) {
      for (Iterator<String> names = paths.fieldNames(); names.hasNext(); ) {
        if (!served.test(service, names.next())) {
          names.remove();
        }
      }
    }
    if (copy.get("components") instanceof ObjectNode components) {
      components.remove("securitySchemes");
    }
    return copy;
  }

  private void addOperations(
      ObjectNode target, String path, ObjectNode item, String prefix, Set<String> operationIds) {
    item.properties()
        .forEach(
            field -> {
              if (target.has(field.getKey())) {
                return;
              }
              if (METHODS.contains(field.getKey()) && field.getValue() instanceof ObjectNode op) {
                op.remove("security");
                if (open.test(path)) {
                  op.putArray("security");
                }
                String id = op.path("operationId").asText();
                if (!id.isEmpty() && !operationIds.add(id)) {
                  String longer =
                      prefix.substring(0, 1).toLowerCase(java.util.Locale.ROOT)
                          + prefix.substring(1)
                          + Character.toUpperCase(id.charAt(0))
                          + id.substring(1);
                  op.put("operationId", longer);
                  operationIds.add(longer);
                }
              }
              target.set(field.getKey(), field.getValue());
            });
  }

  private static JsonNode richer(JsonNode a, JsonNode b) {
    return b.size() > a.size() ? b : a;
  }

  /**
   * A named part of {@code components}.
   *
   * @param kind such as {@code schemas}
   */
  private record Component(String kind, String name) {
    JsonNode in(JsonNode document) {
      return document.path("components").path(kind).path(name);
    }
  }

  private static List<Component> componentsOf(JsonNode document) {
    List<Component> all = new ArrayList<>();
    document
        .path("components")
        .properties()
        .forEach(
            kind ->
                kind.getValue()
                    .fieldNames()
                    .forEachRemaining(name -> all.add(new Component(kind.getKey(), name))));
    return all;
  }

  /** Names that mean different things: by their own content, or by what they refer to. */
  private static Set<Component> conflicts(Map<String, ObjectNode> sources) {
    Map<Component, List<JsonNode>> meanings = new LinkedHashMap<>();
    for (ObjectNode source : sources.values()) {
      for (Component component : componentsOf(source)) {
        meanings.computeIfAbsent(component, key -> new ArrayList<>()).add(component.in(source));
      }
    }
    Set<Component> found = new LinkedHashSet<>();
    meanings.forEach(
        (component, bodies) -> {
          if (bodies.stream().distinct().count() > 1) {
            found.add(component);
          }
        });
    boolean grown = true;
    while (grown) {
      grown = false;
      for (Map.Entry<Component, List<JsonNode>> entry : meanings.entrySet()) {
        if (entry.getValue().size() > 1
            && !found.contains(entry.getKey())
            && refersToAny(entry.getValue().getFirst(), found)) {
          grown |= found.add(entry.getKey());
        }
      }
    }
    return found;
  }

  private static boolean refersToAny(JsonNode node, Set<Component> targets) {
    for (JsonNode reference : node.findValues(REF)) {
      if (targets.contains(target(reference.asText()))) {
        return true;
      }
    }
    return false;
  }

  private static Component target(String reference) {
    if (!reference.startsWith(COMPONENTS)) {
      return new Component("", reference);
    }
    String[] parts = reference.substring(COMPONENTS.length()).split("/", 2);
    return new Component(parts[0], parts.length == 2 ? parts[1] : "");
  }

  /** Lets every reference of the document to a name in conflict name this service's own. */
  private static void rename(JsonNode node, String prefix, Set<Component> conflicts) {
    if (node instanceof ObjectNode object) {
      JsonNode reference = object.get(REF);
      if (reference != null && reference.isTextual()) {
        Component target = target(reference.asText());
        if (conflicts.contains(target)) {
          object.put(REF, COMPONENTS + target.kind() + "/" + prefix + target.name());
        }
      }
    }
    for (JsonNode child : node) {
      rename(child, prefix, conflicts);
    }
  }

  private static String prefix(String service) {
    String shortName = service.replace("-service", "");
    return Character.toUpperCase(shortName.charAt(0)) + shortName.substring(1);
  }
}
