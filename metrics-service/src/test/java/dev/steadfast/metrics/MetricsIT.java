package dev.steadfast.metrics;

import static dev.steadfast.metrics.testing.Events.aTicket;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.steadfast.metrics.testing.Events;
import dev.steadfast.platform.testing.InternalTokens;
import dev.steadfast.platform.testing.ServiceBackends;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
    value = ServiceBackends.class,
    initArgs = @ResourceArg(name = "service", value = "metrics"))
class MetricsIT {
  private static final String BATCH = "application/cloudevents-batch+json";

  private final UUID tenant = UuidCreator.getTimeOrderedEpoch();

  private RequestSpecification caller() {
    return callerOf(tenant);
  }

  private static RequestSpecification callerOf(UUID tenant) {
    return given()
        .auth()
        .oauth2(InternalTokens.token("metrics-service", tenant, "events:write", "metrics:read"));
  }

  private void send(String batch, int expected) {
    caller()
        .contentType(BATCH)
        .body(batch)
        .post("/v1/events")
        .then()
        .statusCode(202)
        .body("accepted", equalTo(expected));
  }

  private void awaitFate(String source, String id, String state) {
    await()
        .atMost(Duration.ofSeconds(15))
        .untilAsserted(
            () ->
                caller()
                    .queryParam("source", source)
                    .queryParam("id", id)
                    .get("/v1/events")
                    .then()
                    .statusCode(200)
                    .body("state", equalTo(state)));
  }

  private JsonPath summary(String metric, String... parameters) {
    RequestSpecification request =
        caller().queryParam("from", "2026-03-01").queryParam("to", "2026-04-01");
    for (int i = 0; i < parameters.length; i += 2) {
      request.queryParam(parameters[i], parameters[i + 1]);
    }
    return request
        .get("/v1/metrics/" + metric + "/summary")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  private static double value(JsonPath summary, String aggregation) {
    return summary.getDouble("series[0].points[0].values." + aggregation);
  }

  @Test
  void aTicketsLifeGivesItsHandWorkedMeasures() {
    // Given a ticket that waits 30 minutes for a reply, is resolved after 4 hours, reopened and
    // resolved again
    String life =
        aTicket("desk", "T-1")
            .opened("2026-03-02T09:00:00Z", "billing", "email", "high")
            .wrote("customer", "2026-03-02T09:00:00Z")
            .wrote("bot", "2026-03-02T09:01:00Z")
            .assigned("billing", "ann", "2026-03-02T09:20:00Z")
            .repliedBy("ann", "2026-03-02T09:30:00Z")
            .became("resolved", "2026-03-02T13:00:00Z")
            .became("open", "2026-03-03T08:00:00Z")
            .assigned("tech", "bob", "2026-03-03T08:30:00Z")
            .became("resolved", "2026-03-04T09:00:00Z")
            .rated(5, "2026-03-04T10:00:00Z")
            .toString();

    // When
    send(life, 10);
    awaitFate("/test/desk", "T-1/9", "processed");

    // Then
    assertThat(value(summary("volume"), "count")).isEqualTo(1);
    assertThat(value(summary("first-response-time"), "median"))
        .isCloseTo(1_800_000, Percentage.withPercentage(1));
    assertThat(value(summary("resolution-time", "aggregation", "mean"), "mean"))
        .isEqualTo(48 * 3_600_000.0);
    assertThat(value(summary("reopen-rate"), "share")).isEqualTo(100);
    assertThat(value(summary("one-touch-rate"), "share")).isEqualTo(0);
    assertThat(value(summary("reassignments"), "mean")).isEqualTo(1);
    assertThat(value(summary("csat"), "share")).isEqualTo(100);
    assertThat(value(summary("backlog"), "level")).isEqualTo(0);
    assertThat(value(summary("resolved", "filter", "team:tech"), "count")).isEqualTo(1);
    assertThat(value(summary("volume", "filter", "team:tech", "zone", "Asia/Kolkata"), "count"))
        .isEqualTo(1);
    assertThat(summary("volume", "groupBy", "team,priority").getList("series.group.team"))
        .containsExactly("tech");
  }

  @Test
  void anyOrderAnyRepetitionAndAnyCutGiveTheSameNumbers() {
    // Given 40 tickets, sent in order once by one tenant
    List<String> events = new ArrayList<>();
    Random random = new Random(7);
    for (int i = 0; i < 40; i++) {
      int day = 2 + random.nextInt(20);
      String date = "2026-03-%02dT".formatted(day);
      Events ticket =
          aTicket("desk", "T-" + i)
              .opened(date + "09:00:00Z", "team-" + i % 3, i % 2 == 0 ? "email" : "chat", "normal")
              .repliedBy("a" + i % 5, date + "10:%02d:00Z".formatted(random.nextInt(60)))
              .became("resolved", date + "12:%02d:00Z".formatted(random.nextInt(60)));
      if (i % 4 == 0) {
        ticket.became("open", date + "15:00:00Z").became("resolved", date + "18:00:00Z");
      }
      events.addAll(ticket.rated(1 + i % 5, date + "19:00:00Z").list());
    }
    send(Events.batch(events), events.size());
    awaitFate("/test/desk", "T-39/3", "processed");
    List<String> expected = everything(tenant);

    // When another tenant sends them shuffled, each up to three times, in requests of any size
    UUID other = UuidCreator.getTimeOrderedEpoch();
    List<String> shuffled = new ArrayList<>(events);
    shuffled.addAll(events.subList(0, events.size() / 2));
    shuffled.addAll(events.subList(events.size() / 4, events.size()));
    Collections.shuffle(shuffled, random);
    for (int at = 0; at < shuffled.size(); ) {
      int to = Math.min(shuffled.size(), at + 1 + random.nextInt(50));
      callerOf(other)
          .contentType(BATCH)
          .body(Events.batch(shuffled.subList(at, to)))
          .post("/v1/events")
          .then()
          .statusCode(202);
      at = to;
    }

    // Then
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(everything(other)).isEqualTo(expected));
  }

  private static List<String> everything(UUID tenant) {
    List<String> answers = new ArrayList<>();
    for (String metric :
        List.of(
            "volume",
            "resolved",
            "first-response-time",
            "resolution-time",
            "reopen-rate",
            "reassignments",
            "one-touch-rate",
            "csat",
            "backlog")) {
      for (String zone : List.of("UTC", "America/New_York")) {
        for (String groupBy : List.of("", "team", "team,channel", "agent")) {
          answers.add(
              callerOf(tenant)
                  .queryParam("from", "2026-03-01")
                  .queryParam("to", "2026-04-01")
                  .queryParam("zone", zone)
                  .queryParam("groupBy", groupBy)
                  .get("/v1/metrics/" + metric + "/series")
                  .then()
                  .statusCode(200)
                  .extract()
                  .asString());
        }
      }
    }
    return answers;
  }
}
