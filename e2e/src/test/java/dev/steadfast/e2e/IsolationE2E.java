package dev.steadfast.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Every operation of the OpenAPI document is called with another tenant's key and this tenant's
 * ids. It answers 403 or 404 or shows nothing of this tenant, and changes nothing. The list comes
 * from the document, so that a new operation is covered by itself; one with a path parameter that
 * has no sample here fails until it has one.
 */
@ExtendWith(RunningSuite.Shared.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IsolationE2E {
  private static final List<String> METHODS = List.of("get", "put", "post", "delete", "patch");
  private static final Pattern PARAMETER = Pattern.compile("\\{([^}]+)}");

  /** The link in the path is the credential: whoever has it may answer, by design. */
  private static final Set<String> PUBLIC = Set.of("/s/{token}");

  /** Named by everyone alike: no tenant's own. */
  private static final Map<String, String> COMMON = Map.of("/v1/metrics/{key}", "volume");

  private final RunningSuite suite;
  private final TenantClient stranger;
  private final Secrets secrets;

  IsolationE2E(RunningSuite suite) {
    this.suite = suite;
    this.stranger = suite.newTenant("The stranger");
    this.secrets = new Secrets(suite.newTenant("The owner"), suite);
  }

  @BeforeAll
  void createOneOfEach() {
    secrets.create();
  }

  /** An operation of the document. */
  private record Operation(String method, String path, JsonNode said) {
    String name() {
      return method.toUpperCase(Locale.ROOT) + " " + path;
    }

    boolean isStream() {
      return said.at("/responses/200/content").has("text/event-stream");
    }

    boolean needsNoKey() {
      return PUBLIC.contains(path)
          || (said.path("security").isArray() && said.path("security").isEmpty());
    }
  }

  private List<Operation> operations() {
    List<Operation> all = new ArrayList<>();
    JsonNode paths = suite.stranger().get("/openapi?format=json").expect(200).json().path("paths");
    for (var path : paths.properties()) {
      for (String method : METHODS) {
        if (path.getValue().has(method)) {
          all.add(new Operation(method, path.getKey(), path.getValue().get(method)));
        }
      }
    }
    assertThat(all).hasSizeGreaterThan(30);
    return all;
  }

  @TestFactory
  Stream<DynamicTest> aStrangerSeesAndChangesNothing() {
    Map<String, String> before = snapshot();
    return Stream.concat(
        operations().stream()
            .filter(operation -> !operation.needsNoKey())
            .map(operation -> DynamicTest.dynamicTest(operation.name(), () -> attack(operation))),
        Stream.of(
            DynamicTest.dynamicTest(
                "nothing was changed", () -> assertThat(snapshot()).isEqualTo(before))));
  }

  @TestFactory
  Stream<DynamicTest> withoutAKeyNothingIsServed() {
    return operations().stream()
        .filter(operation -> !operation.needsNoKey())
        .map(
            operation ->
                DynamicTest.dynamicTest(
                    operation.name(),
                    () ->
                        call(suite.stranger(), operation, address(operation), Map.of())
                            .expectProblem(401, "unauthenticated")));
  }

  private void attack(Operation operation) {
    if (operation.isStream()) {
      listen(operation);
      return;
    }
    boolean namesAThing = PARAMETER.matcher(operation.path()).find() && !isCommon(operation);
    String address = address(operation);
    Object body = secrets.bodies().getOrDefault(id(operation), Map.of());
    Answer plain = call(stranger, operation, address, body);
    if (namesAThing) {
      assertThat(plain.status())
          .as(
              "%s answers %s. Another status than 403 or 404 says something of a thing that is"
                  + " another tenant's, or the body in Secrets.bodies() is not one that it takes.",
              plain.request(), plain.body())
          .isIn(403, 404);
      return;
    }
    expectNothingOf(secrets.words(), plain);
    if (operation.method().equals("get")) {
      expectNothingOf(secrets.ids(), plain);
      Answer asked = call(stranger, operation, address + query(operation), body);
      expectNothingOf(secrets.words(), asked);
    } else if (secrets.refused().contains(id(operation))) {
      assertThat(plain.status())
          .as("%s answers %s", plain.request(), plain.body())
          .isBetween(400, 499);
    }
  }

  private static boolean isCommon(Operation operation) {
    return COMMON.keySet().stream().anyMatch(common -> operation.path().startsWith(common + "/"));
  }

  private static String id(Operation operation) {
    return operation.said().path("operationId").asText();
  }

  private static void expectNothingOf(Iterable<String> secrets, Answer answer) {
    assertThat(answer.status())
        .as("%s answers %s", answer.request(), answer.body())
        .isLessThan(500);
    for (String secret : secrets) {
      assertThat(answer.body()).as(answer.request()).doesNotContain(secret);
    }
  }

  /** The address with the owner's ids in the place of its parameters. */
  private String address(Operation operation) {
    for (var common : COMMON.entrySet()) {
      if (operation.path().startsWith(common.getKey() + "/")) {
        int parameter = common.getKey().indexOf('{');
        return operation.path().substring(0, parameter)
            + common.getValue()
            + operation.path().substring(common.getKey().length());
      }
    }
    Matcher parameter = PARAMETER.matcher(operation.path());
    StringBuilder address = new StringBuilder();
    while (parameter.find()) {
      String place = operation.path().substring(0, parameter.end());
      String sample = place.endsWith("{kind}") ? Secrets.KIND : secrets.samples().get(place);
      if (sample == null) {
        fail("There is no sample for %s: create one in Secrets and name it there.", place);
      }
      parameter.appendReplacement(address, Matcher.quoteReplacement(String.valueOf(sample)));
    }
    return parameter.appendTail(address).toString();
  }

  /** All query parameters that can name something of the owner's. */
  private String query(Operation operation) {
    Map<String, String> values = new LinkedHashMap<>();
    for (JsonNode parameter : operation.said().path("parameters")) {
      String name = parameter.path("name").asText();
      if (parameter.path("in").asText().equals("query") && secrets.queries().containsKey(name)) {
        values.put(name, secrets.queries().getOrDefault(name, ""));
      }
    }
    StringBuilder query = new StringBuilder("?limit=500");
    values.forEach(
        (name, value) ->
            query
                .append('&')
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
    return query.toString();
  }

  private Answer call(TenantClient caller, Operation operation, String address, Object body) {
    return switch (operation.method()) {
      case "get" -> caller.get(address);
      case "delete" -> caller.send("DELETE", address, new byte[0]);
      case "patch", "put" -> change(caller, operation, address, body);
      default -> create(caller, operation, address, body);
    };
  }

  private static Answer change(
      TenantClient caller, Operation operation, String address, Object body) {
    return caller.send(
        operation.method().toUpperCase(Locale.ROOT),
        address,
        TenantClient.json(body),
        "Content-Type",
        operation.method().equals("patch") ? "application/merge-patch+json" : "application/json",
        "If-Match",
        "\"1\"");
  }

  private Answer create(TenantClient caller, Operation operation, String address, Object body) {
    JsonNode content = operation.said().at("/requestBody/content");
    if (content.has("multipart/form-data")) {
      return caller.importFile(secrets.mapping(), secrets.file(), "same.csv", Secrets.SYSTEM);
    }
    if (content.has("text/calendar")) {
      return caller.send("POST", address, secrets.calendar(), "Content-Type", "text/calendar");
    }
    if (content.has("application/cloudevents-batch+json")) {
      return caller.postEvents(List.of(secrets.event("T-9")));
    }
    return content.isMissingNode()
        ? caller.send("POST", address, new byte[0])
        : caller.post(address, body);
  }

  /** The stranger listens while the owner's goals move. */
  private void listen(Operation operation) {
    List<String> heard = new CopyOnWriteArrayList<>();
    List<String> ownHeard = new CopyOnWriteArrayList<>();
    HttpResponse<Stream<String>> stream = stranger.stream(operation.path());
    HttpResponse<Stream<String>> own = secrets.owner().stream(operation.path());
    Thread.ofVirtual().start(() -> collect(stream, heard));
    Thread.ofVirtual().start(() -> collect(own, ownHeard));
    String goal = secrets.anotherGoal();
    await().until(() -> ownHeard.stream().anyMatch(line -> line.contains(goal)));
    secrets.deleteAnotherGoal();
    stream.body().close();
    own.body().close();
    assertThat(heard).noneMatch(line -> line.startsWith("data:"));
  }

  private static void collect(HttpResponse<Stream<String>> stream, List<String> lines) {
    try {
      stream.body().forEach(lines::add);
    } catch (UncheckedIOException closed) {
      // closed by the test
    }
  }

  /** Everything of the owner's, as the owner reads it, with its version. */
  private Map<String, String> snapshot() {
    Map<String, String> all = new LinkedHashMap<>();
    for (String address : secrets.addresses()) {
      Answer answer = secrets.owner().get(address).expect(200);
      all.put(address, answer.header("etag") + " " + lasting(answer.json()));
    }
    return all;
  }

  /** Without what moves by itself. */
  private static JsonNode lasting(JsonNode json) {
    if (json instanceof ObjectNode object) {
      object.remove(List.of("standing", "odds", "lastUsedAt"));
    }
    json.forEach(IsolationE2E::lasting);
    return json;
  }
}
