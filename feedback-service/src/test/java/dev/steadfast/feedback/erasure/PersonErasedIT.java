package dev.steadfast.feedback.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.steadfast.contracts.erasure.PersonErased;
import dev.steadfast.feedback.FeedbackBackends;
import dev.steadfast.feedback.Records;
import dev.steadfast.feedback.Tenant;
import dev.steadfast.platform.testing.MovableClock;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(FeedbackBackends.class)
class PersonErasedIT {
  private static final String COMMENT = "Yours, Lena Brandt of 7 Mill Lane";
  private static final Duration PATIENCE = Duration.ofSeconds(20);

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

  private static RequestSpecification browser() {
    return Tenant.inPublic().header("Accept", "text/html");
  }

  private static RequestSpecification program() {
    return Tenant.inPublic().accept("application/json");
  }

  private static Response answer(String page) {
    return program()
        .contentType("application/x-www-form-urlencoded; charset=UTF-8")
        .formParam("value", "2")
        .formParam("comment", COMMENT)
        .post(page);
  }

  /** Tells that the customer of those tickets was erased. */
  private void erase(Tenant of, String mode, String... subjects) {
    records.send(
        of,
        new PersonErased(
            UUID.randomUUID(),
            "customer",
            mode,
            "erased-3f9a1c07",
            null,
            Stream.of(subjects)
                .map(subject -> new PersonErased.Erased("acme-zendesk", subject))
                .toList()));
  }

  private JsonPath invitation(String subject) {
    return tenant
        .with()
        .get("/v1/invitations?system=acme-zendesk&subject=" + subject)
        .jsonPath()
        .setRootPath("items[0]");
  }

  private void awaitWithdrawn(String subject) {
    await().atMost(PATIENCE).until(() -> invitation(subject).get("state").equals("withdrawn"));
  }

  /** In how many rows of the tenant the text is, in any table. */
  private int rowsWith(String text) throws SQLException {
    int rows = 0;
    for (String table :
        List.of("answer", "invitation", "idempotency_key", "dead_letter", "erased_interaction")) {
      try (Connection connection = worker.getConnection();
          PreparedStatement select =
              connection.prepareStatement(
                  "SELECT count(*) FROM "
                      + table
                      + " t WHERE tenant_id = ? AND (strpos(t::text, ?) > 0 OR strpos(t::text, ?) > 0)")) {
        select.setObject(1, tenant.id());
        select.setString(2, text);
        select.setString(3, HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8)));
        try (ResultSet row = select.executeQuery()) {
          row.next();
          rows += row.getInt(1);
        }
      }
    }
    return rows;
  }

  @Test
  void aCustomersCommentsAreEmptiedAndWhatIsOpenIsWithdrawn() throws SQLException {
    // Given an answer about T-1 and an open invitation about T-2, both hers, and an answer of
    // somebody else
    String survey = tenant.survey();
    String answered = tenant.pageFor(survey, "T-1");
    answer(answered).then().statusCode(200);
    String open = tenant.pageFor(survey, "T-2");
    answer(tenant.pageFor(survey, "T-3")).then().statusCode(200);
    Tenant other = new Tenant();
    String otherPage = other.pageFor(other.survey(), "T-2");
    assertThat(rowsWith(COMMENT)).isEqualTo(2);

    // When it is told, twice
    erase(tenant, "pseudonymise", "T-1", "T-2", "T-of-nobody");
    erase(tenant, "pseudonymise", "T-1", "T-2", "T-of-nobody");
    awaitWithdrawn("T-2");

    // Then
    assertThat(rowsWith(COMMENT)).isEqualTo(1);
    tenant
        .with()
        .get("/v1/answers?subject=T-1")
        .then()
        .body("items.value", contains(2))
        .body("items[0].comment", nullValue());
    tenant.with().get("/v1/surveys/" + survey + "/results").then().body("count", equalTo(2));
    browser().get(open).then().statusCode(410);
    answer(open).then().statusCode(410).body("code", equalTo("link-expired"));
    program().get(answered).then().statusCode(409).body("code", equalTo("already-answered"));
    Tenant.inPublic().get(otherPage).then().statusCode(200);
  }

  @Test
  void removedInteractionsTakeInvitationsAndAnswersWithThem() throws SQLException {
    // Given
    String survey = tenant.survey();
    String answered = tenant.pageFor(survey, "T-1");
    answer(answered).then().statusCode(200);
    String open = tenant.pageFor(survey, "T-2");

    // When
    erase(tenant, "remove", "T-1", "T-2");
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> tenant.with().get("/v1/invitations").then().body("items", empty()));

    // Then
    assertThat(rowsWith(COMMENT)).isZero();
    assertThat(tenant.answers().getList("items")).isEmpty();
    tenant
        .with()
        .get("/v1/surveys/" + survey + "/results")
        .then()
        .body("count", equalTo(0))
        .body("invited", equalTo(0));
    for (String page : List.of(answered, open)) {
      browser().get(page).then().statusCode(410);
      program().get(page).then().statusCode(410).body("code", equalTo("link-expired"));
      answer(page).then().statusCode(410).body("code", equalTo("link-expired"));
    }
    assertThat(tenant.answers().getList("items")).isEmpty();
  }

  @Test
  void nobodyIsAskedAboutTheInteractionAnyMore() throws SQLException {
    // Given
    String survey = tenant.survey();
    String page = tenant.pageFor(survey, "T-1");
    erase(tenant, "pseudonymise", "T-1");
    awaitWithdrawn("T-1");

    // When it is resolved, asked about by hand, and answered in any way
    records.send(tenant, Records.resolved("T-1", clock.instant()));
    records.send(tenant, Records.resolved("T-9", clock.instant()));
    await().atMost(PATIENCE).until(() -> invitation("T-9").get("state") != null);
    Map<String, Object> about =
        Map.of("surveyId", survey, "system", "acme-zendesk", "subject", "T-1");
    Map<String, Object> direct =
        Map.of(
            "surveyId",
            survey,
            "system",
            "acme-zendesk",
            "subject",
            "T-1",
            "value",
            2,
            "comment",
            COMMENT);

    // Then
    tenant.withJson(about).post("/v1/invitations").then().statusCode(409);
    tenant.withJson(direct).post("/v1/answers").then().statusCode(409);
    answer(page).then().statusCode(410);
    assertThat(tenant.with().get("/v1/invitations?subject=T-1").jsonPath().getList("items.state"))
        .containsExactly("withdrawn");
    assertThat(rowsWith(COMMENT)).isZero();
  }

  @Test
  void anAnswerThatComesAtTheSameMomentIsEmptiedAsWell() throws SQLException {
    // Given an answer that is recorded and not committed yet
    String survey = tenant.survey();
    UUID invited = UUID.fromString(tenant.invite(survey, "T-1").getString("id"));
    tenant.pageFor(survey, "T-2");
    try (Connection answering = worker.getConnection()) {
      answering.setAutoCommit(false);
      execute(
          answering,
          "UPDATE invitation SET state = 'answered', answered_at = now() WHERE tenant_id = ? AND id = ?",
          tenant.id(),
          invited);
      execute(
          answering,
          "INSERT INTO answer (tenant_id, id, invitation_id, survey_id, system, subject, scale, value, comment, via,"
              + " answered_at) SELECT tenant_id, gen_random_uuid(), id, survey_id, system, subject, 'csat-5', 2, ?,"
              + " 'link', now() FROM invitation WHERE tenant_id = ? AND id = ?",
          COMMENT,
          tenant.id(),
          invited);

      // When the erasure waits for it
      erase(tenant, "pseudonymise", "T-1", "T-2");
      await().atMost(PATIENCE).until(this::isSomebodyWaiting);
      answering.commit();
      answering.setAutoCommit(true);
    }
    awaitWithdrawn("T-2");

    // Then
    assertThat(tenant.answers().getList("items.value")).containsExactly(2);
    assertThat(rowsWith(COMMENT)).isZero();
  }

  private boolean isSomebodyWaiting() throws SQLException {
    try (Connection connection = worker.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                    + " AND query LIKE 'UPDATE invitation t SET state%'");
        ResultSet row = select.executeQuery()) {
      return row.next();
    }
  }

  private static void execute(Connection transaction, String sql, @Nullable Object... values)
      throws SQLException {
    try (PreparedStatement statement = transaction.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.executeUpdate();
    }
  }

  @Test
  void anAgentIsReplacedInInvitationsAndInWhatTheyTell() throws SQLException {
    // Given
    tenant.survey();
    records.send(tenant, Records.resolved("T-1", clock.instant()));
    await().atMost(PATIENCE).until(() -> "Kim Osei".equals(invitation("T-1").get("agent.label")));
    String page = Tenant.pathOf(invitation("T-1").get("link"));

    // When
    records.send(
        tenant,
        new PersonErased(
            UUID.randomUUID(), "agent", "pseudonymise", "erased-77aa01c2", "5012", List.of()));
    await()
        .atMost(PATIENCE)
        .until(() -> "erased-77aa01c2".equals(invitation("T-1").get("agent.id")));

    // Then
    assertThat(invitation("T-1").getString("agent.label")).isNull();
    assertThat(rowsWith("Kim Osei")).isZero();
    answer(page).then().statusCode(200);
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                records.ofTenant(tenant).stream()
                    .anyMatch(told -> told.type().equals("support.feedback.answered.v1")));
    assertThat(records.ofTenant(tenant).getLast().data().path("about").path("id").textValue())
        .isEqualTo("erased-77aa01c2");
  }

  @Test
  void storedAnswersOfRequestsGo() throws SQLException {
    // Given
    Map<String, Object> direct =
        Map.of(
            "surveyId",
            tenant.survey(),
            "system",
            "acme-zendesk",
            "subject",
            "T-1",
            "value",
            2,
            "comment",
            COMMENT);
    tenant.withJson(direct).header("Idempotency-Key", "k-1").post("/v1/answers");
    assertThat(rowsWith(COMMENT)).isEqualTo(2);

    // When
    erase(tenant, "pseudonymise", "T-1");

    // Then
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(rowsWith(COMMENT)).isZero());
  }
}
