package dev.steadfast.metrics.erasure;

import static dev.steadfast.metrics.testing.Events.aTicket;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.steadfast.metrics.job.LeaseLost;
import dev.steadfast.metrics.redaction.PersonKind;
import dev.steadfast.platform.outbox.Outbox;
import dev.steadfast.platform.testing.ServiceBackends;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
    value = ServiceBackends.class,
    initArgs = @ResourceArg(name = "service", value = "metrics"))
class ErasureIT {
  private static final String ANNA = "customer-anna-5c1d";
  private static final String BOB = "agent-bob-77e0";

  @Inject
  @DataSource("worker")
  AgroalDataSource worker;

  @Inject Outbox outbox;

  private final Desk desk = new Desk(UuidCreator.getTimeOrderedEpoch());

  @BeforeEach
  void keepTexts() {
    desk.keepTexts();
  }

  /** Anna's own ticket, one of Carl's that she wrote into, and one without her. */
  private static List<String> tickets() {
    List<String> events = new ArrayList<>();
    events.addAll(
        aTicket("desk", "T-1")
            .event(
                "interaction.opened",
                "2026-03-02T09:00:00Z",
                """
                {"channel": "email", "priority": "high", "team": {"id": "billing"}, "agent": {"id": "%s", "label": "Bob Stone"},
                 "customer": {"id": "%s", "label": "Anna Smith"}, "title": "Anna's lamp", "tags": ["%s", "lamp"],
                 "crm": {"requester": "\\u0063ustomer-anna-5c1d"}}"""
                    .formatted(BOB, ANNA, ANNA))
            .event(
                "message.added",
                "2026-03-02T09:00:00Z",
                """
                {"author": {"kind": "customer"}, "words": 5, "text": "This is Anna Smith writing"}""")
            .repliedBy(BOB, "2026-03-02T09:30:00Z")
            .became("resolved", "2026-03-02T13:00:00Z")
            .event(
                "rating.given",
                "2026-03-02T14:00:00Z",
                """
                {"scale": "csat-5", "value": 5, "comment": "Yours, Anna Smith"}""")
            .list());
    events.addAll(
        aTicket("desk", "T-2")
            .event(
                "interaction.opened",
                "2026-03-03T09:00:00Z",
                """
                {"channel": "chat", "team": {"id": "tech"}, "customer": {"id": "carl"}}""")
            .event(
                "message.added",
                "2026-03-03T09:10:00Z",
                """
                {"author": {"kind": "customer", "id": "%s", "label": "Anna Smith"}, "text": "Anna Smith here"}"""
                    .formatted(ANNA))
            .repliedBy(BOB, "2026-03-03T10:00:00Z")
            .assigned("tech", BOB, "2026-03-03T10:30:00Z")
            .became("resolved", "2026-03-03T11:00:00Z")
            .rated(2, "2026-03-03T12:00:00Z")
            .list());
    events.addAll(
        aTicket("desk", "T-3")
            .event(
                "interaction.opened",
                "2026-03-03T09:00:00Z",
                """
                {"channel": "chat", "team": {"id": "tech"}, "customer": {"id": "carl"}}""")
            .repliedBy("dora", "2026-03-03T10:00:00Z")
            .list());
    events.addAll(
        aTicket("desk", "T-4")
            .event(
                "interaction.waved-at",
                "2026-03-03T09:00:00Z",
                """
                {"customer": {"id": "%s", "label": "Anna Smith"}, "agent": {"id": "%s"}}"""
                    .formatted(ANNA, BOB))
            .list());
    return events;
  }

  private void sendTickets(Desk to) {
    to.send(tickets());
    to.awaitFate("/test/desk", "T-3/1", "processed");
    to.awaitFate("/test/desk", "T-1/4", "processed");
    to.awaitFate("/test/desk", "T-2/5", "processed");
    to.awaitFate("/test/desk", "T-4/0", "dead-lettered");
  }

  private Traces traces() {
    return new Traces(worker);
  }

  @Test
  void aPseudonymStandsInPlaceOfTheCustomerAndAllNumbersStay() throws SQLException {
    // Given the same in two tenants
    Desk other = new Desk(UuidCreator.getTimeOrderedEpoch());
    sendTickets(desk);
    sendTickets(other);
    assertThat(traces().of(desk.tenant(), ANNA).keySet())
        .contains("raw_event", "interaction", "dead_letter");
    Map<String, Integer> ofOther = traces().of(other.tenant(), ANNA);
    String numbers = desk.numbers();

    // When
    JsonPath done = desk.awaitDone(desk.erase("customer", ANNA, null));

    // Then
    assertThat(traces().of(desk.tenant(), ANNA)).isEmpty();
    assertThat(traces().of(desk.tenant(), "Anna Smith")).isEmpty();
    assertThat(desk.numbers()).isEqualTo(numbers);
    desk.checkFindsNothing(13);
    assertThat(done.getInt("counts.interactionsPseudonymised")).isEqualTo(2);
    // Of T-1 what opened it, the message and the comment; of T-2 her message.
    assertThat(done.getInt("counts.eventsChanged")).isEqualTo(4);
    assertThat(done.getInt("counts.deadLettersChanged")).isEqualTo(1);
    assertThat(done.getString("pseudonym")).matches("erased-[0-9a-f]{8}");
    assertThat(desk.interaction("T-1").getString("customer"))
        .isEqualTo(done.getString("pseudonym"));
    assertThat(desk.interaction("T-2").getString("customer")).isEqualTo("carl");
    assertThat(traces().of(other.tenant(), ANNA)).isEqualTo(ofOther);
    other.checkFindsNothing(13);
  }

  @Test
  void removedInteractionsTakeTheirNumbersWithThemAndDoNotComeBack() throws SQLException {
    // Given
    sendTickets(desk);
    assertThat(desk.value("volume", "count", "")).isEqualTo(3);
    assertThat(desk.value("csat", "share", "")).isEqualTo(50);

    // When
    JsonPath done = desk.awaitDone(desk.erase("customer", ANNA, "remove"));

    // Then of two ratings the worse is left
    assertThat(done.getInt("counts.interactionsRemoved")).isEqualTo(1);
    assertThat(done.getInt("counts.interactionsPseudonymised")).isEqualTo(1);
    assertThat(done.getInt("counts.eventsRemoved")).isEqualTo(5);
    assertThat(traces().of(desk.tenant(), ANNA)).isEmpty();
    assertThat(traces().of(desk.tenant(), "Anna Smith")).isEmpty();
    assertThat(desk.value("volume", "count", "")).isEqualTo(2);
    assertThat(desk.value("csat", "share", "")).isEqualTo(0);
    assertThat(desk.value("resolved", "count", "agent:" + BOB)).isEqualTo(1);
    assertThat(desk.interactions("T-1")).isEmpty();
    desk.checkFindsNothing(8);

    // And when its events come again, and one more of it
    desk.send(tickets());
    desk.send(
        aTicket("desk", "T-1").event("x", "2026-03-05T09:00:00Z", "{}").list().stream()
            .map(
                event ->
                    event.replace("T-1/0", "late").replace("support.x", "support.interaction.spam"))
            .toList());
    desk.awaitFate("/test/desk", "late", "erased");

    // Then nothing is counted
    assertThat(desk.value("volume", "count", "")).isEqualTo(2);
    assertThat(traces().of(desk.tenant(), ANNA)).isEmpty();
    desk.checkFindsNothing(8);
  }

  @Test
  void theNumbersOfAnAgentMoveToThePseudonym() throws SQLException {
    // Given
    sendTickets(desk);
    assertThat(desk.value("resolved", "count", "agent:" + BOB)).isEqualTo(2);
    assertThat(traces().of(desk.tenant(), "Bob Stone").keySet()).contains("reference");
    assertThat(traces().of(desk.tenant(), BOB).keySet()).contains("cell_day", "observation");
    String numbers = desk.numbers();

    // When
    JsonPath done = desk.awaitDone(desk.erase("agent", BOB, "pseudonymise"));

    // Then
    assertThat(traces().of(desk.tenant(), BOB)).isEmpty();
    assertThat(traces().of(desk.tenant(), "Bob Stone")).isEmpty();
    assertThat(done.getInt("counts.cellDaysRemoved")).isEqualTo(2);
    assertThat(desk.value("resolved", "count", "agent:" + done.getString("pseudonym")))
        .isEqualTo(2);
    assertThat(desk.numbers()).isEqualTo(numbers);
    desk.checkFindsNothing(13);
    assertThat(desk.interaction("T-1").getString("customer")).isEqualTo(ANNA);
  }

  @Test
  void alertRulesAboutTheAgentGoOnWithThePseudonym() throws SQLException {
    // Given
    sendTickets(desk);
    String rule = "";
    for (String agent : List.of("dora", BOB)) {
      rule =
          desk.as("metrics:write")
              .contentType("application/json")
              .body(
                  """
                  {"name": "Slow", "metric": "resolved", "scope": {"agent": "%s"},
                   "condition": {"type": "below", "value": 3}}"""
                      .formatted(agent))
              .post("/v1/alert-rules")
              .then()
              .statusCode(201)
              .extract()
              .path("id");
    }

    // When
    JsonPath done = desk.awaitDone(desk.erase("agent", BOB, "pseudonymise"));

    // Then
    assertThat(traces().of(desk.tenant(), BOB)).isEmpty();
    desk.admin()
        .get("/v1/alert-rules/" + rule)
        .then()
        .statusCode(200)
        .header("ETag", "\"2\"")
        .body("scope.agent", equalTo(done.getString("pseudonym")))
        .body("name", equalTo("Slow"));
    desk.admin()
        .get("/v1/alert-rules")
        .then()
        .body("items.scope.agent", hasItem("dora"))
        .body("items", hasSize(2));
  }

  @Test
  void whatHappenedBeforeStaysErasedAndWhatHappensAfterwardsIsNew() throws SQLException {
    // Given
    sendTickets(desk);
    String pseudonym = desk.awaitDone(desk.erase("customer", ANNA, null)).getString("pseudonym");

    // When an old export of another system brings her back
    desk.send(
        tickets().stream()
            .map(
                event ->
                    event
                        .replace("/test/desk", "/old")
                        .replace("\"system\": \"desk\"", "\"system\": \"old\""))
            .toList());
    desk.awaitFate("/old", "T-3/1", "processed");
    desk.awaitFate("/old", "T-1/4", "processed");
    desk.awaitFate("/old", "T-4/0", "dead-lettered");

    // Then
    assertThat(traces().of(desk.tenant(), ANNA)).isEmpty();
    assertThat(traces().of(desk.tenant(), "Anna Smith")).isEmpty();
    assertThat(desk.value("volume", "count", "")).isEqualTo(6);
    assertThat(desk.interactions("T-1")).extracting("customer").containsOnly(pseudonym);
    desk.checkFindsNothing(26);

    // And when she writes again
    String now = OffsetDateTime.now(ZoneOffset.UTC).plusMinutes(1).toString();
    desk.send(
        aTicket("desk", "T-9")
            .event("interaction.opened", now, "{\"customer\": {\"id\": \"" + ANNA + "\"}}")
            .list());
    desk.awaitFate("/test/desk", "T-9/0", "processed");

    // Then
    assertThat(desk.interaction("T-9").getString("customer")).isEqualTo(ANNA);
  }

  @Test
  void aCrashInTheMiddleAndEventsMeanwhileLeaveAllConsistent() throws SQLException {
    // Given an erasure that goes ticket by ticket, and stops after five of twelve
    List<String> all = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      all.addAll(
          aTicket("desk", "N-" + i)
              .opened("2026-03-02T09:00:00Z", "billing", "email", "normal")
              .assigned("billing", BOB, "2026-03-02T09:10:00Z")
              .repliedBy(BOB, "2026-03-02T09:30:00Z")
              .list());
    }
    desk.send(all);
    desk.awaitEvents(36);
    UUID owner = UUID.randomUUID();
    ErasureJobs jobs = new ErasureJobs(worker, owner, Duration.ofHours(1));
    ErasureJob job = traces().running(desk.tenant(), PersonKind.AGENT, BOB, owner);
    ErasureRun run = new ErasureRun(job, jobs, new ErasureNews(outbox), 1, Clock.systemUTC());
    run.search();
    for (int i = 0; i < 5; i++) {
      run.goOn();
    }
    desk.checkFindsNothing(36);
    assertThat(desk.erasure(job.id()).getInt("counts.interactionsPseudonymised")).isEqualTo(5);

    // When the processor goes on, and another process takes the job up
    List<String> more = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      more.add(
          aTicket("desk", "N-" + i)
              .became("resolved", "2026-03-03T09:00:00Z")
              .list()
              .getFirst()
              .replace("N-" + i + "/0", "R-" + i));
      more.add(
          aTicket("desk", "N-" + i)
              .repliedBy(BOB, "2026-03-03T08:00:00Z")
              .list()
              .getFirst()
              .replace("N-" + i + "/0", "B-" + i));
    }
    desk.send(more.subList(0, 12));
    desk.awaitEvents(48);
    desk.checkFindsNothing(48);
    traces()
        .execute(
            "UPDATE erasure SET leased_until = now() - interval '1 second' WHERE tenant_id = ?",
            desk.tenant());
    desk.send(more.subList(12, 24));
    JsonPath done = desk.awaitDone(job.id());
    desk.awaitEvents(60);

    // Then
    assertThat(done.getInt("resumed")).isEqualTo(1);
    assertThat(done.getInt("counts.interactionsPseudonymised")).isEqualTo(12);
    assertThat(traces().of(desk.tenant(), BOB)).isEmpty();
    desk.checkFindsNothing(60);
    assertThat(desk.value("resolved", "count", "agent:" + done.getString("pseudonym")))
        .isEqualTo(12);
    assertThatThrownBy(run::goOn).isInstanceOf(LeaseLost.class);
  }

  @Test
  void aRepeatedRequestIsRecognisedAndTheLogNamesNobody() {
    // Given
    sendTickets(desk);
    UUID first = desk.erase("customer", ANNA, null);
    JsonPath done = desk.awaitDone(first);

    // When
    UUID second = desk.erase("customer", ANNA, null);
    UUID third = desk.erase("customer", "carl", null);

    // Then
    assertThat(second).isNotEqualTo(first);
    assertThat(desk.awaitDone(second).getString("person")).isEqualTo(done.getString("person"));
    assertThat(desk.awaitDone(third).getString("person")).isNotEqualTo(done.getString("person"));
    assertThat(desk.erasure(second).getInt("counts.interactionsPseudonymised")).isZero();
    desk.admin()
        .get("/v1/erasures")
        .then()
        .statusCode(200)
        .body(
            "items.id",
            equalTo(List.of(third, second, first).stream().map(UUID::toString).toList()))
        .body(not(containsString(ANNA)))
        .body(not(containsString("carl")));
    new Desk(UuidCreator.getTimeOrderedEpoch())
        .admin()
        .get("/v1/erasures/" + first)
        .then()
        .statusCode(404);
    String key = UUID.randomUUID().toString();
    assertThat(desk.eraseOnce(key, ANNA)).isEqualTo(desk.eraseOnce(key, ANNA));
  }

  @Test
  void badRequestsAreRefusedAndOnlyAdministratorsErase() {
    desk.refused("{\"kind\": \"robot\", \"reference\": \"x\"}", 422, "/kind");
    desk.refused("{\"kind\": \"customer\"}", 422, "/reference");
    desk.refused("{\"kind\": \"customer\", \"reference\": \" \"}", 422, "/reference");
    desk.refused(
        "{\"kind\": \"customer\", \"reference\": \"" + "x".repeat(201) + "\"}", 422, "/reference");
    desk.refused("{\"kind\": \"agent\", \"reference\": \"x\", \"mode\": \"remove\"}", 422, "/mode");
    desk.refused(
        "{\"kind\": \"customer\", \"reference\": \"x\", \"mode\": \"shred\"}", 422, "/mode");
    desk.refused("{\"kind\": \"customer\", \"reference\": {}}", 400, null);
    desk.refused("null", 400, null);
    desk.as("metrics:write", "events:write")
        .contentType("application/json")
        .body("{\"kind\": \"customer\", \"reference\": \"x\"}")
        .post("/v1/erasures")
        .then()
        .statusCode(403);
    desk.as("metrics:read").get("/v1/erasures").then().statusCode(403);
  }
}
