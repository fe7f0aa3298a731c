package dev.steadfast.metrics.settings;

import static dev.steadfast.metrics.testing.Events.aTicket;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.equalTo;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.steadfast.metrics.testing.Events;
import dev.steadfast.platform.testing.InternalTokens;
import dev.steadfast.platform.testing.ServiceBackends;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.JsonConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.path.json.config.JsonPathConfig.NumberReturnType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
    value = ServiceBackends.class,
    initArgs = @ResourceArg(name = "service", value = "metrics"))
class TenantSettingsIT {
  private static final String PRAISE = "VADER is smart, handsome, and funny.";

  private final UUID tenant = UuidCreator.getTimeOrderedEpoch();

  private RequestSpecification as(String... scopes) {
    return given()
        .config(
            RestAssuredConfig.config()
                .jsonConfig(JsonConfig.jsonConfig().numberReturnType(NumberReturnType.DOUBLE)))
        .auth()
        .oauth2(InternalTokens.token("metrics-service", tenant, scopes));
  }

  private RequestSpecification admin() {
    return as("admin", "events:write", "metrics:read");
  }

  private void keep(boolean keeps) {
    admin()
        .contentType("application/json")
        .body("{\"keepsMessageTexts\": " + keeps + "}")
        .put("/v1/tenant-settings")
        .then()
        .statusCode(200);
  }

  private void writes(String subject, String language, String text) {
    List<String> events =
        aTicket("desk", subject)
            .opened("2026-03-02T09:00:00Z", "billing", "email", "normal")
            .event(
                "message.added",
                "2026-03-02T09:00:00Z",
                """
                {"author": {"kind": "customer"}, "text": "%s", "language": "%s"}"""
                    .formatted(text, language))
            .event(
                "message.added",
                "2026-03-02T10:00:00Z",
                """
                {"author": {"kind": "agent", "id": "ann"}, "text": "Three more words"}""")
            .list();
    admin()
        .contentType("application/cloudevents-batch+json")
        .body(Events.batch(events))
        .post("/v1/events")
        .then()
        .statusCode(202)
        .body("accepted", equalTo(3));
  }

  private ValidatableResponse summary(String metric) {
    return admin()
        .queryParam("from", "2026-03-01")
        .queryParam("to", "2026-04-01")
        .get("/v1/metrics/" + metric + "/summary")
        .then()
        .statusCode(200);
  }

  private void awaitReplies(int replies) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> summary("response-length").body("series[0].points[0].n", equalTo(replies)));
  }

  private String everything() {
    return admin()
        .urlEncodingEnabled(false) // the colon of an action stays one
        .get("/v1/events:export")
        .then()
        .statusCode(200)
        .extract()
        .asString();
  }

  @Test
  void textsAreMeasuredAndNotKeptUnlessTheTenantSaysSo() {
    // Given
    as("metrics:read")
        .get("/v1/tenant-settings")
        .then()
        .statusCode(200)
        .body("keepsMessageTexts", equalTo(false));

    // When
    writes("T-1", "en-GB", PRAISE);
    awaitReplies(1);

    // Then
    assertThat(everything()).doesNotContain("smart", "more words").contains("\"sentiment\":0.832");
    summary("sentiment")
        .body("series[0].points[0].n", equalTo(1))
        .body("series[0].points[0].values.mean_score", closeTo(0.832, 1e-9));
    summary("sentiment.negative").body("series[0].points[0].values.share", equalTo(0.0));
    summary("response-length").body("series[0].points[0].values.median", equalTo(3.0));
    summary("response-length.characters").body("series[0].points[0].values.median", equalTo(16.0));
  }

  @Test
  void keptTextsMeasureTheSame() {
    // Given
    keep(true);

    // When
    writes("T-1", "en", PRAISE);
    writes("T-2", "en", "Today SUX!");
    writes("T-3", "de", "Das ist great und super.");
    awaitReplies(3);

    // Then
    assertThat(everything()).contains(PRAISE, "Today SUX!", "Das ist");
    summary("sentiment")
        .body("series[0].points[0].n", equalTo(2))
        .body("series[0].points[0].values.mean_score", closeTo((0.832 - 0.546) / 2, 1e-9));
    summary("sentiment.negative").body("series[0].points[0].values.share", equalTo(50.0));
  }

  @Test
  void onlyAnAdminSetsAndNothingIsGuessed() {
    as("metrics:read", "events:write")
        .contentType("application/json")
        .body("{\"keepsMessageTexts\": true}")
        .put("/v1/tenant-settings")
        .then()
        .statusCode(403);
    admin()
        .contentType("application/json")
        .body("{}")
        .put("/v1/tenant-settings")
        .then()
        .statusCode(422)
        .body("errors[0].pointer", equalTo("/keepsMessageTexts"));
  }

  @Test
  void aSentimentIsFromMinusOneToOne() {
    List<String> events =
        aTicket("desk", "T-9")
            .event(
                "message.added",
                "2026-03-02T09:00:00Z",
                """
                {"author": {"kind": "customer"}, "sentiment": 1.5}""")
            .list();
    admin()
        .contentType("application/cloudevents-batch+json")
        .body(Events.batch(events))
        .post("/v1/events")
        .then()
        .statusCode(422)
        .body("errors[0].pointer", equalTo("/0/data/sentiment"));
  }
}
