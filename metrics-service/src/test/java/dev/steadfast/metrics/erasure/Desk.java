package dev.steadfast.metrics.erasure;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.steadfast.metrics.testing.Events;
import dev.steadfast.platform.testing.InternalTokens;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A tenant that sends events, reads numbers and erases people. */
record Desk(UUID tenant) {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  RequestSpecification as(String... scopes) {
    return given().auth().oauth2(InternalTokens.token("metrics-service", tenant, scopes));
  }

  RequestSpecification admin() {
    return as("admin", "events:write", "metrics:read");
  }

  /** Has the texts of messages kept, so that there is something to erase. */
  void keepTexts() {
    admin()
        .contentType("application/json")
        .body("{\"keepsMessageTexts\": true}")
        .put("/v1/tenant-settings")
        .then()
        .statusCode(200);
  }

  void send(List<String> events) {
    admin()
        .contentType("application/cloudevents-batch+json")
        .body(Events.batch(events))
        .post("/v1/events")
        .then()
        .statusCode(202)
        .body("accepted", equalTo(events.size()));
  }

  void awaitFate(String source, String id, String state) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                admin()
                    .queryParam("source", source)
                    .queryParam("id", id)
                    .get("/v1/events")
                    .then()
                    .body("state", equalTo(state)));
  }

  void awaitEvents(int events) {
    await().atMost(PATIENCE).untilAsserted(() -> check().body("events", equalTo(events)));
  }

  private ValidatableResponse check() {
    return admin()
        .contentType("application/json")
        .body("{}")
        .urlEncodingEnabled(false) // the colon of an action stays one
        .post("/v1/metrics:check")
        .then()
        .statusCode(200);
  }

  void checkFindsNothing(int events) {
    check().body("events", equalTo(events)).body("differing", equalTo(0));
  }

  double value(String metric, String aggregation, String filter) {
    return march(metric, filter).getDouble("series[0].points[0].values." + aggregation);
  }

  /** How many observations there are. */
  int count(String metric, String filter) {
    return march(metric, filter).getInt("series[0].points[0].n");
  }

  private JsonPath march(String metric, String filter) {
    RequestSpecification request =
        admin().queryParam("from", "2026-03-01").queryParam("to", "2026-04-01");
    if (!filter.isEmpty()) {
      request.queryParam("filter", filter);
    }
    return request
        .get("/v1/metrics/" + metric + "/summary")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  /** What the tenant reads of some metrics, by team. */
  String numbers() {
    StringBuilder numbers = new StringBuilder();
    for (String metric : List.of("volume", "csat", "first-response-time", "resolution-time")) {
      Map<String, Object> series =
          admin()
              .queryParam("from", "2026-03-01")
              .queryParam("to", "2026-04-01")
              .queryParam("groupBy", "team")
              .get("/v1/metrics/" + metric + "/summary")
              .then()
              .statusCode(200)
              .extract()
              .jsonPath()
              .getMap("");
      numbers.append(metric).append(' ').append(series.get("series")).append('\n');
    }
    return numbers.toString();
  }

  List<Map<String, Object>> interactions(String subject) {
    return admin()
        .queryParam("subject", subject)
        .get("/v1/interactions")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .getList("items");
  }

  JsonPath interaction(String subject) {
    return admin()
        .queryParam("system", "desk")
        .queryParam("subject", subject)
        .get("/v1/interactions")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .setRootPath("items[0]");
  }

  UUID erase(String kind, String reference, @Nullable String mode) {
    String how = mode == null ? "" : ", \"mode\": \"" + mode + "\"";
    return idOf(
        admin()
            .contentType("application/json")
            .body("{\"kind\": \"%s\", \"reference\": \"%s\"%s}".formatted(kind, reference, how))
            .post("/v1/erasures"));
  }

  UUID eraseOnce(String key, String reference) {
    return idOf(
        admin()
            .contentType("application/json")
            .header("Idempotency-Key", key)
            .body("{\"kind\": \"customer\", \"reference\": \"%s\"}".formatted(reference))
            .post("/v1/erasures"));
  }

  private static UUID idOf(io.restassured.response.Response response) {
    JsonPath body = response.then().statusCode(202).extract().jsonPath();
    assertThat(response.header("Location")).endsWith("/v1/erasures/" + body.getString("id"));
    return UUID.fromString(body.getString("id"));
  }

  void refused(String body, int status, @Nullable String pointer) {
    ValidatableResponse answer =
        admin()
            .contentType("application/json")
            .body(body)
            .post("/v1/erasures")
            .then()
            .statusCode(status);
    if (pointer != null) {
      answer.body("errors[0].pointer", equalTo(pointer));
    }
  }

  JsonPath erasure(UUID id) {
    return admin().get("/v1/erasures/" + id).then().statusCode(200).extract().jsonPath();
  }

  JsonPath awaitDone(UUID id) {
    await().atMost(PATIENCE).until(() -> erasure(id).getString("state").equals("done"));
    return erasure(id);
  }
}
