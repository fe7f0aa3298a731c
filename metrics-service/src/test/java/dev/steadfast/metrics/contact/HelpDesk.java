package dev.steadfast.metrics.contact;

import static dev.steadfast.metrics.testing.Events.aTicket;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.steadfast.metrics.testing.Events;
import dev.steadfast.platform.testing.InternalTokens;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A tenant whose customers come again. */
record HelpDesk(UUID tenant) {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  static Events ticket(String subject, String customer, String topic, String opened) {
    return aTicket("desk", subject)
        .event(
            "interaction.opened",
            opened,
            "{\"channel\": \"email\", \"customer\": {\"id\": \"%s\"}, \"topic\": \"%s\"}"
                .formatted(customer, topic));
  }

  static Events visit(String subject, String visitor, String viewed) {
    return aTicket("help", subject)
        .event(
            "article.viewed",
            viewed,
            "{\"visitor\": {\"id\": \"%s\"}, \"article\": {\"id\": \"kb-1\"}}".formatted(visitor));
  }

  RequestSpecification request() {
    return given()
        .auth()
        .oauth2(
            InternalTokens.token(
                "metrics-service",
                tenant,
                "admin",
                "events:write",
                "metrics:read",
                "metrics:write"));
  }

  void send(List<String> events) {
    request()
        .contentType("application/cloudevents-batch+json")
        .body(Events.batch(events))
        .post("/v1/events")
        .then()
        .statusCode(202)
        .body("accepted", equalTo(events.size()));
  }

  /** Defines a metric of its own. */
  void define(String definition) {
    request()
        .contentType("application/json")
        .body(definition)
        .post("/v1/metrics")
        .then()
        .statusCode(201);
  }

  /** Waits until all history is counted by the metric as well. */
  void awaitReady(String metric) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> request().get("/v1/metrics/" + metric).then().body("state", equalTo("ready")));
  }

  void awaitEvents(int events) {
    await().atMost(PATIENCE).untilAsserted(() -> check().body("events", equalTo(events)));
  }

  private ValidatableResponse check() {
    return request()
        .contentType("application/json")
        .body("{}")
        .urlEncodingEnabled(false) // the colon of an action stays one
        .post("/v1/metrics:check")
        .then()
        .statusCode(200);
  }

  void checkFindsNothing() {
    check().body("differences", equalTo(List.of())).body("differing", equalTo(0));
  }

  private Response get(String path, String... parameters) {
    RequestSpecification request =
        request().queryParam("from", "2026-03-01").queryParam("to", "2026-04-01");
    for (int i = 0; i < parameters.length; i += 2) {
      request.queryParam(parameters[i], parameters[i + 1]);
    }
    return request.get("/v1/metrics/" + path);
  }

  JsonPath read(String path, String... parameters) {
    return get(path, parameters).then().statusCode(200).extract().jsonPath();
  }

  void refused(String path, String... parameters) {
    get(path, parameters).then().statusCode(400).body("code", equalTo("invalid-parameter"));
  }

  private JsonPath summary(String metric, String... filters) {
    return request()
        .queryParam("from", "2026-03-01")
        .queryParam("to", "2026-04-01")
        .queryParam("filter", List.of(filters))
        .get("/v1/metrics/" + metric + "/summary")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  double share(String metric, String... filters) {
    return summary(metric, filters).getDouble("series[0].points[0].values.share");
  }

  double value(String metric, String aggregation) {
    return summary(metric).getDouble("series[0].points[0].values." + aggregation);
  }

  int n(String metric) {
    return summary(metric).getInt("series[0].points[0].n");
  }

  boolean isProvisional(String metric) {
    return summary(metric).getBoolean("series[0].points[0].provisional");
  }

  /** How many days of a period are provisional, and how many are not. */
  Map<Boolean, Integer> provisionalDays(String metric, LocalDate from, LocalDate to) {
    List<Boolean> days =
        request()
            .queryParam("from", from.toString())
            .queryParam("to", to.toString())
            .get("/v1/metrics/" + metric + "/series")
            .then()
            .statusCode(200)
            .extract()
            .jsonPath()
            .getList("series[0].points.provisional", Boolean.class);
    Map<Boolean, Integer> counts = new HashMap<>();
    days.forEach(day -> counts.merge(day, 1, Integer::sum));
    return counts;
  }

  /** Each observation of a metric as a line: whose it is, when, how much, and its dimensions. */
  List<String> observations(String metric) {
    return request()
        .queryParam("from", "2026-01-01")
        .queryParam("to", "2026-12-01")
        .queryParam("limit", 200)
        .get("/v1/metrics/" + metric + "/observations")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .getList("items", Map.class)
        .stream()
        .map(
            one ->
                "%s %s %s %s %s"
                    .formatted(
                        one.get("subject"),
                        one.get("at"),
                        one.get("value"),
                        one.get("team"),
                        one.get("agent")))
        .sorted()
        .toList();
  }

  JsonPath explanation(String subject) {
    String id =
        request()
            .queryParam("subject", subject)
            .get("/v1/interactions")
            .then()
            .statusCode(200)
            .extract()
            .jsonPath()
            .getString("items[0].id");
    return request()
        .get("/v1/interactions/" + id + "/explain")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  /** Erases a customer; returns the pseudonym. */
  String erase(String customer, String mode) {
    String id =
        request()
            .contentType("application/json")
            .body(
                "{\"kind\": \"customer\", \"reference\": \"%s\", \"mode\": \"%s\"}"
                    .formatted(customer, mode))
            .post("/v1/erasures")
            .then()
            .statusCode(202)
            .extract()
            .jsonPath()
            .getString("id");
    await()
        .atMost(PATIENCE)
        .until(
            () -> request().get("/v1/erasures/" + id).jsonPath().getString("state").equals("done"));
    return request().get("/v1/erasures/" + id).jsonPath().getString("pseudonym");
  }
}
