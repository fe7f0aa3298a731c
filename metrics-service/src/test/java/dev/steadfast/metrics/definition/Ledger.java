package dev.steadfast.metrics.definition;

import static dev.steadfast.metrics.testing.Events.aTicket;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.steadfast.metrics.testing.Sending;
import dev.steadfast.platform.testing.InternalTokens;
import io.restassured.RestAssured;
import io.restassured.config.JsonConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.path.json.config.JsonPathConfig;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * A tenant whose ledger tells amounts of money, with a metric of them in hundredths: on 2 March
 * 2026 0.83 and -12 of billing and twice 2.5 of tech, on the 3rd 1.25 and 3.75 of billing.
 */
final class Ledger {
  private final UUID tenant = UuidCreator.getTimeOrderedEpoch();
  private final Sending sending = new Sending(tenant);

  UUID tenant() {
    return tenant;
  }

  /** A request that reads numbers as doubles. */
  RequestSpecification request() {
    return sending
        .request()
        .config(
            RestAssuredConfig.config()
                .jsonConfig(
                    JsonConfig.jsonConfig()
                        .numberReturnType(JsonPathConfig.NumberReturnType.DOUBLE)));
  }

  RequestSpecification json() {
    return request().contentType("application/json");
  }

  /** Sends an amount of that team. */
  void tells(String subject, String time, String amount, String team) {
    sending
        .events(
            aTicket("ledger", subject)
                .event(
                    "observation.recorded",
                    time,
                    """
                    {"metric": "amount", "value": %s, "team": {"id": "%s"}, "channel": "post", "priority": "low"}"""
                        .formatted(amount, team))
                .list())
        .statusCode(202)
        .body("rejected", empty());
  }

  void tellsTwoDays() {
    tells("A", "2026-03-02T09:00:00Z", "0.83", "billing");
    tells("B", "2026-03-02T10:00:00Z", "-12", "billing");
    tells("C", "2026-03-02T11:00:00Z", "2.5", "tech");
    tells("D", "2026-03-02T12:00:00Z", "2.5", "tech");
    tells("E", "2026-03-03T09:00:00Z", "1.25", "billing");
    tells("F", "2026-03-03T10:00:00Z", "3.75", "billing");
  }

  private static String numbers(String key, String more) {
    return """
    {"key": "%s", "title": "Amounts", "kind": "number", "unit": "EUR", "minimumSample": 1%s,
     "events": {"type": "support.observation.recorded.v1", "value": "/data/value",
      "where": [{"pointer": "/data/metric", "equals": "amount"}]}}"""
        .formatted(key, more);
  }

  /** Defines a metric of the amounts, and waits until it is counted; returns its ETag. */
  String defineNumbers(String key, String more) {
    return define(key, numbers(key, more));
  }

  String define(String key, String definition) {
    Response made = json().body(definition).post("/v1/metrics");
    made.then().statusCode(201);
    awaitReady(key, 1);
    return made.header("ETag");
  }

  void awaitReady(String key, int version) {
    await()
        .atMost(Duration.ofSeconds(40))
        .untilAsserted(
            () ->
                request()
                    .get("/v1/metrics/" + key + "?version=" + version)
                    .then()
                    .statusCode(200)
                    .body("state", equalTo("ready")));
  }

  void awaitNumbers(String key, int n) {
    sending.awaitObservations(key, n);
  }

  ValidatableResponse read(String key, String path) {
    return request().get("/v1/metrics/" + key + path).then();
  }

  /** What the metric says of 2 March. */
  ValidatableResponse ofTheSecond(String key, String more) {
    return read(key, "/summary?from=2026-03-02&to=2026-03-03" + more).statusCode(200);
  }

  ValidatableResponse post(String path, String body) {
    return json()
        .urlEncodingEnabled(false) // the colon of an action stays one
        .body(body)
        .post(path)
        .then();
  }

  ValidatableResponse check() {
    return RestAssured.given()
        .config(
            RestAssuredConfig.config()
                .jsonConfig(
                    JsonConfig.jsonConfig()
                        .numberReturnType(JsonPathConfig.NumberReturnType.DOUBLE)))
        .auth()
        .oauth2(InternalTokens.token("metrics-service", tenant, "admin"))
        .contentType("application/json")
        .urlEncodingEnabled(false)
        .body("{}")
        .post("/v1/metrics:check")
        .then()
        .statusCode(200);
  }

  /** The file of an answer, as bytes. */
  byte[] download(String path, String type) {
    return request().accept(type).get(path).then().statusCode(200).extract().asByteArray();
  }

  List<Double> values(String key, String path, String at) {
    return read(key, path).statusCode(200).extract().path(at);
  }
}
