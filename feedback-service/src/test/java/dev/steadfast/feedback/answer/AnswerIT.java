package dev.steadfast.feedback.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.steadfast.feedback.FeedbackBackends;
import dev.steadfast.feedback.Records;
import dev.steadfast.feedback.Tenant;
import dev.steadfast.platform.testing.MovableClock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(FeedbackBackends.class)
class AnswerIT {
  @Inject Records records;
  @Inject MovableClock clock;

  private final Tenant tenant = new Tenant();

  @AfterEach
  void resetClock() {
    clock.reset();
  }

  private Response answerTo(String invitation, int value) {
    return tenant
        .withJson(Map.of("invitationId", invitation, "value", value, "comment", "by phone"))
        .post("/v1/answers");
  }

  private Response answerAbout(String survey, String subject, int value) {
    return tenant
        .withJson(
            Map.of(
                "surveyId", survey, "system", "acme-zendesk", "subject", subject, "value", value))
        .post("/v1/answers");
  }

  @Test
  void anInternalSystemAnswersAnInvitationOnce() {
    String invitation = tenant.invite(tenant.survey(), "1").getString("id");

    answerTo(invitation, 4)
        .then()
        .statusCode(201)
        .body("value", equalTo(4))
        .body("scale", equalTo("csat-5"))
        .body("comment", equalTo("by phone"))
        .body("via", equalTo("api"));
    answerTo(invitation, 4).then().statusCode(409).body("code", equalTo("already-answered"));
    tenant
        .with()
        .get("/v1/invitations/" + invitation)
        .then()
        .body("state", equalTo("answered"))
        .body("link", nullValue());
  }

  @Test
  void anAnswerWithoutInvitationIsToldToo() {
    String survey = tenant.survey();

    answerAbout(survey, "1", 5).then().statusCode(201);

    await().until(() -> records.ofTenant(tenant).size() == 1);
    Records.Message told = records.ofTenant(tenant).getFirst();
    assertThat(told.type()).isEqualTo("support.feedback.answered.v1");
    assertThat(told.data().hasNonNull("about")).isFalse();
    tenant
        .with()
        .get("/v1/surveys/" + survey + "/results")
        .then()
        .body("count", equalTo(1))
        .body("invited", equalTo(0))
        .body("responseRate", nullValue());
  }

  @Test
  void anAnswerAboutAnInteractionUsesTheOpenInvitationUp() {
    String survey = tenant.survey();
    String invitation = tenant.invite(survey, "1").getString("id");

    answerAbout(survey, "1", 5).then().statusCode(201).body("invitationId", equalTo(invitation));
  }

  @Test
  void aRepeatedAnswerWithItsKeyCountsOnce() {
    Map<String, Object> body =
        Map.of("surveyId", tenant.survey(), "system", "s", "subject", "1", "value", 3);

    String first =
        tenant.withJson(body).header("Idempotency-Key", "k").post("/v1/answers").path("id");
    Response second = tenant.withJson(body).header("Idempotency-Key", "k").post("/v1/answers");

    assertThat(second.statusCode()).isEqualTo(201);
    assertThat((String) second.path("id")).isEqualTo(first);
    assertThat(tenant.answers().getList("items")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"value\": 5} | 422 | /surveyId",
        "{\"invitationId\": \"ID\"} | 422 | /value",
        "{\"invitationId\": \"ID\", \"value\": 6} | 422 | /value",
        "{\"invitationId\": \"ID\", \"value\": 5, \"system\": \"s\"} | 422 | /invitationId",
        "{\"invitationId\": \"ID\", \"value\": 5, \"comment\": \"\\ud800\"} | 422 | /comment",
        "{\"invitationId\": \"ID\", \"value\": 4.5} | 400 | /value",
        "{\"invitationId\": \"ID\", \"value\": 1e400} | 400 | /value",
        "{\"invitationId\": \"ID\", \"value\": NaN} | 400 | ",
        "{\"invitationId\": \"ID\", \"value\": \"five\"} | 400 | /value",
        "{\"invitationId\": \"nothing\", \"value\": 5} | 400 | /invitationId"
      })
  void badAnswersAreRefusedWithTheirPlace(String body, int status, String pointer) {
    String invitation = tenant.invite(tenant.survey(), "1").getString("id");

    Response refused = tenant.withJson(body.replace("ID", invitation)).post("/v1/answers");

    refused.then().statusCode(status);
    if (pointer != null) {
      assertThat(refused.jsonPath().getList("errors.pointer")).contains(pointer);
    }
    assertThat(tenant.answers().getList("items")).isEmpty();
  }

  @Test
  void expiredInvitationsCannotBeAnswered() {
    String invitation = tenant.invite(tenant.survey(), "1").getString("id");
    clock.moveAhead(Duration.ofDays(14));

    answerTo(invitation, 4).then().statusCode(410).body("code", equalTo("link-expired"));
  }

  @Test
  void aWithdrawnAnswerNoLongerCountsAndIsToldOnce() {
    String survey = tenant.survey();
    String page = tenant.pageFor(survey, "1");
    String id = answerAbout(survey, "1", 1).then().statusCode(201).extract().path("id");

    for (int i = 0; i < 2; i++) {
      tenant
          .post("/v1/answers/" + id + ":withdraw", Map.of("reason", "wrong ticket"))
          .then()
          .statusCode(200)
          .body("withdrawnReason", equalTo("wrong ticket"));
    }

    tenant.with().get("/v1/surveys/" + survey + "/results").then().body("count", equalTo(0));
    await().until(() -> records.ofTenant(tenant).size() == 3);
    Records.Message told = records.ofTenant(tenant).getLast();
    assertThat(told.type()).isEqualTo("support.feedback.withdrawn.v1");
    assertThat(told.data().get("reason").textValue()).isEqualTo("wrong ticket");
    Tenant.inPublic().get(page).then().statusCode(410);
    tenant.post("/v1/answers/" + id + ":withdraw").then().statusCode(200);
  }

  @Test
  void resultsHaveShareIntervalAndResponseRate() {
    String survey = tenant.survey();
    List<Integer> values = List.of(5, 5, 4, 2);
    for (int i = 0; i < 5; i++) {
      String invitation = tenant.invite(survey, "t" + i).getString("id");
      tenant.post("/v1/invitations/" + invitation + ":deliver").then().statusCode(200);
      if (i < values.size()) {
        answerTo(invitation, values.get(i)).then().statusCode(201);
      }
    }

    tenant
        .with()
        .get("/v1/surveys/" + survey + "/results")
        .then()
        .statusCode(200)
        .body("scale", equalTo("csat-5"))
        .body("count", equalTo(4))
        .body("favourable.value", equalTo(75.0f))
        .body("favourable.unit", equalTo("percent"))
        .body("favourable.lower.toDouble()", closeTo(30.06, 0.01))
        .body("favourable.upper.toDouble()", closeTo(95.44, 0.01))
        .body("mean", equalTo(4.0f))
        .body("distribution.'5'", equalTo(2))
        .body("distribution.'1'", equalTo(0))
        .body("invited", equalTo(5))
        .body("delivered", equalTo(5))
        .body("responseBasis", equalTo("delivered"))
        .body("responseRate.value", equalTo(80.0f));
  }

  @Test
  void answersAreFilteredAndPaged() {
    String survey = tenant.survey();
    String other = tenant.survey(Map.of("title", "Other"));
    for (int i = 0; i < 3; i++) {
      answerAbout(survey, "t" + i, 5).then().statusCode(201);
    }
    clock.moveAhead(Duration.ofHours(1));
    Instant later = clock.instant().minusSeconds(60);
    answerAbout(other, "t3", 1).then().statusCode(201);

    JsonPath page = tenant.with().get("/v1/answers?limit=3").jsonPath();

    assertThat(page.getList("items.subject")).containsExactly("t0", "t1", "t2");
    tenant
        .with()
        .queryParam("cursor", page.getString("nextCursor"))
        .get("/v1/answers")
        .then()
        .body("items.subject", equalTo(List.of("t3")));
    tenant.with().get("/v1/answers?surveyId=" + survey).then().body("items", hasSize(3));
    tenant
        .with()
        .queryParam("from", later.toString())
        .get("/v1/answers")
        .then()
        .body("items", hasSize(1));
    tenant
        .with()
        .queryParam("to", later.toString())
        .get("/v1/answers")
        .then()
        .body("items", hasSize(3));
    tenant
        .with()
        .get("/v1/answers?from=2026-01-01")
        .then()
        .statusCode(400)
        .body("code", equalTo("invalid-parameter"));
  }

  @Test
  void anotherTenantSeesAndChangesNothing() {
    String survey = tenant.survey();
    String invitation = tenant.invite(survey, "1").getString("id");
    String id = answerTo(invitation, 5).path("id");
    Tenant other = new Tenant();

    other.with().get("/v1/answers").then().body("items", empty());
    other.with().get("/v1/answers/" + id).then().statusCode(404);
    other.post("/v1/answers/" + id + ":withdraw").then().statusCode(404);
    other
        .withJson(Map.of("invitationId", tenant.invite(survey, "2").getString("id"), "value", 1))
        .post("/v1/answers")
        .then()
        .statusCode(404);
    tenant.with().get("/v1/answers/" + id).then().body("withdrawnAt", nullValue());
  }
}
