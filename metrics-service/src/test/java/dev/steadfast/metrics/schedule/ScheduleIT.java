package dev.steadfast.metrics.schedule;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.steadfast.core.schedule.AffectedDates;
import dev.steadfast.metrics.schedule.ScheduleChanges.ScheduleChange;
import dev.steadfast.platform.testing.InternalTokens;
import dev.steadfast.platform.testing.ServiceBackends;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(
    value = ServiceBackends.class,
    initArgs = @ResourceArg(name = "service", value = "metrics"))
class ScheduleIT {
  private static final String OFFICE =
      """
      {"monday": [{"from": "09:00", "to": "17:00"}], "tuesday": [{"from": "09:00", "to": "17:00"}],
       "wednesday": [{"from": "09:00", "to": "17:00"}], "thursday": [{"from": "09:00", "to": "17:00"}],
       "friday": [{"from": "09:00", "to": "17:00"}]}""";
  private static final String BERLIN =
      """
      {"name": "Berlin", "zone": "Europe/Berlin", "versions": [{"hours": %s}],
       "holidays": [{"type": "calendar", "country": "DE", "subdivision": "be"}]}"""
          .formatted(OFFICE);

  private final UUID tenant = UuidCreator.getTimeOrderedEpoch();

  @Inject
  @DataSource("worker")
  AgroalDataSource worker;

  @Inject ScheduleReader reader;

  @Test
  void aSpanIsMeasuredWithEachIntervalAndHolidayBehindIt() {
    // Given
    String id = created(BERLIN);

    // When: Friday 16:30 to Monday 9:30, over a Sunday that is a holiday in Berlin
    ValidatableResponse answer =
        measure(id, "2026-03-06T16:30:00+01:00", "2026-03-09T09:30:00+01:00");

    // Then
    answer
        .statusCode(200)
        .body("countedMs", equalTo(3_600_000))
        .body("counted", equalTo("PT1H"))
        .body("zone", equalTo("Europe/Berlin"))
        .body("scheduleVersion", equalTo(1))
        .body("clockRule", equalTo("sum-over-history"))
        .body("parts.kind", contains("counted", "closed", "holiday", "closed", "counted"))
        .body("parts.ms", contains(1_800_000, 111_600_000, 86_400_000, 32_400_000, 1_800_000))
        .body("parts[2].name", equalTo("International Women's Day"))
        .body("parts[2].skippedMs", equalTo(0))
        .body("parts[0].date", equalTo("2026-03-06"))
        .body("parts[0].from", equalTo("2026-03-06T16:30:00+01:00"))
        .body("partsOmitted", equalTo(0));
    measure(id, "2026-04-02T16:00:00+02:00", "2026-04-07T10:00:00+02:00")
        .body("countedMs", equalTo(2 * 3_600_000))
        .body(
            "parts.findAll { it.kind == 'holiday' }.name", contains("Good Friday", "Easter Monday"))
        .body("parts.findAll { it.kind == 'holiday' }.skippedMs", contains(28_800_000, 28_800_000));
  }

  @Test
  void aReplyOutsideHoursToAMessageOutsideHoursIsZero() {
    measure(created(BERLIN), "2026-03-06T22:00:00Z", "2026-03-07T11:00:00Z")
        .statusCode(200)
        .body("countedMs", equalTo(0))
        .body("counted", equalTo("PT0S"))
        .body("parts.kind", contains("closed"));
  }

  @Test
  void historyIsKeptAndCorrected() {
    // Given
    String id = created(BERLIN);
    String july =
        "{\"validFrom\": \"2026-07-01\", \"hours\": {\"wednesday\": [{\"from\": \"08:00\", \"to\": \"20:00\"}]}}";

    // When
    json()
        .body(july)
        .post("/v1/schedules/" + id + ":add-version")
        .then()
        .statusCode(200)
        .header("ETag", "\"2\"")
        .body("versions", hasSize(2));

    // Then: two days of 8 hours and one of 12, or that one alone
    String from = "2026-06-29T00:00:00+02:00";
    String to = "2026-07-02T00:00:00+02:00";
    measure(id, from, to).body("countedMs", equalTo(28 * 3_600_000));
    json()
        .body("{\"from\": \"%s\", \"to\": \"%s\", \"clockRule\": \"at-end\"}".formatted(from, to))
        .post("/v1/schedules/" + id + ":measure")
        .then()
        .body("countedMs", equalTo(12 * 3_600_000))
        .body("parts.findAll { it.kind == 'counted' }.validFrom", contains("2026-07-01"));
    patch(id, "\"2\"", "{\"versions\": [{\"hours\": {}}]}")
        .then()
        .statusCode(200)
        .header("ETag", "\"3\"");
    measure(id, from, to).body("countedMs", equalTo(0));
  }

  @Test
  void aCorrectionTellsWhichDatesAreToBeMeasuredAgain() throws SQLException {
    // Given
    String id = created(BERLIN);
    UUID schedule = UUID.fromString(id);
    patch(id, "\"1\"", "{\"name\": \"Only another name\"}").then().statusCode(200);
    patch(
            id,
            "\"2\"",
            """
            {"holidays": [{"type": "calendar", "country": "DE", "subdivision": "be"},
              {"type": "dates", "dates": [{"date": "2026-12-24", "name": "Christmas Eve"}]}]}""")
        .then()
        .statusCode(200);

    try (Connection connection = worker.getConnection()) {
      connection.setAutoCommit(false);
      // When
      List<ScheduleChange> changes = waiting(connection);

      // Then
      LocalDate eve = LocalDate.of(2026, 12, 24);
      assertThat(changes)
          .containsExactly(new ScheduleChange(tenant, schedule, 3, new AffectedDates(eve, eve)));
      ScheduleChanges.handled(connection, changes.getFirst());
      assertThat(waiting(connection)).isEmpty();
      assertThat(reader.find(connection, tenant, schedule))
          .hasValueSatisfying(
              found ->
                  assertThat(found.versions().getFirst().holidays())
                      .containsEntry(eve, "Christmas Eve"));
      assertThat(reader.find(connection, UUID.randomUUID(), schedule)).isEmpty();
      connection.commit();
    }
  }

  private List<ScheduleChange> waiting(Connection connection) throws SQLException {
    return ScheduleChanges.waiting(connection, 1_000).stream()
        .filter(change -> change.tenant().equals(tenant))
        .toList();
  }

  @Test
  void holidaysComeFromAFile() {
    // Given
    String id = created(BERLIN);
    String file =
        """
        BEGIN:VCALENDAR
        VERSION:2.0
        BEGIN:VEVENT
        SUMMARY:Summer party
        DTSTART;VALUE=DATE:20260619
        RRULE:FREQ=YEARLY
        END:VEVENT
        END:VCALENDAR
        """;

    // When
    upload(id, file)
        .then()
        .statusCode(200)
        .header("ETag", "\"2\"")
        .body("holidays[1].type", equalTo("icalendar"))
        .body("holidays[1].dates", hasSize(2));

    // Then
    caller()
        .queryParam("year", 2026)
        .get("/v1/schedules/" + id + "/holidays")
        .then()
        .statusCode(200)
        .body("items.date", hasItem("2026-03-08"))
        .body("items.find { it.date == '2026-06-19' }.name", equalTo("Summer party"))
        .body("items.find { it.date == '2026-06-19' }.source", equalTo("closed.ics"))
        .body("items.find { it.date == '2026-10-03' }.source", equalTo("DE/be"));
    upload(id, file.replace("Summer", "Garden")).then().body("holidays", hasSize(2));
    upload(id, file.replace("DTSTART;VALUE=DATE:20260619", "DTSTART:20260619T1"))
        .then()
        .statusCode(422)
        .body("code", equalTo("rule-violated"))
        .body("errors[0].pointer", equalTo("line 5"));
    upload(id, file.replace("END:VEVENT\n", ""))
        .then()
        .statusCode(400)
        .body("detail", containsString("Line 7"));
    upload(id, "x".repeat(HolidayFile.MAX_BYTES + 1)).then().statusCode(413);
    caller()
        .contentType("text/plain")
        .body(file)
        .post("/v1/schedules/" + id + ":upload-holidays")
        .then()
        .statusCode(415);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "'zone': 'Europe/Bonn'| /zone",
        "'zone': '+01:00'| /zone",
        "'name': ' '| /name",
        "'versions': []| /versions",
        "'versions': [{}]| /versions/0/hours",
        "'versions': [{'validFrom': '2026-01-01', 'hours': {}}]| /versions/0/validFrom",
        "'versions': [{'hours': {}}, {'hours': {}}]| /versions/1/validFrom",
        "'versions': [{'hours': {}}, {'validFrom': '2200-01-01', 'hours': {}}]| /versions/1/validFrom",
        "'versions': [{'hours': {'monday': [{'from': '9', 'to': '17'}]}}]| /versions/0/hours/monday/0",
        "'versions': [{'hours': {'monday': [{'from': '09:00', 'to': '09:00'}]}}]| /versions/0/hours/monday/0",
        "'versions': [{'hours': {'monday': [{'from': '09:00', 'to': '17:00'}, {'from': '16:00', 'to': '18:00'}]}}]| /versions/0/hours/monday",
        "'versions': [{'hours': {'sunday': [{'from': '22:00', 'to': '06:00'}], 'monday': [{'from': '05:00', 'to': '18:00'}]}}]| /versions/0/hours/monday",
        "'holidays': [{'type': 'moon'}]| /holidays/0/type",
        "'holidays': [{'type': 'calendar', 'country': 'XY'}]| /holidays/0/country",
        "'holidays': [{'type': 'calendar', 'country': 'DE', 'subdivision': 'paris'}]| /holidays/0/subdivision",
        "'holidays': [{'type': 'calendar', 'country': 'DE', 'from': '2027-01-01', 'to': '2026-01-01'}]| /holidays/0/to",
        "'holidays': [{'type': 'calendar', 'country': 'DE', 'dates': []}]| /holidays/0/dates",
        "'holidays': [{'type': 'dates'}]| /holidays/0/dates",
        "'holidays': [{'type': 'dates', 'dates': [{'date': '1900-01-01', 'name': 'X'}]}]| /holidays/0/dates/0/date",
        "'specialDays': [{'date': '2026-12-24', 'hours': [{'from': '22:00', 'to': '02:00'}]}]| /specialDays/0/hours",
        "'specialDays': [{'date': '2026-12-24', 'hours': []}, {'date': '2026-12-24', 'hours': []}]| /specialDays/1/date"
      })
  void whatIsNoScheduleIsRefusedAtItsPlace(String field, String pointer) {
    String wrong = BERLIN.substring(0, BERLIN.length() - 1) + ", " + field.replace('\'', '"') + "}";
    json()
        .body(wrong)
        .post("/v1/schedules")
        .then()
        .statusCode(422)
        .contentType("application/problem+json")
        .body("code", equalTo("rule-violated"))
        .body("errors.pointer", contains(pointer));
    caller().get("/v1/schedules").then().body("items", hasSize(0));
  }

  @Test
  void moreHolidaysThanFiveThousandAreRefused() {
    String dates =
        "{\"date\": \"2026-12-24\", \"name\": \"X\"},".repeat(5_000)
            + "{\"date\": \"2026-12-24\", \"name\": \"X\"}";
    json()
        .body(
            BERLIN.replace(
                "\"holidays\": [",
                "\"holidays\": [{\"type\": \"dates\", \"dates\": [" + dates + "]}, "))
        .post("/v1/schedules")
        .then()
        .statusCode(422)
        .body("errors[0].pointer", equalTo("/holidays"));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-09T09:30:00Z, 2026-03-06T16:30:00Z, 422, /to",
    "1970-01-01T00:00:00Z, 2070-01-02T00:00:00Z, 422, /to",
    "1969-12-31T23:59:59Z, 2026-03-06T16:30:00Z, 422, /from",
    "2026-03-06T16:30:00Z, 2100-01-01T00:00:01Z, 422, /to",
    "2026-03-06T16:30:00, 2026-03-09T09:30:00Z, 400, /from",
    "2026-03-06T16:30:00Z, tomorrow, 400, /to"
  })
  void whatIsNoSpanIsRefused(String from, String to, int status, String pointer) {
    measure(created(BERLIN), from, to)
        .statusCode(status)
        .body("errors[0].pointer", equalTo(pointer));
  }

  @Test
  void theLongestSpanIsAnsweredWithItsFirstParts() {
    measure(created(BERLIN), "1980-01-01T00:00:00Z", "2079-12-31T00:00:00Z")
        .statusCode(200)
        .body("parts", hasSize(MeasureView.MAX_PARTS))
        .body("partsOmitted", org.hamcrest.Matchers.greaterThan(10_000));
  }

  @Test
  void writesAreGuarded() {
    // Given
    Response first = json().header("Idempotency-Key", "k").body(BERLIN).post("/v1/schedules");
    String id = first.jsonPath().getString("id");
    first.then().header("Location", endsWith("/v1/schedules/" + id)).header("ETag", "\"1\"");

    // Then
    json()
        .header("Idempotency-Key", "k")
        .body(BERLIN)
        .post("/v1/schedules")
        .then()
        .statusCode(201)
        .body("id", equalTo(id));
    json().body("{\"name\": \"X\"}").patch("/v1/schedules/" + id).then().statusCode(428);
    patch(id, "\"7\"", "{\"name\": \"X\"}").then().statusCode(412);
    patch(id, "\"1\"", "{\"zone\": null}").then().statusCode(422);
    patch(id, "\"1\"", "{\"colour\": \"red\"}").then().statusCode(400);
    patch(id, "\"1\"", "{}").then().statusCode(200).header("ETag", "\"1\"");
    json()
        .body("{\"hours\": {}}")
        .post("/v1/schedules/" + id + ":add-version")
        .then()
        .statusCode(422)
        .body("errors[0].pointer", equalTo("/validFrom"));
    json().body("null").post("/v1/schedules").then().statusCode(400);
    given()
        .auth()
        .oauth2(InternalTokens.token("metrics-service", tenant, "metrics:read"))
        .contentType("application/json")
        .body(BERLIN)
        .post("/v1/schedules")
        .then()
        .statusCode(403);
  }

  @Test
  void whatIsInUseIsNotDeleted() throws SQLException {
    // Given
    String id = created(BERLIN);
    use("INSERT INTO schedule_use (tenant_id, schedule_id, used_by) VALUES (?, ?, 'metric x')", id);
    caller()
        .delete("/v1/schedules/" + id)
        .then()
        .statusCode(409)
        .body("detail", containsString("metric x"));

    // When
    use("DELETE FROM schedule_use WHERE tenant_id = ? AND schedule_id = ?", id);
    caller().delete("/v1/schedules/" + id).then().statusCode(204);

    // Then
    caller().get("/v1/schedules/" + id).then().statusCode(404);
    caller().get("/v1/schedules").then().body("items", hasSize(0));
    try (Connection connection = worker.getConnection()) {
      assertThat(reader.find(connection, tenant, UUID.fromString(id))).isPresent();
    }
  }

  private void use(String sql, String id) throws SQLException {
    try (Connection connection = worker.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, tenant);
      statement.setObject(2, UUID.fromString(id));
      statement.executeUpdate();
    }
  }

  @Test
  void listsHavePages() {
    // Given
    String older = created(BERLIN);
    String newer = created(BERLIN);

    // When
    JsonPath page = caller().queryParam("limit", 1).get("/v1/schedules").jsonPath();

    // Then
    assertThat(page.getString("items[0].id")).isEqualTo(newer);
    caller()
        .queryParam("limit", 1)
        .queryParam("cursor", page.getString("nextCursor"))
        .get("/v1/schedules")
        .then()
        .body("items.id", contains(older))
        .body("nextCursor", nullValue());
    caller().queryParam("cursor", "!").get("/v1/schedules").then().statusCode(400);
    caller().get("/v1/schedules/" + older + "/holidays").then().statusCode(400);
  }

  @Test
  void theDocumentNamesEachAddressAndWhatItTakes() {
    JsonPath document = given().accept("application/json").get("/q/openapi").jsonPath();
    String id = "paths.'/v1/schedules/{id}";

    assertThat(document.<Object>get(id + ":measure'.post.responses.'200'")).isNotNull();
    assertThat(
            document.<Object>get(id + ":add-version'.post.requestBody.content.'application/json'"))
        .isNotNull();
    assertThat(
            document.<Object>get(id + ":upload-holidays'.post.requestBody.content.'text/calendar'"))
        .isNotNull();
    assertThat(document.<Object>get(id + "/holidays'.get")).isNotNull();
    assertThat(document.getList(id + ":upload-holidays'.post.parameters.name"))
        .containsExactlyInAnyOrder("id", "If-Match", "name", "from", "to");
  }

  @Test
  void anotherTenantSeesNothing() {
    // Given
    String id = created(BERLIN);
    UUID other = UuidCreator.getTimeOrderedEpoch();

    // Then
    as(other).get("/v1/schedules/" + id).then().statusCode(404);
    as(other).get("/v1/schedules").then().statusCode(200).body("items", hasSize(0));
    as(other).get("/v1/schedules/" + id + "/holidays?year=2026").then().statusCode(404);
    as(other).delete("/v1/schedules/" + id).then().statusCode(404);
    as(other)
        .contentType("application/json")
        .body("{\"from\": \"2026-01-01T00:00:00Z\", \"to\": \"2026-01-02T00:00:00Z\"}")
        .post("/v1/schedules/" + id + ":measure")
        .then()
        .statusCode(404);
    as(other)
        .contentType("application/json")
        .body("{\"validFrom\": \"2026-01-01\", \"hours\": {}}")
        .post("/v1/schedules/" + id + ":add-version")
        .then()
        .statusCode(404);
    as(other)
        .contentType("text/calendar")
        .body("BEGIN:VCALENDAR")
        .post("/v1/schedules/" + id + ":upload-holidays")
        .then()
        .statusCode(404);
    as(other)
        .contentType("application/merge-patch+json")
        .header("If-Match", "\"1\"")
        .body("{\"name\": \"Mine\"}")
        .patch("/v1/schedules/" + id)
        .then()
        .statusCode(404);
  }

  private static RequestSpecification as(UUID tenant) {
    return given()
        .urlEncodingEnabled(false) // the colon of an action stays one
        .auth()
        .oauth2(InternalTokens.token("metrics-service", tenant, "metrics:read", "metrics:write"));
  }

  private RequestSpecification caller() {
    return as(tenant);
  }

  private RequestSpecification json() {
    return caller().contentType("application/json");
  }

  private String created(String schedule) {
    Response response = json().body(schedule).post("/v1/schedules");
    response.then().statusCode(201);
    return response.jsonPath().getString("id");
  }

  private Response patch(String id, String ifMatch, String patch) {
    return caller()
        .contentType("application/merge-patch+json")
        .header("If-Match", ifMatch)
        .body(patch)
        .patch("/v1/schedules/" + id);
  }

  private ValidatableResponse measure(String id, String from, String to) {
    return json()
        .body("{\"from\": \"%s\", \"to\": \"%s\"}".formatted(from, to))
        .post("/v1/schedules/" + id + ":measure")
        .then();
  }

  private Response upload(String id, String file) {
    return caller()
        .contentType("text/calendar; charset=utf-8")
        .queryParam("name", "closed.ics")
        .queryParam("to", "2027-12-31")
        .body(file)
        .post("/v1/schedules/" + id + ":upload-holidays");
  }
}
