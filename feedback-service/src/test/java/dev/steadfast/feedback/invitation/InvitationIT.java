package dev.steadfast.feedback.invitation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.steadfast.feedback.FeedbackBackends;
import dev.steadfast.feedback.Records;
import dev.steadfast.feedback.Tenant;
import dev.steadfast.platform.testing.MovableClock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(FeedbackBackends.class)
class InvitationIT {
  @Inject Records records;
  @Inject MovableClock clock;

  private final Tenant tenant = new Tenant();

  @AfterEach
  void resetClock() {
    clock.reset();
  }

  private JsonPath about(String subject) {
    return tenant.with().get("/v1/invitations?system=acme-zendesk&subject=" + subject).jsonPath();
  }

  private void awaitInvitationAbout(String subject) {
    await().atMost(Duration.ofSeconds(20)).until(() -> !about(subject).getList("items").isEmpty());
  }

  @Test
  void anInvitationByHandHasItsLinkAndIsTold() {
    String survey = tenant.survey();

    JsonPath invited = tenant.invite(survey, "77");

    assertThat(invited.getString("origin")).isEqualTo("manual");
    assertThat(invited.getString("link")).startsWith("https://help.acme.example/s/");
    await().until(() -> records.ofTenant(tenant).size() == 1);
    tenant
        .with()
        .get("/v1/invitations/" + invited.getString("id"))
        .then()
        .statusCode(200)
        .body("link", equalTo(invited.getString("link")))
        .body("cycle", nullValue());
  }

  @Test
  void oneInvitationAtATimeIsOpen() {
    String survey = tenant.survey(Map.of("invite", Map.of("expiresAfterDays", 1)));
    String first = tenant.invite(survey, "77").getString("id");

    tenant
        .withJson(Map.of("surveyId", survey, "system", "acme-zendesk", "subject", "77"))
        .post("/v1/invitations")
        .then()
        .statusCode(409)
        .body("code", equalTo("conflict"))
        .body("detail", containsString(first));
    records.send(tenant, Records.resolved("77", clock.instant()));
    records.send(tenant, Records.resolved("marker", clock.instant()));
    awaitInvitationAbout("marker");
    clock.moveAhead(Duration.ofDays(2));
    tenant.invite(survey, "77");
    tenant.with().get("/v1/invitations?subject=77&state=expired").then().body("items", hasSize(1));
    tenant.with().get("/v1/invitations?subject=77&state=invited").then().body("items", hasSize(1));
  }

  @Test
  void anInactiveSurveyCannotBeInvitedTo() {
    String survey = tenant.survey(Map.of("active", false));

    tenant
        .withJson(Map.of("surveyId", survey, "system", "s", "subject", "1"))
        .post("/v1/invitations")
        .then()
        .statusCode(409)
        .body("code", equalTo("conflict"));
  }

  @Test
  void aRepeatedInvitationWithItsKeyIsTheSame() {
    Map<String, String> body = Map.of("surveyId", tenant.survey(), "system", "s", "subject", "1");

    String first =
        tenant.withJson(body).header("Idempotency-Key", "k").post("/v1/invitations").path("id");
    String second =
        tenant.withJson(body).header("Idempotency-Key", "k").post("/v1/invitations").path("id");

    assertThat(second).isEqualTo(first);
  }

  @Test
  void badInvitationsAreRefused() {
    tenant.withJson("{}").post("/v1/invitations").then().statusCode(422).body("errors", hasSize(3));
    tenant.withJson("{\"surveyId\": \"x\"}").post("/v1/invitations").then().statusCode(400);
    tenant
        .withJson(Map.of("surveyId", UUID.randomUUID(), "system", "s", "subject", "1"))
        .post("/v1/invitations")
        .then()
        .statusCode(422)
        .body("errors[0].pointer", equalTo("/surveyId"));
  }

  @Test
  void deliveryIsNotedOnce() {
    String id = tenant.invite(tenant.survey(), "1").getString("id");

    tenant
        .post("/v1/invitations/" + id + ":deliver", Map.of("via", "email"))
        .then()
        .statusCode(200)
        .body("state", equalTo("delivered"))
        .body("via", equalTo("email"))
        .body("deliveredAt", notNullValue())
        .body("link", startsWith("https://"));
    tenant
        .post("/v1/invitations/" + id + ":deliver")
        .then()
        .statusCode(200)
        .body("via", equalTo("email"));

    await().until(() -> records.ofTenant(tenant).size() == 2);
    Records.Message told = records.ofTenant(tenant).getLast();
    assertThat(told.type()).isEqualTo("support.feedback.delivered.v1");
    assertThat(told.data().get("via").textValue()).isEqualTo("email");
    assertThat(told.data().get("invitationId").textValue()).isEqualTo(id);
  }

  @Test
  void aDeliveryThatIsNotJsonIsRefused() {
    String address = "/v1/invitations/" + tenant.invite(tenant.survey(), "1").getString("id");

    tenant
        .with()
        .urlEncodingEnabled(false)
        .contentType("text/plain")
        .body("email")
        .post(address + ":deliver")
        .then()
        .statusCode(415);
    tenant.post(address + ":deliver", Map.of("how", "email")).then().statusCode(400);
    tenant.post(address + ":deliver", Map.of("via", " ")).then().statusCode(422);
    tenant.with().get(address).then().body("state", equalTo("invited"));
  }

  @Test
  void anExpiredInvitationCannotBeDelivered() {
    String id = tenant.invite(tenant.survey(), "1").getString("id");
    clock.moveAhead(Duration.ofDays(15));

    tenant
        .post("/v1/invitations/" + id + ":deliver")
        .then()
        .statusCode(409)
        .body("code", equalTo("conflict"));
  }

  @Test
  void listsAreFilteredAndPaged() {
    String survey = tenant.survey();
    for (int i = 0; i < 3; i++) {
      tenant.invite(survey, "t" + i);
    }

    JsonPath page = tenant.with().get("/v1/invitations?limit=2").jsonPath();

    assertThat(page.getList("items.subject")).containsExactly("t0", "t1");
    tenant
        .with()
        .queryParam("cursor", page.getString("nextCursor"))
        .get("/v1/invitations")
        .then()
        .body("items.subject", equalTo(List.of("t2")))
        .body("nextCursor", nullValue());
    tenant
        .with()
        .get("/v1/invitations?system=acme-zendesk&subject=t1&surveyId=" + survey)
        .then()
        .body("items", hasSize(1));
    tenant.with().get("/v1/invitations?state=lost").then().statusCode(400);
    tenant.with().get("/v1/invitations?surveyId=x").then().statusCode(400);
  }

  @Test
  void anotherTenantSeesAndChangesNothing() {
    String id = tenant.invite(tenant.survey(), "1").getString("id");
    Tenant other = new Tenant();

    other.with().get("/v1/invitations").then().body("items", empty());
    other.with().get("/v1/invitations/" + id).then().statusCode(404);
    other.post("/v1/invitations/" + id + ":deliver").then().statusCode(404);
    tenant.with().get("/v1/invitations/" + id).then().body("state", equalTo("invited"));
  }
}
