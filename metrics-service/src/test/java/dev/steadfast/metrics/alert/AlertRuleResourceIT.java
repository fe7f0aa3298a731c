package dev.steadfast.metrics.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.steadfast.metrics.testing.Sending;
import dev.steadfast.platform.testing.ServiceBackends;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
@QuarkusTestResource(
    value = ServiceBackends.class,
    initArgs = @ResourceArg(name = "service", value = "metrics"))
class AlertRuleResourceIT {
  private static final String RULE =
      """
      {"name": "Slow replies", "metric": "first-response-time", "aggregation": "p90",
       "condition": {"type": "above", "value": "PT4H", "clearAt": 10800000}}""";

  private final Sending sending = new Sending(UuidCreator.getTimeOrderedEpoch());

  private ValidatableResponse post(String body) {
    return sending
        .request()
        .contentType("application/json")
        .body(body)
        .post("/v1/alert-rules")
        .then();
  }

  private ValidatableResponse patch(String id, String tag, String body) {
    return sending
        .request()
        .contentType("application/merge-patch+json")
        .header("If-Match", tag)
        .body(body)
        .patch("/v1/alert-rules/" + id)
        .then();
  }

  @Test
  void aRuleIsKeptChangedAndDeleted() {
    // Given
    String id =
        post(RULE)
            .statusCode(201)
            .header("ETag", "\"1\"")
            .body("condition.value", equalTo("PT4H"))
            .body("condition.clearAt", equalTo(10_800_000))
            .body("window", equalTo("PT1H"))
            .body("holdDown", equalTo("PT0S"))
            .body("enabled", equalTo(true))
            .body("state.status", equalTo("ok"))
            .body("state.evaluatedAt", nullValue())
            .extract()
            .path("id");

    // When
    patch(id, "\"1\"", "{\"holdDown\": \"PT30M\", \"aggregation\": null}")
        .statusCode(200)
        .header("ETag", "\"2\"")
        .body("holdDown", equalTo("PT30M"))
        .body("aggregation", equalTo("median"));

    // Then
    patch(id, "\"1\"", "{\"name\": \"Other\"}")
        .statusCode(412)
        .body("code", equalTo("stale-version"));
    sending
        .request()
        .contentType("application/merge-patch+json")
        .body("{}")
        .patch("/v1/alert-rules/" + id)
        .then()
        .statusCode(428);
    patch(id, "\"2\"", "[]").statusCode(400);
    patch(id, "\"2\"", "{\"condition\": null}")
        .statusCode(422)
        .body("errors.pointer", hasItem("/condition"));
    sending
        .request()
        .header("If-Match", "\"1\"")
        .delete("/v1/alert-rules/" + id)
        .then()
        .statusCode(412);
    sending.request().delete("/v1/alert-rules/" + id).then().statusCode(204);
    sending.request().get("/v1/alert-rules/" + id).then().statusCode(404);
    sending.request().delete("/v1/alert-rules/" + id).then().statusCode(404);
  }

  @Test
  void theSameKeyMakesOneRule() {
    // Given
    String key = UuidCreator.getTimeOrderedEpoch().toString();

    // When
    JsonPath first = keyed(key, RULE).statusCode(201).extract().jsonPath();
    JsonPath again = keyed(key, RULE).statusCode(201).extract().jsonPath();

    // Then
    assertThat(again.getString("id")).isEqualTo(first.getString("id"));
    keyed(key, RULE.replace("Slow", "Slower"))
        .statusCode(422)
        .body("code", equalTo("idempotency-key-reused"));
  }

  private ValidatableResponse keyed(String key, String body) {
    return sending
        .request()
        .contentType("application/json")
        .header("Idempotency-Key", key)
        .body(body)
        .post("/v1/alert-rules")
        .then();
  }

  @Test
  void rulesComeInPagesNewestFirst() {
    // Given
    String first = post(RULE).extract().path("id");
    String second = post(RULE).extract().path("id");

    // When
    JsonPath page = sending.request().queryParam("limit", 1).get("/v1/alert-rules").jsonPath();
    JsonPath rest =
        sending
            .request()
            .queryParam("cursor", page.getString("nextCursor"))
            .get("/v1/alert-rules")
            .jsonPath();

    // Then
    assertThat(page.getList("items.id")).containsExactly(second);
    assertThat(rest.getList("items.id")).containsExactly(first);
    Sending other = new Sending(UuidCreator.getTimeOrderedEpoch());
    assertThat(other.request().get("/v1/alert-rules").jsonPath().getList("items")).isEmpty();
    other.request().get("/v1/alert-rules/" + first).then().statusCode(404);
  }

  static Stream<Arguments> wrong() {
    String good = "\"name\": \"A\", \"metric\": \"csat\", ";
    return Stream.of(
        Arguments.of("{}", new String[] {"/name", "/metric", "/condition"}),
        Arguments.of(
            RULE.replace("first-response-time", "channel-share.last"), new String[] {"/metric"}),
        Arguments.of(
            RULE.replace("first-response-time", "self-service-score"), new String[] {"/metric"}),
        Arguments.of(
            "{\"name\": \"A\", \"metric\": \"joy\", \"condition\": {\"type\": \"below\", \"value\": 1}}",
            new String[] {"/metric"}),
        // A share within a threshold: in percent, of windows, and of what has values
        Arguments.of(RULE.replace("p90", "within:PT1H"), new String[] {"/condition/value"}),
        Arguments.of(RULE.replace("p90", "within:soon"), new String[] {"/aggregation"}),
        Arguments.of(
            "{"
                + good
                + "\"aggregation\": \"within:3\", \"condition\": {\"type\": \"below\", \"value\": 1}}",
            new String[] {"/aggregation"}),
        Arguments.of(
            "{\"name\": \"A\", \"metric\": \"first-response-time\", \"aggregation\": \"within:PT1H\","
                + " \"condition\": {\"type\": \"unusual\"}}",
            new String[] {"/aggregation"}),
        Arguments.of("{" + good + "\"condition\": {}}", new String[] {"/condition/type"}),
        Arguments.of(
            "{" + good + "\"condition\": {\"type\": \"below\"}}",
            new String[] {"/condition/value"}),
        Arguments.of(
            "{" + good + "\"condition\": {\"type\": \"below\", \"value\": 85, \"clearAt\": 80}}",
            new String[] {"/condition/clearAt"}),
        Arguments.of(
            "{" + good + "\"condition\": {\"type\": \"below\", \"value\": 1e300}}",
            new String[] {"/condition/value", "/condition/clearAt"}),
        Arguments.of(
            "{" + good + "\"condition\": {\"type\": \"below\", \"value\": \"PT1H\"}}",
            new String[] {"/condition/value", "/condition/clearAt"}),
        Arguments.of(
            "{"
                + good
                + "\"window\": \"PT1H\", \"condition\": {\"type\": \"unusual\", \"value\": 3, \"side\": \"up\","
                + " \"falseAlarmRate\": 0}}",
            new String[] {
              "/window", "/condition/value", "/condition/side", "/condition/falseAlarmRate"
            }),
        Arguments.of(
            "{"
                + good
                + "\"condition\": {\"type\": \"below\", \"value\": 1}, \"window\": \"PT20M\","
                + " \"holdDown\": \"P8D\", \"minimumSample\": 0, \"aggregation\": \"median\","
                + " \"scope\": {\"mood\": \"x\"}, \"labels\": {\"a\": null},"
                + " \"quietHours\": {\"zone\": \"+01:00\", \"from\": \"8\", \"days\": [null]}}",
            new String[] {
              "/window",
              "/holdDown",
              "/minimumSample",
              "/aggregation",
              "/scope/mood",
              "/labels/a",
              "/quietHours/zone",
              "/quietHours/from",
              "/quietHours/to",
              "/quietHours/days/0"
            }));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void allThatIsWrongIsSaidAtOnce(String body, String[] pointers) {
    post(body)
        .statusCode(422)
        .contentType("application/problem+json")
        .body("code", equalTo("rule-violated"))
        .body("errors.pointer", containsInAnyOrder(pointers));
  }

  @Test
  void whatIsNoRuleAtAllIsRefused() {
    post("{").statusCode(400);
    post("{\"name\": {}}").statusCode(400);
    post("{\"colour\": 1}").statusCode(400);
    post(RULE.replace("\"PT4H\"", "\"four\"")).statusCode(400);
    post(RULE.replace("\"PT4H\"", "true")).statusCode(400);
    sending.request().queryParam("status", "loud").get("/v1/alerts").then().statusCode(400);
    sending.request().queryParam("rule", "x").get("/v1/alerts/changes").then().statusCode(400);
    sending.request().queryParam("cursor", "x").get("/v1/alerts").then().statusCode(400);
  }
}
