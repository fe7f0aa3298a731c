package dev.steadfast.goals.measure;

import static dev.steadfast.goals.testing.MetricDaysTopic.resolutions;
import static dev.steadfast.goals.testing.Requests.resolutionTime;
import static dev.steadfast.goals.testing.Requests.today;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.steadfast.contracts.Topics;
import dev.steadfast.goals.testing.MetricDay;
import dev.steadfast.goals.testing.MetricDaysTopic;
import dev.steadfast.goals.testing.Tenant;
import dev.steadfast.launcher.embedded.Backends;
import dev.steadfast.platform.testing.EventsTopic;
import dev.steadfast.platform.testing.ServiceBackends;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
    value = ServiceBackends.class,
    initArgs = @ResourceArg(name = "service", value = "goals"),
    restrictToAnnotatedClass = false)
class MeasuringIT {
  private static final Logger LOG = Logger.getLogger(MeasuringIT.class);
  private static final Duration SOON = Duration.ofSeconds(2);
  private static final Duration EVENTUALLY = Duration.ofSeconds(20);

  private final Tenant tenant = Tenant.anew();
  private final MetricDaysTopic topic = new MetricDaysTopic();

  @AfterEach
  void close() {
    topic.close();
  }

  @Inject PassOfTime passOfTime;

  private void awaitValue(String goal, double value) {
    awaitValue(goal, value, EVENTUALLY);
  }

  private void awaitValue(String goal, double value, Duration atMost) {
    await()
        .atMost(atMost)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> valueOf(tenant.goal(goal)) == value);
  }

  private static double valueOf(Response goal) {
    Number value = goal.path("standing.value");
    return value == null ? Double.NaN : value.doubleValue();
  }

  /** The midpoint that a histogram keeps for a value. */
  private static double kept(long value) {
    var histogram = new dev.steadfast.core.measure.Histogram();
    histogram.record(value, 1);
    return histogram.quantile(0.5);
  }

  @Test
  void aChangedDayShowsInTheGoalWithinTwoSeconds() {
    // Given
    String goal = tenant.hasActive(resolutionTime("billing"));
    topic.tell(tenant, resolutions("warm-up", today(), 1, 1, 1));

    // When half of the way has gone in half of the period
    topic.tell(tenant, resolutions("billing", today(), 40, 149_000, 1));

    // Then
    awaitValue(goal, kept(149_000), SOON);
    tenant
        .gets("/v1/goals/" + goal)
        .header("ETag", "\"2\"")
        .body("standing.n", equalTo(40))
        .body("standing.status", equalTo("on-track"))
        .body("standing.verdict.outcome", equalTo("missed"))
        .body("standing.reached", equalTo("commit"))
        .body("standing.expected", equalTo(150000))
        .body("standing.zone", equalTo("UTC"))
        .body("standing.newestDay", equalTo(today().toString()));
    assertThat(tenant.goal(goal).<Float>path("standing.progress")).isBetween(0.5f, 0.52f);
    try (EventsTopic events = new EventsTopic(Topics.GOAL_EVENTS)) {
      var told = events.beginning(goal, "created", "activated", "progressed").getLast();
      assertThat(told.data().at("/value").asDouble()).isEqualTo(kept(149_000));
      assertThat(told.data().at("/n").asLong()).isEqualTo(40);
      assertThat(told.data().at("/status").asText()).isEqualTo("on-track");
      assertThat(told.data().at("/metric").asText()).isEqualTo("resolution-time");
    }
  }

  @Test
  void aLowerRevisionAndARepetitionChangeNothing() {
    String goal = tenant.hasActive(resolutionTime("billing"));
    topic.tell(tenant, resolutions("billing", today(), 40, 149_000, 7));
    awaitValue(goal, kept(149_000));

    topic.tell(tenant, resolutions("billing", today(), 10, 90_000, 6));
    topic.tell(tenant, resolutions("billing", today(), 40, 149_000, 7));
    topic.tell(tenant, resolutions("billing", today(), 40, 149_000, 7));
    topic.tell(tenant, resolutions("billing", today().minusDays(1), 1, 149_000, 1));

    await()
        .atMost(EVENTUALLY)
        .untilAsserted(
            () -> assertThat(tenant.goal(goal).<Integer>path("standing.n")).isEqualTo(41));
    assertThat(valueOf(tenant.goal(goal))).isEqualTo(kept(149_000));
  }

  @Test
  void aDayThatIsGoneCountsNoMoreAndMayBeginAnew() {
    // Given
    String goal = tenant.hasActive(resolutionTime("billing"));
    topic.tell(tenant, resolutions("billing", today(), 40, 149_000, 7));
    topic.tell(tenant, resolutions("billing", today().minusDays(1), 1, 149_000, 1));
    awaitN(goal, 41);

    // When
    topic.send(
        tenant.id().toString(),
        "team=billing/" + today(),
        "dev.steadfast.metric-day.changed.v2",
        null);

    // Then
    awaitN(goal, 1);

    // And from its first revision on
    topic.tell(tenant, resolutions("billing", today(), 5, 149_000, 1));
    awaitN(goal, 6);
  }

  private void awaitN(String goal, int n) {
    await()
        .atMost(EVENTUALLY)
        .untilAsserted(
            () -> assertThat(tenant.goal(goal).<Integer>path("standing.n")).isEqualTo(n));
  }

  @Test
  void activatingMeasuresWhatIsThereAlready() {
    String before = tenant.hasActive(resolutionTime("billing"));
    topic.tell(tenant, resolutions("billing", today(), 40, 95_000, 1));
    awaitValue(before, kept(95_000));

    String goal = tenant.hasActive(resolutionTime("billing"));

    tenant
        .gets("/v1/goals/" + goal)
        .body("standing.status", equalTo("achieved"))
        .body("standing.verdict.outcome", equalTo("met"))
        .body("standing.reached", equalTo("target"))
        .body("standing.progressClamped", equalTo(1.0f));
  }

  @Test
  void aBaselineIsMeasuredOverItsDays() {
    String watch = tenant.hasActive(resolutionTime("billing"));
    LocalDate lastMonth = today().minusDays(40);
    topic.tell(tenant, resolutions("billing", lastMonth, 30, 240_000, 1));
    topic.tell(tenant, resolutions("billing", today(), 30, 149_000, 1));
    awaitValue(watch, kept(149_000));

    tenant
        .posts(
            "/v1/goals",
            resolutionTime("billing")
                .replace(
                    "\"baseline\": {\"value\": 200000}",
                    "\"baseline\": {\"source\": \"measured\", \"from\": \"%s\", \"to\": \"%s\"}"
                        .formatted(lastMonth.minusDays(10), lastMonth.plusDays(10))))
        .statusCode(201)
        .body("target.baseline.source", equalTo("measured"))
        .body("target.baseline.n", equalTo(30))
        .body("target.baseline.from", equalTo(lastMonth.minusDays(10).toString()));
  }

  @Test
  void aStatusIsToldOnceItHeldInTwoEvaluations() {
    String goal = tenant.hasActive(resolutionTime("billing"));

    topic.tell(tenant, resolutions("billing", today(), 40, 190_000, 1));

    // Then one evaluation shows it, and the next, though nothing new came, tells it
    awaitValue(goal, kept(190_000));
    try (EventsTopic events = new EventsTopic(Topics.GOAL_EVENTS)) {
      var told =
          events.beginning(goal, "created", "activated", "progressed", "status-changed").getLast();
      assertThat(told.data().at("/from").asText()).isEqualTo("no-data");
      assertThat(told.data().at("/to").asText()).isEqualTo("off-track");
    }
  }

  @Test
  void aCheckInKeepsTheNumbersOfItsMoment() {
    String goal = tenant.hasActive(resolutionTime("billing"));
    topic.tell(tenant, resolutions("billing", today(), 40, 149_000, 1));
    awaitValue(goal, kept(149_000));
    String location =
        tenant
            .posts(
                "/v1/goals/" + goal + "/check-ins",
                "{\"confidence\": 7, \"note\": \"Macros help.\", \"blockers\": [\"Two away\"]}")
            .statusCode(201)
            .extract()
            .header("Location");

    topic.tell(tenant, resolutions("billing", today(), 40, 120_000, 2));
    awaitValue(goal, kept(120_000));

    Response checkIn = tenant.asks().get(location);
    assertThat(checkIn.<Number>path("value").doubleValue()).isEqualTo(kept(149_000));
    checkIn
        .then()
        .body("n", equalTo(40))
        .body("confidence", equalTo(7))
        .body("note", equalTo("Macros help."))
        .body("blockers[0]", equalTo("Two away"))
        .body("status", equalTo("on-track"));
    tenant
        .gets("/v1/goals/" + goal + "/check-ins?limit=1")
        .body("items.size()", equalTo(1))
        .body("items[0].by", equalTo("test-key"));
    tenant
        .posts("/v1/goals/" + goal + "/check-ins", "{\"confidence\": 11}")
        .statusCode(422)
        .body("errors[0].pointer", equalTo("/confidence"));
    tenant.posts("/v1/goals/" + goal + "/check-ins", "{}").statusCode(422);
  }

  @Test
  void aClosedGoalStaysAsItWas() {
    String goal =
        tenant.hasActive(resolutionTime("billing", today().minusDays(9), today().minusDays(1)));
    String open = tenant.hasActive(resolutionTime("billing"));
    topic.tell(tenant, resolutions("billing", today().minusDays(3), 40, 90_000, 1));
    awaitValue(goal, kept(90_000));
    tenant
        .posts("/v1/goals/" + goal + ":close", "{}")
        .statusCode(200)
        .body("closing.verdict", equalTo("met"));

    topic.tell(tenant, resolutions("billing", today().minusDays(3), 40, 190_000, 2));
    awaitValue(open, kept(190_000));

    assertThat(valueOf(tenant.goal(goal))).isEqualTo(kept(90_000));
    tenant.gets("/v1/goals/" + goal).body("closing.verdict", equalTo("met"));
  }

  @Test
  void aRevisedTargetIsMeasuredAtOnce() {
    String goal = tenant.hasActive(resolutionTime("billing"));
    topic.tell(tenant, resolutions("billing", today(), 40, 90_000, 1));
    awaitValue(goal, kept(90_000));

    tenant
        .patches(
            goal,
            "\"2\"",
            """
            {"target": {"levels": {"target": 50000, "stretch": null}},
             "revision": {"kind": "too-easy", "reason": "Made in a week."}}
            """)
        .statusCode(200)
        .body("standing.verdict.outcome", equalTo("missed"))
        .body("standing.reached", equalTo("commit"));
  }

  @Test
  void cellsOfAnotherTenantMeanNothing() {
    Tenant other = Tenant.anew();
    String mine = tenant.hasActive(resolutionTime("billing"));
    String theirs = other.hasActive(resolutionTime("billing"));

    topic.tell(tenant, resolutions("billing", today(), 40, 149_000, 1));
    awaitValue(mine, kept(149_000));

    other.gets("/v1/goals/" + theirs).body("standing.status", equalTo("no-data"));
  }

  @Test
  void goalsActivatedWhileCellsArriveMissNone() {
    List<String> goals = new ArrayList<>();

    for (int revision = 1; revision <= 15; revision++) {
      topic.tell(tenant, resolutions("billing", today(), 40, 1_000L * revision, revision));
      goals.add(tenant.hasActive(resolutionTime("billing")));
    }

    for (String goal : goals) {
      awaitValue(goal, kept(15_000));
    }
  }

  @Test
  void goalsAreMeasuredAgainAsTimePasses() {
    String goal = tenant.hasActive(resolutionTime("billing"));
    String before = tenant.goal(goal).path("standing.evaluatedAt");

    passOfTime.measureAll();

    assertThat(tenant.goal(goal).<String>path("standing.evaluatedAt")).isGreaterThan(before);
    tenant.gets("/v1/goals/" + goal).header("ETag", "\"2\"");
  }

  @Test
  void poisonGoesToTheDeadLettersAndTheRestGoesOn() throws SQLException {
    String goal = tenant.hasActive(resolutionTime("billing"));
    byte[] nonsense = "{\"metric\": 1".getBytes(StandardCharsets.UTF_8);
    MetricDay badHistogram =
        new MetricDay("resolution-time", 1, "team=billing", today(), "UTC", 1, 1, 0, 0, "//8=", 1);

    topic.send(tenant.id().toString(), "x", "dev.steadfast.metric-day.changed.v2", nonsense);
    topic.send(tenant.id().toString(), "x", "dev.steadfast.metric-day.changed.v2", null);
    topic.send(tenant.id().toString(), "x", "dev.steadfast.other.v1", nonsense);
    topic.send(tenant.id().toString(), "no-data", "dev.steadfast.metric-day.no-data.v1", null);
    topic.send(
        tenant.id().toString(),
        "no-data",
        "dev.steadfast.metric-day.no-data.v1",
        "{\"revision\": 1, \"silences\": [{\"source\": \"/a\", \"weeks\": 1}]}"
            .getBytes(StandardCharsets.UTF_8));
    topic.tell(tenant, badHistogram);
    topic.tell(tenant, resolutions("billing", today(), 40, 149_000, 2));

    awaitValue(goal, kept(149_000));
    await().atMost(Duration.ofSeconds(5)).until(() -> deadLetters() == 6);
  }

  private long deadLetters() throws SQLException {
    return count("SELECT count(*) FROM dead_letter WHERE tenant_id = ?");
  }

  private long storedCells() throws SQLException {
    return count("SELECT count(*) FROM metric_day WHERE tenant_id = ?");
  }

  private long count(String sql) throws SQLException {
    try (var connection =
            DriverManager.getConnection(
                Backends.shared().jdbcUrl(),
                "goals_worker",
                Backends.shared().password("goals_worker"));
        var count = connection.prepareStatement(sql)) {
      count.setObject(1, tenant.id());
      try (var row = count.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  @Test
  void anImportOfManyCellsIsStoredInBatchesAndOthersAreSeenMeanwhile() {
    String goal = tenant.hasActive(resolutionTime("billing"));
    List<MetricDay> cells = new ArrayList<>();
    for (int team = 0; team < 40; team++) {
      for (int day = 0; day < 250; day++) {
        cells.add(resolutions("team-" + team, today().minusDays(day), 5, 1_000L * day, 1));
      }
    }
    cells.add(resolutions("billing", today(), 40, 149_000, 1));

    long begun = System.nanoTime();
    topic.tellAll(tenant, cells);

    await().atMost(Duration.ofSeconds(20)).until(() -> valueOf(tenant.goal(goal)) == kept(149_000));
    await().atMost(Duration.ofSeconds(20)).until(() -> storedCells() == cells.size());
    LOG.infof("%d cells stored in %d ms", cells.size(), (System.nanoTime() - begun) / 1_000_000);
    try (EventsTopic events = new EventsTopic(Topics.GOAL_EVENTS)) {
      events.beginning(goal, "created", "activated", "progressed");
    }
  }

  @Test
  void requestsHaveNoWayToWriteCells() throws SQLException {
    try (var connection =
            DriverManager.getConnection(
                Backends.shared().jdbcUrl(), "goals_api", Backends.shared().password("goals_api"));
        var select = connection.prepareStatement("SELECT count(*) FROM goal");
        var insert = connection.prepareStatement("DELETE FROM metric_day")) {
      try (var row = select.executeQuery()) {
        row.next();
        assertThat(row.getLong(1)).as("rows seen without a tenant").isZero();
      }
      org.assertj.core.api.Assertions.assertThatThrownBy(insert::executeUpdate)
          .hasMessageContaining("permission denied");
    }
  }
}
