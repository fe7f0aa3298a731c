package dev.steadfast.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.steadfast.launcher.suite.Service;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code kill -9} in the middle of work: nothing is lost, nothing counts twice. */
@ExtendWith(RunningSuite.Shared.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrashE2E {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** Of the answer without Kafka; the gateway itself gives up after 30 s. */
  private static final Duration BOUND = Duration.ofSeconds(15);

  private static final Instant BEGIN = Instant.parse("2025-03-03T00:00:00Z");
  private static final String WHOLE = "from=2025-03-01&to=2025-06-01";

  private final RunningSuite suite;

  CrashE2E(RunningSuite suite) {
    this.suite = suite;
  }

  /** Tickets that follow from a number, and what they come to. */
  private static final class Tickets {
    private final int count;
    private int replies;
    private long replyMillis;
    private int resolutions;
    private long resolutionMillis;
    private int ratings;
    private int satisfied;

    Tickets(int count) {
      this.count = count;
    }

    /** As a ticket table; adds up the totals. */
    byte[] csv() {
      StringBuilder csv = new StringBuilder(count * 120);
      csv.append(
          "ticket_id,created_at,channel,priority,customer_id,team,agent,first_reply_at,resolved_at,csat\n");
      for (int i = 0; i < count; i++) {
        Instant opened = BEGIN.plus(i, ChronoUnit.MINUTES);
        Duration reply = Duration.ofMinutes(1 + i % 50);
        Duration resolution = Duration.ofHours(1 + i % 100);
        boolean isReplied = i % 4 != 0;
        boolean isResolved = i % 10 != 0;
        int rating = i % 3 == 0 ? 1 + i % 5 : 0;
        csv.append("T-%d,%s,email,normal,C-%d,team-%d,".formatted(i, opened, i % 700, i % 5));
        csv.append("agent-%d,".formatted(i % 20));
        csv.append(isReplied ? opened.plus(reply) : "").append(',');
        csv.append(isResolved ? opened.plus(resolution) : "").append(',');
        csv.append(rating > 0 ? rating : "").append('\n');
        replies += isReplied ? 1 : 0;
        replyMillis += isReplied ? reply.toMillis() : 0;
        resolutions += isResolved ? 1 : 0;
        resolutionMillis += isResolved ? resolution.toMillis() : 0;
        ratings += rating > 0 ? 1 : 0;
        satisfied += rating >= 4 ? 1 : 0;
      }
      return csv.toString().getBytes(StandardCharsets.UTF_8);
    }

    int events() {
      return count + replies + resolutions + ratings;
    }
  }

  @Test
  void anImportSurvivesTwoKillsOfMetricsServiceWithEveryCountExact() throws IOException {
    // Given
    TenantClient tenant = suite.newTenant("Crash");
    Tickets tickets = new Tickets(20_000);
    byte[] file = tickets.csv();
    byte[] recipe = Files.readAllBytes(suite.root().resolve("docs/recipes/ticket-table.json"));
    String location =
        tenant.importFile(recipe, file, "tickets.csv", "crash-desk").expect(202).header("location");

    // When
    int first = killAfter(tenant, location, 1);
    int second = killAfter(tenant, location, first + 1_000);
    JsonNode done = tenant.awaitImport(location, PATIENCE);
    tenant.awaitProcessed(PATIENCE);

    // Then
    System.out.printf(
        "killed metrics-service after %d and %d rows; taken up again %d times%n",
        first, second, done.path("resumed").asInt());
    assertThat(done.at("/rows/good").asInt()).isEqualTo(20_000);
    assertThat(done.at("/events/accepted").asInt()).isEqualTo(tickets.events());
    assertExact(tenant, tickets);
    assertThat(tenant.importFile(recipe, file, "tickets.csv", "crash-desk").status())
        .as("the same file again")
        .isEqualTo(200);
  }

  /** Kills and starts again once so many rows were read, or when the job is through already. */
  private int killAfter(TenantClient tenant, String location, int rows) {
    JsonNode view =
        await()
            .atMost(PATIENCE)
            .pollInterval(Duration.ofMillis(20))
            .until(
                () -> tenant.get(location).expect(200).json(),
                now ->
                    now.at("/rows/read").asInt() >= rows
                        || now.path("state").asText().equals("done"));
    suite.processes().kill(Service.METRICS);
    suite.processes().start(Service.METRICS);
    return view.at("/rows/read").asInt();
  }

  private static void assertExact(TenantClient tenant, Tickets tickets) {
    assertThat(n(tenant, "volume")).isEqualTo(tickets.count);
    assertThat(n(tenant, "first-response-time")).isEqualTo(tickets.replies);
    assertThat(sum(tenant, "first-response-time")).isEqualTo(tickets.replyMillis);
    assertThat(n(tenant, "resolved")).isEqualTo(tickets.resolutions);
    assertThat(n(tenant, "resolution-time")).isEqualTo(tickets.resolutions);
    assertThat(sum(tenant, "resolution-time")).isEqualTo(tickets.resolutionMillis);
    assertThat(n(tenant, "csat")).isEqualTo(tickets.ratings);
    assertThat(tenant.summary("csat", WHOLE).at("/values/share").asDouble())
        .isCloseTo(100.0 * tickets.satisfied / tickets.ratings, within(1e-9));
    ImportedLog log = new ImportedLog(tenant, WHOLE);
    assertThat(log.csv("volume", "").sum()).isEqualTo(tickets.count);
    assertThat(log.csv("resolution-time", "").sum()).isEqualTo(tickets.resolutionMillis);
    double[] backlog = log.backlog();
    assertThat(backlog[backlog.length - 1]).isEqualTo(tickets.count - tickets.resolutions);
    JsonNode teams =
        tenant.get("/v1/metrics/volume/summary?groupBy=team&" + WHOLE).json().path("series");
    assertThat(teams).hasSize(5);
    for (JsonNode team : teams) {
      assertThat(team.at("/points/0/n").asInt()).isEqualTo(tickets.count / 5);
    }
  }

  private static int n(TenantClient tenant, String metric) {
    return tenant.summary(metric, WHOLE).path("n").asInt();
  }

  private static long sum(TenantClient tenant, String metric) {
    return tenant.summary(metric, WHOLE + "&aggregation=sum").at("/values/sum").asLong();
  }

  @Test
  void everyEventThriceInAnyOrderCountsOnce() {
    // Given: 500 tickets; every fourth is reopened and resolved once more
    TenantClient tenant = suite.newTenant("Thrice");
    Desk desk = new Desk("thrice-desk");
    List<Map<String, Object>> events = new ArrayList<>();
    long resolutionMillis = 0;
    for (int i = 0; i < 500; i++) {
      String subject = "T-" + i;
      Instant opened = BEGIN.plus(i, ChronoUnit.HOURS);
      Instant last = opened.plus(2 + i % 7, ChronoUnit.HOURS);
      events.add(desk.opened(subject, opened, "team-" + i % 3));
      events.add(desk.replied(subject, opened.plus(10, ChronoUnit.MINUTES), "kim"));
      if (i % 4 == 0) {
        events.add(desk.resolved(subject, opened.plus(1, ChronoUnit.HOURS)));
        events.add(desk.reopened(subject, opened.plus(90, ChronoUnit.MINUTES)));
      }
      events.add(desk.resolved(subject, last));
      resolutionMillis += Duration.between(opened, last).toMillis();
    }
    List<Map<String, Object>> thrice = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      thrice.addAll(events);
    }
    Collections.shuffle(thrice, new Random(20_260_301));

    // When
    for (int from = 0; from < thrice.size(); from += 333) {
      tenant.sendEvents(thrice.subList(from, Math.min(thrice.size(), from + 333)));
    }
    tenant.awaitProcessed(PATIENCE);

    // Then
    assertThat(n(tenant, "volume")).isEqualTo(500);
    assertThat(n(tenant, "first-response-time")).isEqualTo(500);
    assertThat(sum(tenant, "first-response-time")).isEqualTo(500 * 600_000L);
    assertThat(n(tenant, "resolution-time")).isEqualTo(500);
    assertThat(sum(tenant, "resolution-time")).isEqualTo(resolutionMillis);
    assertThat(tenant.summary("reopen-rate", WHOLE).at("/values/share").asDouble()).isEqualTo(25);
    double[] backlog = new ImportedLog(tenant, WHOLE).backlog();
    assertThat(backlog[backlog.length - 1]).isZero();
    JsonNode fate =
        tenant.get("/v1/events?source=/thrice-desk&id=" + events.getFirst().get("id")).json();
    assertThat(fate.path("state").asText()).isEqualTo("processed");
    assertThat(fate.path("duplicates").asInt()).isEqualTo(2);
  }

  @Test
  void aSenderThatIsToldToComeBackCountsOnce() {
    // Given
    TenantClient tenant = suite.newTenant("Retry");
    Desk desk = new Desk("retry-desk");
    tenant.sendEvents(List.of(desk.opened("T-1", BEGIN, "a")));
    List<Map<String, Object>> next = List.of(desk.opened("T-2", BEGIN, "a"));

    // When
    suite.processes().kill(Service.METRICS);
    Answer refused = tenant.postEvents(next);
    suite.processes().start(Service.METRICS);

    // Then
    refused.expectProblem(503, "unavailable");
    assertThat(refused.header("retry-after")).matches("[0-9]+");
    tenant.sendEvents(next);
    tenant.sendEvents(next);
    tenant.awaitProcessed(PATIENCE);
    assertThat(n(tenant, "volume")).isEqualTo(2);
  }

  @Test
  void eventsAreTakenWhileTheDatabaseIsAwayAndReadersAreToldToComeBack() {
    // Given
    TenantClient tenant = suite.newTenant("No database");
    Desk desk = new Desk("patient-desk");
    tenant.sendEvents(List.of(desk.opened("T-1", BEGIN, "a")));
    tenant.awaitProcessed(PATIENCE);

    // When
    suite.processes().killDatabase();
    Answer read = tenant.get("/v1/metrics/volume/summary?" + WHOLE);
    Answer sent = tenant.postEvents(List.of(desk.opened("T-2", BEGIN, "a")));
    suite.processes().startDatabase();

    // Then
    read.expectProblem(503, "unavailable");
    assertThat(read.header("retry-after")).matches("[0-9]+");
    assertThat(sent.status()).as(sent.body()).isIn(202, 503);
    await()
        .atMost(PATIENCE)
        .until(() -> tenant.postEvents(List.of(desk.opened("T-2", BEGIN, "a"))).status() == 202);
    tenant.awaitProcessed(PATIENCE);
    assertThat(n(tenant, "volume")).isEqualTo(2);
  }

  @Test
  void withoutKafkaSendersAreToldToComeBackInTimeAndWhatTheyRepeatCountsOnce() {
    // Given
    TenantClient tenant = suite.newTenant("No Kafka");
    Desk desk = new Desk("kafka-desk");
    tenant.sendEvents(List.of(desk.opened("T-1", BEGIN, "a")));
    tenant.awaitProcessed(PATIENCE);
    List<Map<String, Object>> next = List.of(desk.opened("T-2", BEGIN, "a"));

    // When: it freezes, so that connections stay and nothing answers
    suite.processes().broker().pause();
    Instant begin = Instant.now();
    Answer frozen = tenant.postEvents(next);
    Duration waited = Duration.between(begin, Instant.now());
    Answer read = tenant.get("/v1/metrics/volume/summary?" + WHOLE);
    suite.processes().broker().resume();

    // Then
    frozen.expectProblem(503, "unavailable");
    assertThat(frozen.header("retry-after")).matches("[0-9]+");
    assertThat(waited).isLessThan(BOUND);
    read.expect(200);
    assertRepeatedOnce(tenant, next, 2);

    // When: it is gone
    List<Map<String, Object>> third = List.of(desk.opened("T-3", BEGIN, "a"));
    suite.processes().killBroker();
    begin = Instant.now();
    Answer refused = tenant.postEvents(third);
    waited = Duration.between(begin, Instant.now());
    suite.processes().startBroker();

    // Then
    refused.expectProblem(503, "unavailable");
    assertThat(refused.header("retry-after")).matches("[0-9]+");
    assertThat(waited).isLessThan(BOUND);
    assertRepeatedOnce(tenant, third, 3);
  }

  /** Whether or not Kafka took what was refused, in the end it counts once. */
  private static void assertRepeatedOnce(
      TenantClient tenant, List<Map<String, Object>> events, int tickets) {
    await().atMost(PATIENCE).until(() -> tenant.postEvents(events).status() == 202);
    tenant.sendEvents(events);
    tenant.awaitProcessed(PATIENCE);
    assertThat(n(tenant, "volume")).isEqualTo(tickets);
  }
}
