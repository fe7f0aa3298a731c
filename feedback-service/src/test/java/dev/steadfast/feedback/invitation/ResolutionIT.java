package dev.steadfast.feedback.invitation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;

import dev.steadfast.feedback.FeedbackBackends;
import dev.steadfast.feedback.Records;
import dev.steadfast.feedback.Tenant;
import dev.steadfast.platform.testing.MovableClock;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(FeedbackBackends.class)
class ResolutionIT {
  @Inject Records records;
  @Inject MovableClock clock;

  @Inject
  @DataSource("worker")
  AgroalDataSource worker;

  private final Tenant tenant = new Tenant();

  @AfterEach
  void resetClock() {
    clock.reset();
  }

  private JsonPath invitations() {
    return tenant.with().get("/v1/invitations").jsonPath();
  }

  private List<String> deadLetters() throws SQLException {
    List<String> reasons = new ArrayList<>();
    try (Connection connection = worker.getConnection();
        PreparedStatement select =
            connection.prepareStatement("SELECT reason FROM dead_letter WHERE tenant_id = ?")) {
      select.setObject(1, tenant.id());
      ResultSet row = select.executeQuery();
      while (row.next()) {
        reasons.add(row.getString(1));
      }
    }
    return reasons;
  }

  private JsonPath about(String subject) {
    return tenant.with().get("/v1/invitations?system=acme-zendesk&subject=" + subject).jsonPath();
  }

  private void awaitInvitationAbout(String subject) {
    await().atMost(Duration.ofSeconds(20)).until(() -> !about(subject).getList("items").isEmpty());
  }

  @Test
  void aResolutionInvitesOnceAndSaysSo() {
    String survey = tenant.survey();

    records.send(tenant, Records.resolved("48211", clock.instant()));
    await().until(() -> invitations().getList("items").size() == 1);

    JsonPath found = invitations();
    assertThat(found.getString("items[0].surveyId")).isEqualTo(survey);
    assertThat(found.getString("items[0].state")).isEqualTo("invited");
    assertThat(found.getString("items[0].origin")).isEqualTo("resolution");
    assertThat(found.getInt("items[0].cycle")).isEqualTo(1);
    assertThat(found.getString("items[0].agent.label")).isEqualTo("Kim Osei");
    assertThat(found.getString("items[0].team.id")).isEqualTo("360001");
    assertThat(found.getString("items[0].link"))
        .startsWith("https://help.acme.example/s/")
        .hasSize("https://help.acme.example/s/".length() + 80);
    await().until(() -> records.ofTenant(tenant).size() == 1);
    Records.Message told = records.ofTenant(tenant).getFirst();
    assertThat(told.type()).isEqualTo("support.feedback.invited.v1");
    assertThat(told.key()).isEqualTo(tenant.id() + "|acme-zendesk|48211");
    assertThat(told.subject()).isEqualTo("48211");
    assertThat(told.data().get("invitationId").textValue())
        .isEqualTo(found.getString("items[0].id"));
    assertThat(told.data().get("expiresAt").textValue())
        .isEqualTo(found.getString("items[0].expiresAt"));
  }

  @Test
  void duplicatesAndTheClosingThatFollowsInviteNobodyAgain() {
    tenant.survey();
    Instant resolvedAt = clock.instant();

    for (int i = 0; i < 3; i++) {
      records.send(tenant, Records.resolved("1", resolvedAt));
    }
    records.send(tenant, Records.state("1", "closed", resolvedAt, 1));
    records.send(tenant, Records.resolved("marker", resolvedAt));

    awaitInvitationAbout("marker");
    awaitInvitationAbout("1");
    records.send(tenant, Records.resolved("1", resolvedAt));
    records.send(tenant, Records.state("1", "resolved", resolvedAt, 2));
    await().until(() -> about("1").getList("items").size() == 2);
    assertThat(about("1").getList("items.cycle")).containsExactly(1, 2);
  }

  @Test
  void historyInvitesNobody() {
    tenant.survey();

    records.send(tenant, Records.resolved("1", clock.instant().minus(Duration.ofDays(3))));
    records.send(tenant, Records.state("1", "resolved", clock.instant(), 2));

    awaitInvitationAbout("1");
    assertThat(about("1").getList("items.cycle")).containsExactly(2);
  }

  @Test
  void aSurveyWhoseTimeIsOverAlreadyInvitesNobody() {
    tenant.survey(Map.of("title", "short", "invite", Map.of("expiresAfterDays", 1)));
    String patient = tenant.survey();

    records.send(tenant, Records.resolved("1", clock.instant().minus(Duration.ofHours(30))));

    awaitInvitationAbout("1");
    assertThat(about("1").getList("items.surveyId")).containsExactly(patient);
  }

  @Test
  void aClockThatIsAheadDoesNotKeepAnInvitationOpenForYears() {
    tenant.survey();

    records.send(tenant, Records.resolved("1", clock.instant().plus(Duration.ofDays(3650))));

    awaitInvitationAbout("1");
    assertThat(Instant.parse(about("1").getString("items[0].expiresAt")))
        .isBefore(clock.instant().plus(Duration.ofDays(15)));
  }

  @Test
  void onlyMatchingAndActiveSurveysInvite() {
    tenant.survey(Map.of("title", "other team", "invite", Map.of("teams", List.of("Sales"))));
    tenant.survey(Map.of("title", "other channel", "invite", Map.of("channels", List.of("chat"))));
    tenant.survey(Map.of("title", "by hand", "invite", Map.of("when", "manual")));
    tenant.survey(Map.of("title", "paused", "active", false));
    String wanted =
        tenant.survey(
            Map.of("invite", Map.of("teams", List.of("Billing"), "channels", List.of("email"))));

    records.send(tenant, Records.resolved("1", clock.instant()));

    awaitInvitationAbout("1");
    assertThat(about("1").getList("items.surveyId")).containsExactly(wanted);
  }

  @Test
  void aDelayMovesSendingAndExpiry() {
    tenant.survey(Map.of("invite", Map.of("delayMinutes", 60, "expiresAfterDays", 1)));
    Instant resolvedAt = Instant.ofEpochSecond(clock.instant().getEpochSecond());

    records.send(tenant, Records.resolved("1", resolvedAt));
    awaitInvitationAbout("1");

    assertThat(about("1").getString("items[0].sendAfter"))
        .isEqualTo(resolvedAt.plusSeconds(3600).toString());
    assertThat(about("1").getString("items[0].expiresAt"))
        .isEqualTo(resolvedAt.plusSeconds(3600 + 86_400).toString());
    tenant.with().get("/v1/invitations?due=true").then().body("items", empty());
    tenant.with().get("/v1/invitations?due=false").then().body("items", hasSize(1));
    clock.moveAhead(Duration.ofHours(1));
    tenant.with().get("/v1/invitations?due=true").then().body("items", hasSize(1));
  }

  @Test
  void whatIsGoneIsNoLongerAsked() {
    tenant.survey();
    records.send(tenant, Records.resolved("1", clock.instant()));
    awaitInvitationAbout("1");
    String page = Tenant.pathOf(about("1").getString("items[0].link"));

    records.send(tenant, Records.state("1", "gone", clock.instant(), 1));
    await().until(() -> about("1").getString("items[0].state").equals("withdrawn"));

    assertThat(about("1").getString("items[0].link")).isNull();
    Tenant.inPublic().get(page).then().statusCode(410);
  }

  @Test
  void poisonGoesToTheDeadLettersAndTheNextRecordIsServed() throws SQLException {
    tenant.survey();

    records.sendRaw(tenant.id().toString(), "x", "not json".getBytes(StandardCharsets.UTF_8));
    records.sendRaw(tenant.id().toString(), "x", "{}".getBytes(StandardCharsets.UTF_8));
    records.sendRaw("nobody", "x", "{}".getBytes(StandardCharsets.UTF_8));
    records.send(tenant, Records.resolved("1", clock.instant()));

    awaitInvitationAbout("1");
    assertThat(deadLetters()).hasSize(2).allMatch(reason -> !reason.isBlank());
  }
}
