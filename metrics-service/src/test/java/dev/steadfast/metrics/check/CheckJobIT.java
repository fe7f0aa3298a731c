package dev.steadfast.metrics.check;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.f4b6a3.uuid.UuidCreator;
import dev.steadfast.metrics.job.LeaseLost;
import dev.steadfast.platform.testing.InternalTokens;
import dev.steadfast.platform.testing.ServiceBackends;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Runs with few cells and interactions at a time, so that each check has many parts and shares. */
@QuarkusTest
@QuarkusTestResource(
    value = ServiceBackends.class,
    initArgs = @ResourceArg(name = "service", value = "metrics"))
class CheckJobIT {
  private final CheckedDesk desk = new CheckedDesk();

  @Inject
  @DataSource("worker")
  AgroalDataSource worker;

  @Inject ObjectMapper json;

  private ValidatableResponse post(String body) {
    return desk.request().body(body).post("/v1/checks").then();
  }

  private JsonPath ended(String body) {
    String id = post(body).statusCode(202).extract().path("id");
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> !Set.of("queued", "running").contains(get(id).getString("state")));
    return get(id);
  }

  private JsonPath get(String id) {
    return desk.request().get("/v1/checks/" + id).then().statusCode(200).extract().jsonPath();
  }

  @Test
  void inPartsItFindsWhatItFindsAtOnce() throws SQLException {
    // Given
    desk.liveTickets();
    desk.corruptFirstDay(worker, "volume", "totals[f.i][1] = c.totals[f.i][1] + 1");
    desk.corruptFirstDay(
        worker, "first-contact-resolution", "totals[f.i][3] = c.totals[f.i][3] + 1");
    desk.corrupt(
        worker,
        "INSERT INTO cell_day SELECT tenant_id, 'channel=fax', day, 1, ARRAY['resolved@1'],"
            + " ARRAY[[totals[i][1], totals[i][2], totals[i][3], totals[i][4]]], ARRAY[histograms[i]],"
            + " ARRAY[quarters[i]] FROM (SELECT *, array_position(metrics, 'resolved@1') AS i FROM cell_day"
            + " WHERE tenant_id = ? AND scope = 'all') c WHERE i IS NOT NULL ORDER BY day LIMIT 1");
    JsonPath atOnce = desk.check("{}").statusCode(200).extract().jsonPath();

    // When
    JsonPath job = ended("{}");

    // Then
    assertThat(job.getString("state")).isEqualTo("done");
    assertThat(job.getInt("parts")).isGreaterThan(5);
    assertThat(job.getInt("partsDone")).isEqualTo(job.getInt("parts"));
    for (String field :
        new String[] {
          "events", "interactions", "compared", "differing", "differences", "metrics"
        }) {
      assertThat(job.<Object>get("found." + field)).isEqualTo(atOnce.get(field));
    }
    assertThat(job.getList("found.differences.metric"))
        .containsExactly("first-contact-resolution", "resolved", "volume");
  }

  @Test
  void ofWhatIsRightItFindsNothing() {
    // Given
    desk.liveTickets();

    // When
    JsonPath job = ended("{\"metrics\": [\"first-contact-resolution\", \"csat\"]}");

    // Then
    assertThat(job.getList("found.metrics")).containsExactly("csat", "first-contact-resolution");
    assertThat(job.getInt("found.events")).isEqualTo(desk.sent());
    assertThat(job.getInt("found.compared")).isGreaterThan(100);
    assertThat(job.getInt("found.differing")).isZero();
    desk.request()
        .get("/v1/checks")
        .then()
        .body("items", hasSize(1))
        .body("items[0].id", equalTo(job.getString("id")))
        .body("items[0].requestedBy", equalTo("test-key"));
  }

  @Test
  void aCheckThatWasLeftGoesOnWithThePartThatWasLeft() throws SQLException {
    // Given a check of a process that died after half of it, which had found a difference
    desk.liveTickets();
    String whole = "{\"metrics\": [\"volume\", \"csat\"]}";
    JsonPath before = ended(whole);
    assertThat(before.getInt("parts")).isGreaterThan(1);
    desk.corrupt(
        worker,
        "UPDATE cell_check SET state = 'running', finished_at = NULL, parts_done = parts_done - 1, resumed = 0,"
            + " lease_owner = gen_random_uuid(), leased_until = now() - interval '1 s',"
            + " found = jsonb_set(found, '{differing}', '41') WHERE tenant_id = ?");

    // When
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> get(before.getString("id")).getString("state").equals("done"));

    // Then
    JsonPath after = get(before.getString("id"));
    assertThat(after.getInt("found.differing")).isEqualTo(41);
    assertThat(after.getInt("found.compared")).isGreaterThan(before.getInt("found.compared"));
    assertThat(after.getInt("partsDone")).isEqualTo(before.getInt("parts"));
  }

  @Test
  void aCheckThatFailsAgainAndAgainIsGivenUp() throws SQLException {
    // Given
    String id = waiting("running", "now() - interval '1 s'", 5);

    // When / Then
    await().atMost(Duration.ofSeconds(30)).until(() -> get(id).getString("state").equals("failed"));
    assertThat(get(id).getString("failure")).contains("5 attempts");
  }

  @Test
  void aTenantHasOneCheckAtATimeAndTheSameRequestIsThatSameCheck() throws SQLException {
    // Given one that somebody else is at
    String id = waiting("running", "now() + interval '1 h'", 0);

    // When / Then
    post("{\"metrics\": [\"volume\"]}")
        .statusCode(202)
        .header("Location", endsWith("/v1/checks/" + id))
        .body("id", equalTo(id))
        .body("parts", nullValue())
        .body("found", nullValue());
    post("{\"metrics\": [\"csat\"]}")
        .statusCode(409)
        .body("code", equalTo("conflict"))
        .body("detail", containsString(id));
    // Another tenant is not kept waiting.
    new CheckedDesk().request().body("{}").post("/v1/checks").then().statusCode(202);
  }

  /** A check of {@code volume} that is in that state. */
  private String waiting(String state, String leasedUntil, int resumed) throws SQLException {
    String id = UuidCreator.getTimeOrderedEpoch().toString();
    desk.corrupt(
        worker,
        "INSERT INTO cell_check (tenant_id, id, state, metrics, requested_at, requested_by, lease_owner,"
            + " leased_until, resumed) VALUES (?, '"
            + id
            + "', '"
            + state
            + "', '{volume}', now(), 'test', gen_random_uuid(), "
            + leasedUntil
            + ", "
            + resumed
            + ")");
    return id;
  }

  @Test
  void anErasureTakesAgentsOutOfWhatWasFoundAndAnotherBeginsAnew() throws SQLException {
    // Given a check that found a cell of an agent, and one that somebody is at
    desk.liveTickets();
    desk.corrupt(
        worker,
        "INSERT INTO cell_day SELECT tenant_id, 'agent=zed', day, 1, metrics, totals, histograms, quarters"
            + " FROM cell_day WHERE tenant_id = ? AND scope = 'all' ORDER BY day LIMIT 1");
    JsonPath before = ended("{\"metrics\": [\"volume\"]}");
    assertThat(before.getList("found.differences.scope")).containsExactly("agent=zed");
    String running = waiting("running", "now() + interval '1 h'", 0);

    // When
    desk.request()
        .body("{\"kind\": \"agent\", \"reference\": \"zed\"}")
        .post("/v1/erasures")
        .then()
        .statusCode(202);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> get(running).getString("state").equals("done"));

    // Then
    JsonPath after = get(before.getString("id"));
    assertThat(after.getList("found.differences")).isEmpty();
    assertThat(after.getInt("found.differing")).isEqualTo(1);
  }

  @Test
  void whoLostTheLeaseChangesNothing() throws SQLException {
    // Given a check that somebody else is at by now
    String id = waiting("running", "now() + interval '1 h'", 0);
    CheckJob job =
        new CheckJob(
            desk.tenant(),
            UUID.fromString(id),
            Set.of("volume"),
            Optional.empty(),
            0,
            Optional.empty(),
            0);
    CheckJobs left = new CheckJobs(worker, Duration.ofHours(1), json);

    // When / Then
    assertThatThrownBy(() -> left.fail(job, "x")).isInstanceOf(LeaseLost.class);
    assertThat(get(id).getString("state")).isEqualTo("running");
  }

  @Test
  void onlyAdministratorsCheckAndOnlyMetricsThatThereAre() {
    given()
        .auth()
        .oauth2(InternalTokens.token("metrics-service", desk.tenant(), "metrics:read"))
        .contentType("application/json")
        .body("{}")
        .post("/v1/checks")
        .then()
        .statusCode(403);
    post("{\"metrics\": [\"no-such\"]}")
        .statusCode(422)
        .body("errors[0].pointer", equalTo("/metrics/0"));
    post("{\"colour\": 7}").statusCode(400);
    desk.request().get("/v1/checks").then().body("items", empty());
    desk.request().get("/v1/checks/" + UuidCreator.getTimeOrderedEpoch()).then().statusCode(404);
    desk.request().queryParam("limit", 0).get("/v1/checks").then().statusCode(400);
    assertThat(ended("null").getInt("found.metrics.size()")).isGreaterThan(20);
  }
}
