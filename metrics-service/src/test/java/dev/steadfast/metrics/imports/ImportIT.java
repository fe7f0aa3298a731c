package dev.steadfast.metrics.imports;

import static dev.steadfast.metrics.imports.Sheet.gzip;
import static dev.steadfast.metrics.imports.Sheet.utf8;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.steadfast.metrics.arrival.Rejections.Refused;
import dev.steadfast.metrics.arrival.Source;
import dev.steadfast.metrics.job.LeaseLost;
import dev.steadfast.platform.testing.InternalTokens;
import dev.steadfast.platform.testing.ServiceBackends;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
    value = ServiceBackends.class,
    initArgs = @ResourceArg(name = "service", value = "metrics"))
class ImportIT {
  private static final String MAPPING =
      """
      {"system": "desk", "subject": "${id}", "events": [
        {"type": "support.interaction.opened.v1", "id": "${id}/o", "time": "at", "data": {"channel": "${channel}"}},
        {"type": "support.rating.given.v1", "id": "${id}/r", "time": "at", "when": [{"column": "score", "present": true}],
         "data": {"scale": "csat-5", "value": {"column": "score", "type": "integer"}}}]}
      """;
  private static final String FILE =
      """
      id,at,channel,score
      1,2026-03-02 10:00,mail,5
      2,2026-03-02 11:00,"chat
      and mail",
      3,yesterday,mail,
      4,2026-03-02 12:00,mail,9
      ,,,
      """;

  private static final Refused REFUSED = new Refused(new Source("x", "x"), "");

  private final UUID tenant = UuidCreator.getTimeOrderedEpoch();

  @Inject
  @DataSource("worker")
  AgroalDataSource worker;

  @Test
  void aFileBecomesEventsAndEveryFaultIsListed() {
    // When
    String id = queued(post(MAPPING, gzip(utf8(FILE))));
    JsonPath done = awaitDone(id);

    // Then
    assertThat(done.getMap("rows"))
        .isEqualTo(
            Map.of("total", 5, "read", 5, "good", 3, "bad", 1, "blank", 1, "withoutEvent", 0));
    assertThat(done.getMap("events")).isEqualTo(Map.of("made", 5, "accepted", 4, "rejected", 1));
    assertThat(done.getDouble("progress")).isEqualTo(1);
    assertThat(done.getInt("errors.total")).isEqualTo(2);
    assertThat(done.getInt("errors.first[0].line")).isEqualTo(5);
    assertThat(done.getString("errors.first[0].column")).isEqualTo("at");
    assertThat(done.getString("errors.first[0].value")).isEqualTo("yesterday");
    assertThat(done.getString("errors.first[1].reason"))
        .contains("events[1]")
        .contains("/data/value");
    assertThat(done.getString("fileName")).isEqualTo("tickets.csv");
    awaitFate("4/o");
    caller()
        .accept("text/csv")
        .get("/v1/imports/" + id + "/errors")
        .then()
        .statusCode(200)
        .contentType("text/csv")
        .header("Content-Disposition", containsString("attachment"))
        .body(startsWith("line,row,column,reason,value\r\n5,3,at,"));
    JsonPath page = caller().queryParam("limit", 1).get("/v1/imports/" + id + "/errors").jsonPath();
    caller()
        .queryParam("limit", 1)
        .queryParam("cursor", page.getString("nextCursor"))
        .get("/v1/imports/" + id + "/errors")
        .then()
        .body("items", hasSize(1))
        .body("items[0].line", equalTo(6))
        .body("nextCursor", equalTo(null));
    assertThat(chunksOf(UUID.fromString(id))).isZero();
  }

  @Test
  void theSameFileWithTheSameMappingIsOneImport() {
    // Given
    String id = queued(post(MAPPING, utf8(FILE)));
    awaitDone(id);

    // When
    Response again = post(MAPPING.replace("\n", " "), utf8(FILE));

    // Then
    again
        .then()
        .statusCode(200)
        .header("Location", endsWith("/v1/imports/" + id))
        .body("id", equalTo(id))
        .body("state", equalTo("done"));
    post(MAPPING.replace("desk", "desk-2"), utf8(FILE)).then().statusCode(202);
    caller().get("/v1/imports").then().body("items", hasSize(2)).body("items.id", hasItem(id));
  }

  @Test
  void theSystemOfTheRequestReplacesThatOfTheMapping() {
    multipart(MAPPING, utf8(FILE))
        .queryParam("system", "acme desk")
        .post("/v1/imports")
        .then()
        .statusCode(202)
        .body("system", equalTo("acme desk"))
        .body("source", equalTo("/imports/acme+desk"));
  }

  @Test
  void aMappingMayBeAFormField() {
    caller()
        .multiPart("mapping", MAPPING)
        .multiPart("file", "tickets.csv", utf8(FILE), "text/csv")
        .post("/v1/imports")
        .then()
        .statusCode(202);
  }

  @Test
  void whatDoesNotFitIsRefusedAndLeavesNothing() {
    post(MAPPING, utf8("id;at;channel;score\n1;2026-03-02;mail;5\n"))
        .then()
        .statusCode(422)
        .contentType("application/problem+json")
        .body("code", equalTo("import-mismatch"))
        .body("errors[0].pointer", equalTo("/mapping/format/delimiter"));
    post("{\"system\": \"desk\"}", utf8(FILE))
        .then()
        .statusCode(422)
        .body("code", equalTo("rule-violated"))
        .body("errors.pointer", hasItem("/mapping/subject"));
    post("{\"system\": ", utf8(FILE))
        .then()
        .statusCode(400)
        .body("code", equalTo("malformed-json"));
    post(MAPPING, java.util.Arrays.copyOf(gzip(utf8(FILE)), 40))
        .then()
        .statusCode(400)
        .body("code", equalTo("malformed-compression"));
    caller()
        .multiPart("mapping", MAPPING)
        .post("/v1/imports")
        .then()
        .statusCode(400)
        .body("code", equalTo("malformed-request"))
        .body("errors[0].pointer", equalTo("file"));
    caller()
        .contentType("application/json")
        .body(MAPPING)
        .post("/v1/imports")
        .then()
        .statusCode(415);
    caller().get("/v1/imports").then().body("items", hasSize(0));
  }

  @Test
  void anotherTenantSeesNothing() {
    // Given
    String id = queued(post(MAPPING, utf8(FILE)));
    RequestSpecification stranger =
        given()
            .auth()
            .oauth2(
                InternalTokens.token(
                    "metrics-service", UuidCreator.getTimeOrderedEpoch(), "events:write"));

    // Then
    stranger.get("/v1/imports/" + id).then().statusCode(404);
    stranger.get("/v1/imports/" + id + "/errors").then().statusCode(404);
    stranger.get("/v1/imports").then().statusCode(200).body("items", hasSize(0));
    given()
        .auth()
        .oauth2(InternalTokens.token("metrics-service", tenant, "metrics:read"))
        .multiPart("mapping", MAPPING)
        .post("/v1/imports")
        .then()
        .statusCode(403);
  }

  @Test
  void aJobThatWasLeftGoesOnWithExactCounts() throws Exception {
    // Given
    StringBuilder csv = new StringBuilder("id,at,channel,score\n");
    for (int i = 0; i < 4_000; i++) {
      csv.append(
          "%d,%s,mail,%s\n".formatted(i, i % 100 == 7 ? "never" : "2026-03-02 10:00", i % 5 + 1));
    }
    ImportJobs gone =
        new ImportJobs(worker, UUID.randomUUID(), Duration.ofMillis(1), Clock.systemUTC());
    String id = queued(post(MAPPING, utf8(csv.toString())));
    JsonPath whole = awaitDone(id);
    ImportJob half = backToRow(UUID.fromString(id), 2_000, csv.toString());

    // When
    Throwable late =
        catchThrowable(() -> gone.checkpoint(half, Tally.NONE, List.of(), Map.of(REFUSED, 7L)));
    JsonPath resumed = awaitDone(id);

    // Then
    assertThat(late).isInstanceOf(LeaseLost.class);
    assertThat(resumed.getMap("rows")).isEqualTo(whole.getMap("rows"));
    assertThat(resumed.getMap("events")).isEqualTo(whole.getMap("events"));
    assertThat(resumed.getInt("errors.total")).isEqualTo(40);
    assertThat(resumed.getInt("resumed")).isEqualTo(1);
    assertThat(errorsOf(UUID.fromString(id))).isEqualTo(40);
    assertThat(sources().getLong("sources[0].rejected")).isEqualTo(40);
  }

  @Test
  void aFileOfEventsIsImportedLineByLine() {
    // Given
    String good = event("E-1", "2026-03-02T10:00:00Z");
    String file = good + "\n\nno json\n[1]\n" + event("E-2", "yesterday") + "\r\n" + good;

    // When
    String id = queued(events(gzip(utf8(file))).post("/v1/imports"));
    JsonPath done = awaitDone(id);

    // Then
    assertThat(done.getString("format")).isEqualTo("ndjson");
    assertThat(done.getMap("")).doesNotContainKeys("system", "source");
    assertThat(done.getMap("rows"))
        .isEqualTo(
            Map.of("total", 6, "read", 6, "good", 3, "bad", 2, "blank", 1, "withoutEvent", 0));
    assertThat(done.getMap("events")).isEqualTo(Map.of("made", 3, "accepted", 2, "rejected", 1));
    assertThat(done.getList("errors.first.line")).containsExactly(3, 4, 5);
    assertThat(done.getString("errors.first[0].reason")).startsWith("The line is no JSON: ");
    assertThat(done.getString("errors.first[1].reason")).isEqualTo("The line is no JSON object.");
    assertThat(done.getString("errors.first[2].reason"))
        .startsWith("The event was refused: /time ");
    assertThat(done.getString("errors.first[2].value")).isEqualTo("E-2");
    awaitFate("/desk", "E-1");
    events(gzip(utf8(file)))
        .post("/v1/imports")
        .then()
        .statusCode(200)
        .header("Location", endsWith(id));
    JsonPath quality = sources();
    assertThat(quality.getLong("sources.find { it.source == '/desk' }.rejectedBy['/time']"))
        .isEqualTo(1);
    assertThat(quality.getLong("sources.find { it.source == null }.rejected")).isEqualTo(2);
  }

  @Test
  void aFileOfSomethingElseThanEventsIsRefused() {
    events(utf8(FILE))
        .post("/v1/imports")
        .then()
        .statusCode(422)
        .body("code", equalTo("import-mismatch"))
        .body("errors[0].pointer", equalTo("/file/line/1"));
    events(utf8(FILE))
        .multiPart("mapping", MAPPING)
        .post("/v1/imports")
        .then()
        .statusCode(400)
        .body("errors[0].pointer", equalTo("mapping"));
    caller()
        .multiPart("format", "xml")
        .multiPart("file", "a.xml", utf8("<a/>"), "application/octet-stream")
        .post("/v1/imports")
        .then()
        .statusCode(400)
        .body("errors[0].pointer", equalTo("format"));
    events(utf8(event("E-9", "2026-03-02T10:00:00Z")))
        .queryParam("system", "desk")
        .post("/v1/imports")
        .then()
        .statusCode(400)
        .body("code", equalTo("invalid-parameter"));
  }

  private RequestSpecification events(byte[] file) {
    return caller()
        .multiPart("format", "ndjson")
        .multiPart("file", "events.ndjson", file, "application/octet-stream");
  }

  private static String event(String id, String time) {
    return """
        {"specversion": "1.0", "id": "%s", "source": "/desk", "system": "desk", "subject": "T-1", \
        "type": "support.interaction.opened.v1", "time": "%s", "data": {"channel": "email"}}"""
        .formatted(id, time);
  }

  @Test
  void whatIsRefusedCountsForTheQualityOfItsSource() {
    // When
    awaitDone(queued(post(MAPPING, utf8(FILE))));
    awaitDone(queued(post(MAPPING.replace("\"desk\"", "\"other desk\""), utf8(FILE))));

    // Then
    JsonPath quality = sources();
    assertThat(quality.getList("sources.system", String.class))
        .containsExactlyInAnyOrder("desk", "other desk");
    assertThat(quality.getList("sources.rejected", Long.class)).containsExactly(2L, 2L);
    assertThat(quality.getMap("sources[0].rejectedBy")).isEqualTo(Map.of("", 1, "/data/value", 1));
  }

  private JsonPath sources() {
    return caller().get("/v1/quality").then().statusCode(200).extract().jsonPath();
  }

  /**
   * As a process leaves it that dies when so many rows are kept: each 100 with 99 good rows of 2
   * events.
   */
  private ImportJob backToRow(UUID id, int rows, String csv) throws SQLException {
    int bad = rows / 100;
    try (Connection connection = worker.getConnection()) {
      connection.setAutoCommit(false);
      try (PreparedStatement chunk =
              connection.prepareStatement(
                  "INSERT INTO import_chunk (tenant_id, import_id, position, bytes) VALUES (?, ?, 0, ?)");
          PreparedStatement errors =
              connection.prepareStatement(
                  "DELETE FROM import_error WHERE import_id = ? AND position >= ?");
          PreparedStatement rejections =
              connection.prepareStatement(
                  "UPDATE intake_rejection SET events = ? WHERE tenant_id = ?");
          PreparedStatement state =
              connection.prepareStatement(
                  """
                  UPDATE import SET state = 'running', lease_owner = gen_random_uuid(), leased_until = now(),
                    finished_at = NULL, rows_read = ?, rows_good = ?, rows_bad = ?, events_made = ?, events_accepted = ?,
                    errors_total = ?, errors_listed = ?
                  WHERE id = ?
                  """)) {
        chunk.setObject(1, tenant);
        chunk.setObject(2, id);
        chunk.setBytes(3, utf8(csv));
        chunk.executeUpdate();
        errors.setObject(1, id);
        errors.setInt(2, bad);
        errors.executeUpdate();
        rejections.setInt(1, bad);
        rejections.setObject(2, tenant);
        rejections.executeUpdate();
        int[] values = {rows, rows - bad, bad, 2 * (rows - bad), 2 * (rows - bad), bad, bad};
        for (int i = 0; i < values.length; i++) {
          state.setInt(i + 1, values[i]);
        }
        state.setObject(8, id);
        state.executeUpdate();
      }
      connection.commit();
    }
    return new ImportJob(tenant, id, FileFormat.CSV, MAPPING, Tally.NONE, false);
  }

  private RequestSpecification caller() {
    return given()
        .auth()
        .oauth2(InternalTokens.token("metrics-service", tenant, "events:write", "metrics:read"));
  }

  private RequestSpecification multipart(String mapping, byte[] file) {
    return caller()
        .multiPart("mapping", "mapping.json", utf8(mapping), "application/json")
        .multiPart("file", "tickets.csv", file, "application/octet-stream");
  }

  private Response post(String mapping, byte[] file) {
    return multipart(mapping, file).post("/v1/imports");
  }

  private static String queued(Response response) {
    response.then().statusCode(202).header("Location", containsString("/v1/imports/"));
    return response.jsonPath().getString("id");
  }

  private JsonPath awaitDone(String id) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> caller().get("/v1/imports/" + id).then().body("state", equalTo("done")));
    return caller().get("/v1/imports/" + id).jsonPath();
  }

  private void awaitFate(String event) {
    awaitFate("/imports/desk", event);
  }

  private void awaitFate(String source, String event) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                caller()
                    .queryParam("source", source)
                    .queryParam("id", event)
                    .get("/v1/events")
                    .then()
                    .statusCode(200)
                    .body("state", equalTo("processed")));
  }

  private long chunksOf(UUID id) {
    return count("SELECT count(*) FROM import_chunk WHERE import_id = ?", id);
  }

  private long errorsOf(UUID id) {
    return count("SELECT count(*) FROM import_error WHERE import_id = ?", id);
  }

  private long count(String sql, UUID id) {
    try (Connection connection = worker.getConnection();
        PreparedStatement select = connection.prepareStatement(sql)) {
      connection.setAutoCommit(true);
      select.setObject(1, id);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
