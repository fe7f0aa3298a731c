package dev.steadfast.gateway.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.steadfast.contracts.problem.ProblemCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes into a merged document what holds for every operation because of the gateway: the bearer
 * key, and the problems that it answers by itself.
 */
final class GatewayRules {
  private static final List<String> WITH_BODY = List.of("post", "put", "patch");
  private static final Map<ProblemCode, String> NAMES = new LinkedHashMap<>();

  static {
    NAMES.put(ProblemCode.UNAUTHENTICATED, "Unauthenticated");
    NAMES.put(ProblemCode.FORBIDDEN, "Forbidden");
    NAMES.put(ProblemCode.BODY_TOO_LARGE, "BodyTooLarge");
    NAMES.put(ProblemCode.TOO_MANY_REQUESTS, "TooManyRequests");
    NAMES.put(ProblemCode.UNAVAILABLE, "Unavailable");
  }

  private GatewayRules() {}

  static void apply(ObjectNode document) {
    ObjectNode components = (ObjectNode) document.get("components");
    components
        .putObject("securitySchemes")
        .putObject("bearer")
        .put("type", "http")
        .put("scheme", "bearer")
        .put("description", "An API key: sf_<id>_<secret>.");
    document.putArray("security").addObject().putArray("bearer");
    ObjectNode responses = components.withObjectProperty("responses");
    NAMES.forEach((code, name) -> responses.set(name, response(responses, code)));
    for (JsonNode path : document.path("paths")) {
      path.properties()
          .forEach(
              field -> {
                if (field.getValue() instanceof ObjectNode operation
                    && operation.has("responses")) {
                  complete(operation, WITH_BODY.contains(field.getKey()));
                }
              });
    }
  }

  private static ObjectNode response(ObjectNode factory, ProblemCode code) {
    ObjectNode response = factory.objectNode();
    response.put("description", code.code() + ": " + code.title() + ".");
    if (code == ProblemCode.TOO_MANY_REQUESTS || code == ProblemCode.UNAVAILABLE) {
      response
          .putObject("headers")
          .putObject("Retry-After")
          .put("description", "Seconds to wait.")
          .putObject("schema")
          .put("type", "integer");
    }
    response
        .putObject("content")
        .putObject("application/problem+json")
        .putObject("schema")
        .put("$ref", "#/components/schemas/" + "Problem");
    return response;
  }

  private static void complete(ObjectNode operation, boolean withBody) {
    ObjectNode responses = (ObjectNode) operation.get("responses");
    boolean open = operation.path("security").isArray() && operation.path("security").isEmpty();
    for (Map.Entry<ProblemCode, String> entry : NAMES.entrySet()) {
      ProblemCode code = entry.getKey();
      String status = Integer.toString(code.status());
      boolean applies =
          switch (code) {
            case UNAUTHENTICATED -> !open;
            case FORBIDDEN -> responses.has(status);
            case BODY_TOO_LARGE -> withBody;
            default -> true;
          };
      JsonNode said = responses.path(status);
      if (applies && !said.has("content") && !said.has("$ref")) {
        responses.putObject(status).put("$ref", "#/components/responses/" + entry.getValue());
      }
    }
  }
}
