package dev.steadfast.e2e.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a client of the last release would stumble over. openapi-diff would do it, but does not see
 * types in OpenAPI 3.1 (version 2.1.7: a number that becomes a text is no change to it).
 */
public final class Compatibility {
  private static final List<String> METHODS =
      List.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

  private final JsonNode released;
  private final JsonNode current;
  private final Set<String> breaks = new LinkedHashSet<>();

  private Compatibility(JsonNode released, JsonNode current) {
    this.released = released;
    this.current = current;
  }

  /** One line for each break: where, and what; empty if every old client goes on working. */
  public static List<String> breaks(JsonNode released, JsonNode current) {
    Compatibility comparison = new Compatibility(released, current);
    comparison.comparePaths();
    return List.copyOf(comparison.breaks);
  }

  private void add(String place, String what) {
    breaks.add(place + " " + what);
  }

  private void comparePaths() {
    for (var path : released.path("paths").properties()) {
      JsonNode now = current.path("paths").path(path.getKey());
      for (String method : METHODS) {
        if (path.getValue().has(method)) {
          String place = method.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey();
          if (now.has(method)) {
            compareOperations(
                place,
                path.getValue().path(method),
                now.path(method),
                parameters(path.getValue(), method, released),
                parameters(now, method, current));
          } else {
            add(place, "is gone");
          }
        }
      }
    }
  }

  private void compareOperations(
      String place,
      JsonNode was,
      JsonNode is,
      Map<String, JsonNode> parametersBefore,
      Map<String, JsonNode> parametersNow) {
    if (!was.path("operationId").equals(is.path("operationId"))) {
      add(place, "had the id " + was.path("operationId") + " and has " + is.path("operationId"));
    }
    if (isOpen(was) && !isOpen(is)) {
      add(place, "needs a key");
    }
    compareParameters(place, parametersBefore, parametersNow);
    compareBodies(place, was.path("requestBody"), is.path("requestBody"));
    for (var response : was.path("responses").properties()) {
      if (response.getKey().startsWith("2")) {
        compareResponses(
            place + " " + response.getKey(),
            Schema.resolve(response.getValue(), released),
            Schema.resolve(is.path("responses").path(response.getKey()), current));
      }
    }
  }

  private static boolean isOpen(JsonNode operation) {
    return operation.path("security").isArray() && operation.path("security").isEmpty();
  }

  private static Map<String, JsonNode> parameters(JsonNode path, String method, JsonNode document) {
    Map<String, JsonNode> all = new LinkedHashMap<>();
    for (JsonNode owner : List.of(path, path.path(method))) {
      for (JsonNode written : owner.path("parameters")) {
        JsonNode parameter = Schema.resolve(written, document);
        all.put(parameter.path("in").asText() + " " + parameter.path("name").asText(), parameter);
      }
    }
    return all;
  }

  private void compareParameters(
      String place, Map<String, JsonNode> before, Map<String, JsonNode> now) {
    before.forEach(
        (name, was) -> {
          JsonNode is = now.get(name);
          if (is == null) {
            add(place + " " + name, "is gone");
          } else {
            comparison(Direction.REQUEST)
                .compare(place + " " + name, was.path("schema"), is.path("schema"));
          }
        });
    now.forEach(
        (name, is) -> {
          JsonNode was = before.getOrDefault(name, MissingNode.getInstance());
          if (is.path("required").asBoolean() && !was.path("required").asBoolean()) {
            add(place + " " + name, "has become required");
          }
        });
  }

  private void compareBodies(String place, JsonNode written, JsonNode writtenNow) {
    JsonNode was = Schema.resolve(written, released);
    JsonNode is = Schema.resolve(writtenNow, current);
    if (is.path("required").asBoolean() && !was.path("required").asBoolean()) {
      add(place + " body", "has become required");
    }
    compareContents(place + " body", was, is, Direction.REQUEST);
  }

  private void compareResponses(String place, JsonNode was, JsonNode is) {
    if (is.isMissingNode()) {
      add(place, "is gone");
      return;
    }
    was.path("headers")
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!is.path("headers").has(name)) {
                add(place + " header " + name, "is gone");
              }
            });
    compareContents(place, was, is, Direction.RESPONSE);
  }

  private void compareContents(String place, JsonNode was, JsonNode is, Direction direction) {
    for (var content : was.path("content").properties()) {
      String type = content.getKey();
      if (is.path("content").has(type)) {
        comparison(direction)
            .compare(
                place + " " + type,
                content.getValue().path("schema"),
                is.path("content").path(type).path("schema"));
      } else {
        add(place + " " + type, "is gone");
      }
    }
  }

  private SchemaComparison comparison(Direction direction) {
    return new SchemaComparison(released, current, direction, this::add);
  }
}
