package dev.steadfast.metrics.definition;

import static dev.steadfast.metrics.testing.Events.aTicket;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.steadfast.metrics.testing.Sending;
import dev.steadfast.platform.testing.InternalTokens;
import dev.steadfast.platform.testing.MovableClock;
import dev.steadfast.platform.testing.ServiceBackends;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.JsonConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.path.json.JsonPath;
import io.restassured.path.json.config.JsonPathConfig;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Metrics of a tenant over a history that is there before them. All times are UTC; Friday is 6
 * March 2026.
 *
 * <p>Ticket A of billing: Friday 16:30, answered Monday 9:30: 65 h, within 9 to 17 one hour. Ticket
 * B of billing: Saturday 10:00, answered 11:00: outside hours, 0. Ticket C of tech: Monday 10:00,
 * answered 12:00: 2 h either way.
 */
@QuarkusTest
@QuarkusTestResource(
    value = ServiceBackends.class,
    initArgs = @ResourceArg(name = "service", value = "metrics"))
class OwnMetricIT {
  private static final double HOUR = 3_600_000;
  private static final String OFFICE =
      """
      {"name": "Office", "zone": "Europe/London", "versions": [{"hours": {
        "monday": [{"from": "09:00", "to": "17:00"}], "tuesday": [{"from": "09:00", "to": "17:00"}],
        "wednesday": [{"from": "09:00", "to": "17:00"}], "thursday": [{"from": "09:00", "to": "17:00"}],
        "friday": [{"from": "09:00", "to": "17:00"}]}}]}
      """;
  private static final String CLOSES_AT_FOUR = OFFICE.replace("17:00", "16:00");

  @Inject MovableClock clock;

  @Inject
  @DataSource("worker")
  AgroalDataSource worker;

  private final UUID tenant = UuidCreator.getTimeOrderedEpoch();
  private final Sending sending = new Sending(tenant);

  @BeforeEach
  void resetBefore() {
    clock.reset();
  }

  @AfterEach
  void resetAfter() {
    clock.reset();
  }

  private io.restassured.specification.RequestSpecification request() {
    return sending
        .request()
        .config(
            RestAssuredConfig.config()
                .jsonConfig(
                    JsonConfig.jsonConfig()
                        .numberReturnType(JsonPathConfig.NumberReturnType.DOUBLE)));
  }

  private io.restassured.specification.RequestSpecification json() {
    return request().contentType("application/json");
  }

  private void aHistory() {
    sending
        .events(
            Stream.of(
                    aTicket("desk", "A")
                        .opened("2026-03-06T16:30:00Z", "billing", "email", "normal")
                        .repliedBy("ann", "2026-03-09T09:30:00Z"),
                    aTicket("desk", "B")
                        .opened("2026-03-07T10:00:00Z", "billing", "chat", "normal")
                        .repliedBy("ann", "2026-03-07T11:00:00Z"),
                    aTicket("desk", "C")
                        .opened("2026-03-09T10:00:00Z", "tech", "email", "normal")
                        .repliedBy("bob", "2026-03-09T12:00:00Z"))
                .flatMap(ticket -> ticket.list().stream())
                .toList())
        .statusCode(202);
    sending.awaitObservations("first-response-time", 3);
  }

  private String schedule() {
    return json().body(OFFICE).post("/v1/schedules").then().statusCode(201).extract().path("id");
  }

  private static String inHours(String key, String schedule) {
    return """
    {"key": "%s", "title": "First response in hours", "copyOf": "first-response-time",
     "clock": {"type": "business", "scheduleId": "%s"}}
    """
        .formatted(key, schedule);
  }

  private String define(String definition) {
    Response made = json().body(definition).post("/v1/metrics");
    made.then().statusCode(201).body("builtIn", equalTo(false));
    return made.header("ETag");
  }

  private void awaitReady(String key, int version) {
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

  private ValidatableResponse march(String key, String more) {
    return request()
        .get("/v1/metrics/" + key + "/summary?from=2026-03-01&to=2026-04-01" + more)
        .then();
  }

  private void meanIs(String key, String more, double hours, int n) {
    march(key, "&aggregation=mean" + more)
        .statusCode(200)
        .body("series[0].points[0].n", equalTo(n))
        .body("series[0].points[0].values.mean", closeTo(hours * HOUR, 0.001));
  }

  private void nothingDiffers() {
    given()
        .auth()
        .oauth2(InternalTokens.token("metrics-service", tenant, "admin"))
        .contentType("application/json")
        .body("{}")
        .urlEncodingEnabled(false) // the colon of an action stays one
        .post("/v1/metrics:check")
        .then()
        .statusCode(200)
        .body("compared", greaterThan(0))
        .body("differing", equalTo(0));
  }

  /** Keeps all recounts waiting until it is closed. */
  private Connection heldRecounts() throws SQLException {
    Connection connection = worker.getConnection();
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "SELECT pg_advisory_xact_lock_shared(hashtext(current_schema() || '_erasure'))");
    }
    return connection;
  }

  private static void release(Connection connection) throws SQLException {
    connection.rollback();
    connection.setAutoCommit(true);
    connection.close();
  }

  @Test
  void aCopyByBusinessHoursIsCountedOverTheHistory() {
    // Given
    aHistory();
    String schedule = schedule();

    // When
    define(inHours("first-response-in-hours", schedule));
    awaitReady("first-response-in-hours", 1);

    // Then
    meanIs("first-response-in-hours", "", 1, 3);
    meanIs("first-response-in-hours", "&filter=team:billing", 0.5, 2);
    meanIs("first-response-time", "", 68.0 / 3, 3);
    march("first-response-in-hours", "").body("series[0].points[0].restatedAt", nullValue());
    request()
        .get("/v1/restatements?metric=first-response-in-hours")
        .then()
        .statusCode(200)
        .body("items", empty());
    request()
        .get("/v1/metrics/first-response-in-hours")
        .then()
        .body("clock", equalTo("business"))
        .body("definedAs.copyOf", equalTo("first-response-time"))
        .body("inWords", containsString("the hours of schedule " + schedule))
        .body("versions.version", contains(1))
        .body("versions[0].progress", equalTo(1.0));
    request()
        .get("/v1/metrics")
        .then()
        .body("items.key", hasItems("volume", "first-response-in-hours"));
    nothingDiffers();
    // And what comes later is counted by it as well.
    sending
        .events(
            aTicket("desk", "D")
                .opened("2026-03-10T09:00:00Z", "tech", "email", "normal")
                .repliedBy("bob", "2026-03-10T14:00:00Z")
                .list())
        .statusCode(202);
    sending.awaitObservations("first-response-in-hours", 4);
    meanIs("first-response-in-hours", "", 2, 4);
    nothingDiffers();
  }

  @Test
  void aNewVersionIsCountedBesideTheOldOneWhichAnswersMeanwhile() throws SQLException {
    // Given
    aHistory();
    String etag = define(inHours("response", schedule()));
    awaitReady("response", 1);
    Connection held = heldRecounts();

    // When
    try {
      request()
          .contentType("application/merge-patch+json")
          .header("If-Match", etag)
          .body("{\"population\": {\"team\": [\"billing\"]}}")
          .patch("/v1/metrics/response")
          .then()
          .statusCode(200)
          .header("ETag", "\"2\"")
          .body("state", equalTo("computing"))
          .body("validFrom", nullValue())
          .body("versions.version", contains(2, 1))
          .body("versions.readyAt", contains(nullValue(), notNullValue()))
          .body("versions.state", contains("computing", "ready"));

      // Then the old one answers
      march("response", "").body("version", equalTo(1));
      meanIs("response", "", 1, 3);
      march("response", "&version=2").statusCode(409).body("code", equalTo("conflict"));
      request().get("/v1/metrics/response").then().body("version", equalTo(1));
    } finally {
      release(held);
    }
    awaitReady("response", 2);
    JsonPath ready = request().get("/v1/metrics/response").jsonPath();
    Instant since = Instant.parse(ready.getString("versions[0].readyAt"));
    assertThat(since).isAfter(Instant.parse(ready.getString("versions[1].readyAt")));
    assertThat(ready.getString("validFrom"))
        .isEqualTo(LocalDate.ofInstant(since, ZoneOffset.UTC).toString());
    meanIs("response", "", 0.5, 2);
    meanIs("response", "&version=1", 1, 3);
    march("response", "&version=3").statusCode(404);
    json()
        .body(
            """
            {"queries": [{"metric": "response", "version": 1, "from": "2026-03-01", "to": "2026-04-01",
              "interval": "whole", "aggregation": "mean"}]}
            """)
        .urlEncodingEnabled(false)
        .post("/v1/metrics:query")
        .then()
        .body("results[0].series.series[0].points[0].n", equalTo(3));
    nothingDiffers();
  }

  @Test
  void aCorrectedScheduleRestatesWhatItMeasured() {
    // Given
    aHistory();
    String schedule = schedule();
    define(inHours("corrected", schedule));
    awaitReady("corrected", 1);
    clock.moveAhead(Duration.ofHours(2));

    // When the office has always closed at four
    request()
        .contentType("application/merge-patch+json")
        .header("If-Match", "\"1\"")
        .body(CLOSES_AT_FOUR)
        .patch("/v1/schedules/" + schedule)
        .then()
        .statusCode(200);

    // Then ticket A waits from Monday 9:00 on, and half an hour
    await().atMost(Duration.ofSeconds(40)).untilAsserted(() -> meanIs("corrected", "", 2.5 / 3, 3));
    meanIs("first-response-time", "", 68.0 / 3, 3);
    march("corrected", "").body("series[0].points[0].restatedAt", notNullValue());
    march("first-response-time", "").body("series[0].points[0].restatedAt", nullValue());
    request()
        .get("/v1/restatements?metric=corrected")
        .then()
        .body("items.day", contains("2026-03-09"))
        .body("items[0].causes", hasItem("recounted"))
        .body("items[0].changes[0].before.values.median", notNullValue());
    nothingDiffers();
    request()
        .delete("/v1/schedules/" + schedule)
        .then()
        .statusCode(409)
        .body("detail", containsString("metric corrected"));
  }

  @Test
  void anExplanationSaysWhatOfEachPartIsWithinHours() {
    // Given
    aHistory();
    define(inHours("explained", schedule()));
    awaitReady("explained", 1);
    String id =
        request()
            .get("/v1/interactions?system=desk&subject=A")
            .then()
            .extract()
            .path("items[0].id");

    // Then
    request()
        .get("/v1/interactions/" + id + "/explain?metric=explained")
        .then()
        .statusCode(200)
        .body("observations[0].value", equalTo(3_600_000))
        .body(
            "observations[0].parts.reason",
            contains("within-hours", "outside-hours", "within-hours"))
        .body("observations[0].parts[0].ms", equalTo(1_800_000))
        .body("observations[0].parts[2].date", equalTo("2026-03-09"));
  }

  @Test
  void aShareOfTwoCountsIsComputedFromBoth() {
    // Given
    aHistory();
    define(
        """
        {"key": "billing-volume", "copyOf": "volume", "population": {"team": ["billing"]}}
        """);

    // When
    define(
        """
        {"key": "billing-share", "title": "Share of billing",
         "ratio": {"numerator": "billing-volume", "denominator": "volume"}}
        """);
    awaitReady("billing-share", 1);

    // Then
    march("billing-share", "")
        .body("unit", equalTo("percent"))
        .body("series[0].points[0].n", equalTo(3))
        .body("series[0].points[0].values.share", closeTo(200.0 / 3, 0.0001))
        .body("series[0].points[0].intervals.share.lower", closeTo(20.7660, 0.0001))
        .body("series[0].points[0].intervals.share.upper", closeTo(93.8508, 0.0001));
    march("billing-share", "&groupBy=channel")
        .body("series.group.channel", contains("chat", "email"))
        .body("series.points.flatten().values.share", contains(100.0, 50.0));
    march("billing-share", "&groupBy=team")
        .body("series.points.flatten().values.share", contains(100.0, 0.0));
    request()
        .get("/v1/metrics/billing-share/observations?from=2026-03-01&to=2026-04-01")
        .then()
        .statusCode(400)
        .body("detail", containsString("ask for those of billing-volume and volume"));
    request()
        .delete("/v1/metrics/billing-volume")
        .then()
        .statusCode(409)
        .body("detail", containsString("billing-share@1"));
    json()
        .body(
            """
            {"key": "no-cohort", "title": "T", "ratio": {"numerator": "resolved", "denominator": "volume"}}
            """)
        .post("/v1/metrics")
        .then()
        .statusCode(422)
        .body("errors[0].pointer", equalTo("/ratio/numerator"))
        .body("errors[0].detail", containsString("does not share the cohort"));
  }

  private static String ofAgents(String key, String kind, String condition, String value) {
    return """
    {"key": "%s", "title": "Of agents", "kind": "%s", "events": {"type": "support.message.added.v1",
      "where": [{"pointer": "/data/author/kind", "equals": "agent"}%s]%s}}
    """
        .formatted(key, kind, condition, value);
  }

  @Test
  void eventsCountAsTheirConditionsAndValuesSay() {
    // Given
    aHistory();
    define(ofAgents("replies", "count", "", ""));
    define(
        ofAgents(
            "replies-of-ann",
            "count",
            """
            , {"pointer": "/data/author/id", "in": ["ann", "eve"]}
            """,
            ""));
    define(
        ofAgents(
            "words",
            "number",
            "",
            """
            , "value": "/data/words"
            """));
    define(
        """
        {"key": "share-of-ann", "title": "Share of Ann",
         "ratio": {"numerator": "replies-of-ann", "denominator": "replies"}}
        """);

    // When
    awaitReady("words", 1);
    awaitReady("share-of-ann", 1);

    // Then
    march("replies", "").body("series[0].points[0].values.count", equalTo(3.0));
    march("replies", "&filter=team:billing").body("series[0].points[0].n", equalTo(2));
    march("words", "&aggregation=sum,mean")
        .body("series[0].points[0].values.sum", equalTo(36.0))
        .body("series[0].points[0].values.mean", equalTo(12.0));
    march("share-of-ann", "").body("series[0].points[0].values.share", closeTo(200.0 / 3, 0.0001));
    nothingDiffers();
    // And of what comes to an interaction that is known already.
    sending
        .events(
            aTicket("desk", "C")
                .opened("2026-03-09T10:00:00Z", "tech", "email", "normal")
                .repliedBy("bob", "2026-03-09T12:00:00Z")
                .repliedBy("eve", "2026-03-09T13:00:00Z")
                .wrote("customer", "2026-03-09T14:00:00Z")
                .list())
        .statusCode(202);
    sending.awaitObservations("replies", 4);
    march("replies-of-ann", "").body("series[0].points[0].n", equalTo(3));
    march("words", "&aggregation=sum").body("series[0].points[0].values.sum", equalTo(48.0));
    nothingDiffers();
    String id =
        request()
            .get("/v1/interactions?system=desk&subject=C")
            .then()
            .extract()
            .path("items[0].id");
    request()
        .get("/v1/interactions/" + id + "/explain?metric=words&metric=replies-of-ann")
        .then()
        .statusCode(200)
        .body("observations.metric", contains("words", "replies-of-ann", "words"));
  }

  @Test
  void aNumberThatWasComputedElsewhereIsAMetricOfItsOwn() {
    // Given
    sending
        .events(
            aTicket("reviews", "R-1")
                .event(
                    "observation.recorded",
                    "2026-03-09T10:00:00Z",
                    """
                    {"metric": "review-score", "value": 80, "team": {"id": "billing"}, "channel": "email"}""")
                .event(
                    "observation.recorded",
                    "2026-03-09T11:00:00Z",
                    """
                    {"metric": "review-minutes", "value": 12}""")
                .event(
                    "observation.recorded",
                    "2026-03-10T10:00:00Z",
                    """
                    {"metric": "review-score", "value": 90, "team": {"id": "tech"}}""")
                .list())
        .statusCode(202);

    // When
    define(
        """
        {"key": "review-score", "title": "Score of reviews", "kind": "number", "unit": "score", "direction": "higher",
         "events": {"type": "support.observation.recorded.v1", "value": "/data/value",
                    "where": [{"pointer": "/data/metric", "equals": "review-score"}]}}
        """);
    awaitReady("review-score", 1);

    // Then
    sending.awaitObservations("review-score", 2);
    march("review-score", "&aggregation=mean")
        .body("series[0].points[0].values.mean", equalTo(85.0));
    march("review-score", "&filter=team:billing&aggregation=mean")
        .body("series[0].points[0].values.mean", equalTo(80.0));
    march("review-score", "&filter=channel:email&aggregation=mean")
        .body("series[0].points[0].values.mean", equalTo(80.0));
    march("volume", "").body("series[0].points[0].n", equalTo(0));
    nothingDiffers();
  }

  @Test
  void whatIsDeletedIsGoneWithAllThatWasCounted() throws SQLException {
    // Given
    aHistory();
    define(
        """
        {"key": "short-lived", "copyOf": "volume"}
        """);
    awaitReady("short-lived", 1);
    assertThat(countOf("short-lived")).isEqualTo(3);
    String rule =
        json()
            .body(
                """
                {"name": "Many", "metric": "short-lived", "condition": {"type": "above", "value": 5}}
                """)
            .post("/v1/alert-rules")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    request().delete("/v1/metrics/short-lived").then().statusCode(409);
    request().delete("/v1/alert-rules/" + rule).then().statusCode(204);

    // When
    request().delete("/v1/metrics/short-lived").then().statusCode(204);

    // Then
    request().get("/v1/metrics/short-lived").then().statusCode(404);
    march("short-lived", "").statusCode(404);
    await()
        .atMost(Duration.ofSeconds(40))
        .untilAsserted(() -> assertThat(countOf("short-lived")).isZero());
    nothingDiffers();
    // And its key goes on where it was.
    json()
        .body("{\"key\": \"short-lived\", \"copyOf\": \"resolved\"}")
        .post("/v1/metrics")
        .then()
        .statusCode(201)
        .body("version", equalTo(2));
  }

  private long countOf(String key) throws SQLException {
    try (Connection connection = worker.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "SELECT count(*) FROM observation WHERE tenant_id = ? AND metric = ?")) {
      select.setObject(1, tenant);
      select.setString(2, key);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  @Test
  void aBuiltInMetricIsOnlyCopied() {
    request()
        .contentType("application/merge-patch+json")
        .header("If-Match", "\"1\"")
        .body("{\"title\": \"Mine\"}")
        .patch("/v1/metrics/csat")
        .then()
        .statusCode(409)
        .body("detail", containsString("only copied"));
    request().delete("/v1/metrics/csat").then().statusCode(409);
    request().get("/v1/metrics/csat").then().body("state", equalTo("ready"));
    json()
        .body("{\"key\": \"my-flow\", \"title\": \"Mine\", \"copyOf\": \"net-flow\"}")
        .post("/v1/metrics")
        .then()
        .statusCode(422)
        .body(
            "errors.find { it.pointer == '/copyOf' }.detail",
            containsString("observations of its own"));
  }

  @Test
  void aCopyOfAServiceLevelSaysWhichCallsItLeavesOut() {
    // When
    json()
        .body(
            """
            {"key": "service-level-30", "title": "Within 30 s", "copyOf": "service-level", "within": "PT30S",
             "shortCalls": "PT5S", "withoutCallbacks": true}
            """)
        .post("/v1/metrics")
        .then()
        .statusCode(201)
        .body("definedAs.withoutCallbacks", equalTo(true))
        .body("description", containsString("answered within PT30S"))
        .body(
            "inWords",
            containsString(
                "offered calls but those abandoned in less than PT5S and those whose caller asked to be called back"))
        .body("exclusions", hasItems("calls abandoned in less than PT5S"));

    // Then
    json()
        .body(
            "{\"key\": \"again\", \"copyOf\": \"abandonment-rate.without-callbacks\", \"withoutCallbacks\": false}")
        .post("/v1/metrics")
        .then()
        .statusCode(422)
        .body("errors.pointer", hasItems("/withoutCallbacks"));
  }

  @Test
  void aCopyOfWhatNeighboursHaveASayInHasWhatIsKnownOfThem() {
    json()
        .body(
            """
            {"key": "fcr-3", "copyOf": "first-contact-resolution", "within": "P8D", "population": {"brand": ["x"]}}""")
        .post("/v1/metrics")
        .then()
        .statusCode(422)
        .body("errors.pointer", hasItems("/within", "/population/brand"));
    json()
        .body(
            """
            {"key": "deflected", "copyOf": "deflection-rate", "within": "PT6H", "population": {"team": ["x"]}}""")
        .post("/v1/metrics")
        .then()
        .statusCode(422)
        .body("errors.pointer", hasItems("/population/team"));
    json()
        .body("{\"key\": \"fcr-3\", \"copyOf\": \"first-contact-resolution\", \"within\": \"P3D\"}")
        .post("/v1/metrics")
        .then()
        .statusCode(201)
        .body(
            "numerator",
            equalTo("those after which the customer opened none on the same topic within P3D"))
        .body("endRule", equalTo("a new contact of the customer on the same topic within P3D"));
  }

  @Test
  void everythingThatIsWrongIsSaidAtOnce() {
    json()
        .body(
            """
            {"key": "csat", "copyOf": "handle-time", "population": {"planet": ["x"], "team": []},
             "clock": {"type": "business", "scheduleId": "00000000-0000-7000-8000-000000000000",
                       "clockRule": "sometimes"},
             "within": "PT30S", "shortCalls": "soon",
             "withoutCallbacks": true, "defaultAggregation": "share", "minimumSample": 0}
            """)
        .post("/v1/metrics")
        .then()
        .statusCode(422)
        .body("code", equalTo("rule-violated"))
        .body(
            "errors.pointer",
            hasItems(
                "/key",
                "/population/planet",
                "/population/team",
                "/clock/type",
                "/clock/clockRule",
                "/clock/scheduleId",
                "/within",
                "/shortCalls",
                "/withoutCallbacks",
                "/defaultAggregation",
                "/minimumSample"));
  }

  @Test
  void whatNoDatabaseTakesIsRefusedBeforeIt() {
    json().body("{\"key\": \"a\\u0000b\"}").post("/v1/metrics").then().statusCode(422);
    json()
        .body(
            """
            {"key": "e", "kind": "count", "title": "T", "events": {"type": "support.call.ended.v1",
             "where": [{"pointer": "/data/x", "equals": 1e999}]}}
            """)
        .post("/v1/metrics")
        .then()
        .statusCode(422);
    request().get("/v1/metrics/{key}", "a\u0000b").then().statusCode(404);
    request().queryParam("metric", "\u0000").get("/v1/restatements").then().statusCode(404);
  }

  @Test
  void whatIsWrongWithEventsIsSaidAtOnce() {
    json()
        .body(
            """
            {"key": "e", "kind": "sum", "title": "T", "direction": "up", "clock": {"type": "calendar"},
             "events": {"type": "support.none.v1", "value": "words"}}
            """)
        .post("/v1/metrics")
        .then()
        .statusCode(422)
        .body("errors.pointer", hasItems("/kind", "/direction", "/clock"));
    json()
        .body(
            """
            {"key": "e", "kind": "number", "title": "T", "events": {"type": "support.none.v1", "where": [
              {"pointer": "data", "equals": 1}, {"pointer": "/data"}, {"pointer": "/data", "in": [{}]}]}}
            """)
        .post("/v1/metrics")
        .then()
        .statusCode(422)
        .body(
            "errors.pointer",
            hasItems(
                "/events/type",
                "/events/value",
                "/events/where/0/pointer",
                "/events/where/1",
                "/events/where/2/in/0"));
  }

  @Test
  void nobodyElseSeesItAndARepeatIsTheSame() {
    // Given
    Map<String, String> metric = Map.of("key", "mine", "copyOf", "volume");
    Response first = json().header("Idempotency-Key", "k").body(metric).post("/v1/metrics");
    first.then().statusCode(201).header("Location", equalTo("/v1/metrics/mine"));

    // Then
    json()
        .header("Idempotency-Key", "k")
        .body(metric)
        .post("/v1/metrics")
        .then()
        .statusCode(201)
        .body("version", equalTo(1));
    json().body(metric).post("/v1/metrics").then().statusCode(409);
    Sending other = new Sending(UuidCreator.getTimeOrderedEpoch());
    other.request().get("/v1/metrics/mine").then().statusCode(404);
    other.request().get("/v1/metrics/mine/summary").then().statusCode(404);
    other.request().delete("/v1/metrics/mine").then().statusCode(404);
    other.request().get("/v1/metrics").then().body("items.key", not(hasItem("mine")));
    List<String> keys = request().get("/v1/metrics").then().extract().path("items.key");
    assertThat(keys).endsWith("mine");
  }
}
