package dev.steadfast.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.steadfast.e2e.ImportedLog.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The main job on real input: 17,136 incidents of a ServiceNow event log go in by the import, the
 * figures that are published beside the data come out.
 */
@ExtendWith(RunningSuite.Shared.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IncidentLogE2E {
  private static final String WHOLE = "from=2016-01-01&to=2018-01-01";
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final RunningSuite suite;
  private final TenantClient tenant;
  private final ImportedLog log;

  IncidentLogE2E(RunningSuite suite) {
    this.suite = suite;
    this.tenant = suite.newTenant("Incident log");
    this.log = new ImportedLog(tenant, WHOLE);
  }

  /** The table of the data's README, in hours. */
  static List<Row> knownAnswers() {
    return List.of(
        new Row("", 15_906, 197.328408, 28.341667, 408.55, 772.625, 0, 8070.166667),
        new Row(
            "1 - Critical", 178, 314.146536, 89.875, 701.563333, 1099.810833, 0.05, 5056.483333),
        new Row("2 - High", 287, 179.528049, 55.366667, 381.69, 552.976667, 0.083333, 3720.766667),
        new Row("3 - Moderate", 14_971, 190.309764, 27.666667, 402.7, 747.341667, 0, 8070.166667),
        new Row(
            "4 - Low", 470, 387.522411, 44.283333, 754.996667, 2064.5875, 0.016667, 8020.266667));
  }

  @BeforeAll
  void importTheLog() throws IOException {
    Path file =
        suite
            .root()
            .resolveSibling("shared/data/uci-incident-before-2016-05/incident_event_log.csv.gz");
    assumeTrue(Files.exists(file), "skipped: the incident log is not at " + file);
    byte[] mapping =
        Files.readAllBytes(suite.root().resolve("docs/recipes/servicenow-incident-log.json"));
    byte[] bytes = Files.readAllBytes(file);

    long begin = System.nanoTime();
    Answer queued =
        tenant.importFile(mapping, bytes, "incident_event_log.csv.gz", "acme-servicenow");
    queued.expect(202);
    long uploaded = System.nanoTime();
    JsonNode done = tenant.awaitImport(queued.header("location"), PATIENCE);
    long durable = System.nanoTime();
    tenant.awaitProcessed(PATIENCE);
    long processed = System.nanoTime();

    int events = done.at("/events/accepted").asInt();
    assertThat(done.at("/rows/total").asInt()).isEqualTo(101_045);
    assertThat(done.at("/rows/good").asInt()).isEqualTo(101_045);
    assertThat(done.at("/errors/total").asInt()).isZero();
    assertThat(done.at("/events/rejected").asInt()).isZero();
    System.out.printf(
        "incident log: %d rows, %d events; checked in %.1f s, durable after %.1f s, processed after"
            + " %.1f s: %.0f events/s%n",
        101_045,
        events,
        (uploaded - begin) / 1e9,
        (durable - begin) / 1e9,
        (processed - begin) / 1e9,
        events / ((processed - begin) / 1e9));
  }

  @Test
  void countsIncidentsByMonth() {
    // When
    int[] months = log.counts("volume", "interval=month&from=2016-02-01&to=2016-05-01");

    // Then
    assertThat(months).containsExactly(207, 8_995, 7_934);
    assertThat(tenant.summary("volume", WHOLE).path("n").asInt()).isEqualTo(17_136);
  }

  @Test
  void everyCellIsWhatTheRawEventsSay() {
    log.expectCellsAsTheRawEventsSay();
  }

  @Test
  void countsIncidentsByDay() {
    // When
    int[] days = log.counts("volume", "interval=day&from=2016-02-29&to=2016-05-01");

    // Then
    assertThat(days)
        .containsExactly(
            207, 315, 465, 392, 388, 35, 56, 607, 434, 340, 312, 329, 29, 22, 459, 382, 372, 334,
            334, 44, 50, 438, 325, 364, 379, 55, 73, 52, 497, 376, 372, 365, 444, 64, 56, 456, 406,
            373, 357, 338, 39, 39, 383, 397, 377, 371, 396, 42, 29, 424, 328, 434, 43, 100, 51, 21,
            445, 333, 361, 401, 363, 63);
  }

  @Test
  void countsIncidentsByChannelAndTeamWithThoseThatHaveNone() {
    // When
    Map<String, Integer> channels = log.groups("volume", "channel");
    Map<String, Integer> teams = log.groups("volume", "team");

    // Then: an empty team is the question mark of the log
    assertThat(channels).isEqualTo(Map.of("Phone", 17_100, "Email", 36));
    assertThat(teams)
        .hasSize(65)
        .containsAllEntriesOf(
            Map.of(
                "Group 70",
                5_691,
                "",
                2_075,
                "Group 25",
                910,
                "Group 39",
                839,
                "Group 24",
                764,
                "Group 23",
                605));
    assertThat(teams.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(17_136);
  }

  @ParameterizedTest
  @MethodSource("knownAnswers")
  void resolutionTimesAreWithinOnePercentFromTheCells(Row row) {
    log.expectSummary(row);
  }

  @ParameterizedTest
  @MethodSource("knownAnswers")
  void resolutionTimesAreExactFromTheObservations(Row row) {
    log.expectExactly(row);
  }

  @Test
  void everyFormOfTheObservationsHasTheSameValues() {
    // When
    Observed table = log.csv("resolution-time", "");

    // Then
    assertThat(log.lines("resolution-time").sorted()).isEqualTo(table.sorted());
    assertThat(log.pages("resolution-time").sorted()).isEqualTo(table.sorted());
  }

  @Test
  void resolutionTimesOfThePrioritiesComeFromOneGroupedQuery() {
    // When
    JsonNode groups =
        tenant
            .get("/v1/metrics/resolution-time/summary?groupBy=priority&" + WHOLE)
            .expect(200)
            .json()
            .path("series");

    // Then
    assertThat(groups).hasSize(4);
    for (int i = 0; i < 4; i++) {
      Row row = knownAnswers().get(i + 1);
      assertThat(groups.get(i).at("/group/priority").asText()).isEqualTo(row.priority());
      assertThat(groups.get(i).at("/points/0/n").asInt()).isEqualTo(row.n());
    }
  }

  @Test
  void countsTheReopened() {
    // When
    Observed cohort = log.csv("reopen-rate", "");
    JsonNode share = tenant.summary("reopen-rate", WHOLE);

    // Then
    assertThat(cohort.sum()).isEqualTo(202);
    assertThat(share.path("n").asInt()).isEqualTo(cohort.n());
    assertThat(share.at("/values/share").asDouble())
        .isCloseTo(100.0 * 202 / cohort.n(), within(1e-9));
    Map<String, Long> reopened =
        Map.of("1 - Critical", 0L, "2 - High", 3L, "3 - Moderate", 198L, "4 - Low", 1L);
    reopened.forEach(
        (priority, n) ->
            assertThat(log.csv("reopen-rate", ImportedLog.filter(priority)).sum())
                .as(priority)
                .isEqualTo(n));
  }

  @Test
  void theBacklogIsNeverNegativeAndEmptyInTheEnd() {
    // When
    double[] backlog = log.backlog();

    // Then
    assertThat(Arrays.stream(backlog).min()).hasValue(0);
    assertThat(Arrays.stream(backlog).max().orElseThrow()).isGreaterThan(1_000);
    assertThat(backlog[backlog.length - 1]).isZero();
  }

  @Test
  void aNumberCanBeFollowedToTheIncident() {
    // Given
    String found = "/v1/interactions?system=acme-servicenow&subject=INC0000045";
    String id = tenant.get(found).expect(200).json().at("/items/0/id").asText();

    // When
    JsonNode incident = tenant.get("/v1/interactions/" + id).expect(200).json();

    // Then: opened 29/2/2016 01:16, resolved 11:29
    assertThat(incident.path("status").asText()).isEqualTo("closed");
    assertThat(incident.path("timeline")).isNotEmpty();
    assertThat(incident.path("measures"))
        .filteredOn(measure -> measure.path("metric").asText().equals("resolution-time"))
        .singleElement()
        .satisfies(
            measure ->
                assertThat(measure.path("value").asLong())
                    .isEqualTo(Duration.ofMinutes(10 * 60 + 13).toMillis()));
  }

  @Test
  void aGoalOnTheMedianStandsWhereItShould() {
    // Given: what was resolved in the goal's period, to the millisecond
    Observed exact =
        new ImportedLog(tenant, "from=2016-03-01&to=2017-01-01").csv("resolution-time", "");
    double hours = exact.quantile(0.5) / Observed.HOUR;

    // When
    String missed = tenant.activeGoal(goal("PT40H", "PT24H"));
    String achieved = tenant.activeGoal(goal("PT48H", "PT32H"));

    // Then
    JsonNode standing = standing(missed);
    assertThat(standing.path("n").asInt()).isEqualTo(exact.n());
    assertThat(standing.path("value").asDouble() / Observed.HOUR)
        .isBetween(hours * 0.99, hours * 1.01);
    // A value that is 1 % off moves progress by 1 % of the value over the way of 16 hours.
    double tolerance = hours * 0.01 / 16;
    assertThat(standing.path("progress").asDouble())
        .isCloseTo((40 - hours) / 16, within(tolerance));
    assertThat(standing.path("status").asText()).isEqualTo("off-track");
    assertThat(standing.at("/verdict/outcome").asText()).isEqualTo("missed");
    assertThat(standing.path("reached").asText()).isEqualTo("none");
    assertThat(standing.path("zone").asText()).isEqualTo("UTC");

    JsonNode better = standing(achieved);
    assertThat(better.path("progress").asDouble()).isCloseTo((48 - hours) / 16, within(tolerance));
    assertThat(better.path("progressClamped").asDouble()).isEqualTo(1);
    assertThat(better.path("status").asText()).isEqualTo("achieved");
    assertThat(better.at("/verdict/outcome").asText()).isEqualTo("met");
    assertThat(better.path("reached").asText()).isEqualTo("target");
  }

  private static Map<String, Object> goal(String baseline, String target) {
    return Map.of(
        "title",
        "Resolve incidents within " + target,
        "period",
        Map.of("from", "2016-03-01", "to", "2016-12-31"),
        "target",
        Map.of(
            "metric",
            "resolution-time",
            "aggregation",
            "median",
            "baseline",
            Map.of("value", baseline),
            "levels",
            Map.of("target", target)));
  }

  /** How a goal stands once all day cells have come to goals-service. */
  private JsonNode standing(String goal) {
    long expected =
        tenant.summary("resolution-time", "from=2016-03-01&to=2017-01-01").path("n").asLong();
    return await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () -> tenant.get("/v1/goals/" + goal).expect(200).json().path("standing"),
            standing -> standing.path("n").asLong() == expected);
  }
}
