package dev.steadfast.e2e;

import static dev.steadfast.e2e.BadEvents.BATCH;
import static dev.steadfast.e2e.BadEvents.GOOD;
import static dev.steadfast.e2e.BadEvents.NDJSON;
import static dev.steadfast.e2e.BadEvents.STRUCTURED;
import static dev.steadfast.e2e.BadEvents.gzip;
import static dev.steadfast.e2e.BadEvents.lines;
import static dev.steadfast.e2e.BadEvents.nested;
import static dev.steadfast.e2e.BadEvents.with;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Events that must not get in. Each is refused with a problem that says where and why, nothing of
 * it is stored, and the next good event is served.
 */
@ExtendWith(RunningSuite.Shared.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputE2E {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private final TenantClient tenant;
  private final Desk desk = new Desk("good-desk");
  private int good;

  BadInputE2E(RunningSuite suite) {
    this.tenant = suite.newTenant("Bad input");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dev.steadfast.e2e.BadEvents#cases")
  void isRefusedWithItsPlaceAndTheNextGoodEventIsServed(BadEvents.Case bad) {
    // When
    Answer refused =
        tenant.send("POST", "/v1/events", bad.body(), bad.headers().toArray(String[]::new));

    // Then
    refused.expectProblem(bad.status(), bad.code());
    assertThat(refused.json().path("detail").asText()).isNotBlank();
    if (!bad.pointer().isEmpty()) {
      assertThat(refused.pointers()).contains(bad.pointer());
    }
    good++;
    tenant.sendEvents(List.of(desk.opened("G-" + good, desk.now(), "billing")));
  }

  @Test
  void nothingOfTheRefusedIsStored() {
    // Given
    for (BadEvents.Case bad : BadEvents.cases()) {
      tenant.send("POST", "/v1/events", bad.body(), bad.headers().toArray(String[]::new));
    }

    // When
    tenant.awaitProcessed(PATIENCE);

    // Then
    tenant.get("/v1/events?source=/desk&id=e-0").expectProblem(404, "not-found");
    assertThat(tenant.get("/v1/interactions?system=/desk").json().path("items")).isEmpty();
    assertThat(tenant.get("/v1/dead-letters").json().path("items"))
        .noneMatch(letter -> letter.toString().contains("\"/desk\""));
  }

  @Test
  void theGoodOnesOfABatchAreTakenAndTheOthersNamed() {
    // Given
    String bad = with("T-0", "x".repeat(201)).replace("e-0", "bad-1");
    String batch = "[%s, %s, 42, %s]".formatted(mixed(1), bad, mixed(2));

    // When
    Answer receipt =
        tenant.send("POST", "/v1/events", batch.getBytes(UTF_8), "Content-Type", BATCH);

    // Then
    receipt.expect(202);
    assertThat(receipt.json().path("accepted").asInt()).isEqualTo(2);
    assertThat(receipt.json().path("rejected")).hasSize(2);
    assertThat(receipt.json().at("/rejected/0/position").asInt()).isEqualTo(1);
    assertThat(receipt.json().at("/rejected/0/id").asText()).isEqualTo("bad-1");
    assertThat(receipt.json().at("/rejected/0/errors/0/pointer").asText()).isEqualTo("/subject");
    assertThat(receipt.json().at("/rejected/1/position").asInt()).isEqualTo(2);
    tenant.awaitProcessed(PATIENCE);
    assertThat(tenant.get("/v1/interactions?system=/mixed").json().path("items")).hasSize(2);
  }

  private static String mixed(int number) {
    return with("/desk", "/mixed").replace("e-0", "e-" + number).replace("T-0", "T-" + number);
  }

  @Test
  void everyFormOfCloudEventsIsTaken() {
    // Given
    String flat = GOOD.replace("\n", " ").replace("/desk", "/forms");
    byte[] ndjson =
        (flat.replace("T-0", "F-4") + "\r\n\n" + flat.replace("T-0", "F-5").replace("e-0", "e-5"))
            .getBytes(UTF_8);

    // When / Then
    taken(1, flat.replace("e-0", "e-1").replace("T-0", "F-1"), STRUCTURED + "; charset=utf-8");
    taken(1, "[" + flat.replace("e-0", "e-2").replace("T-0", "F-2") + "]", BATCH);
    Answer binary =
        tenant.send(
            "POST",
            "/v1/events",
            "{\"channel\": \"chat\"}".getBytes(UTF_8),
            "Content-Type",
            "application/json",
            "ce-specversion",
            "1.0",
            "ce-id",
            "e-3",
            "ce-source",
            "/forms",
            "ce-type",
            "support.interaction.opened.v1",
            "ce-subject",
            "F%203%C3%A9",
            "ce-time",
            "2026-03-02T09:30:00Z");
    assertThat(binary.expect(202).json().path("accepted").asInt()).isEqualTo(1);
    assertThat(
            tenant
                .send("POST", "/v1/events", ndjson, "Content-Type", NDJSON)
                .expect(202)
                .json()
                .path("accepted")
                .asInt())
        .isEqualTo(2);
    byte[] packed =
        gzip(("[" + flat.replace("e-0", "e-6").replace("T-0", "F-6") + "]").getBytes(UTF_8));
    tenant
        .send("POST", "/v1/events", packed, "Content-Type", BATCH, "Content-Encoding", "gzip")
        .expect(202);
    tenant.awaitProcessed(PATIENCE);
    assertThat(tenant.get("/v1/interactions?system=/forms").expect(200).json().path("items"))
        .extracting(item -> item.path("subject").asText())
        .containsExactlyInAnyOrder("F-1", "F-2", "F 3\u00e9", "F-4", "F-5", "F-6");
  }

  private void taken(int accepted, String body, String type) {
    Answer receipt = tenant.send("POST", "/v1/events", body.getBytes(UTF_8), "Content-Type", type);
    assertThat(receipt.expect(202).json().path("accepted").asInt()).isEqualTo(accepted);
  }

  @Test
  void whatIsJustWithinTheLimitsIsTaken() {
    // Given
    String deep =
        with("\"email\"", "\"email\", \"deep\": " + nested(30)).replace("/desk", "/limit");
    Instant soon = Instant.now().plus(Duration.ofHours(23)).truncatedTo(ChronoUnit.SECONDS);

    // When / Then
    taken(1, "[" + deep + "]", BATCH);
    taken(1, "[" + deep.replace("2026-03-02T09:30:00Z", soon.toString()) + "]", BATCH);
    taken(1, "[" + deep.replace("T-0", "x".repeat(200)) + "]", BATCH);
    tenant.send("POST", "/v1/events", lines("limit", 10_000), "Content-Type", NDJSON).expect(202);
    tenant.awaitProcessed(PATIENCE);
  }

  @Test
  void anUnknownEventTypeIsKeptListedAndReplayable() {
    // Given
    Map<String, Object> odd = desk.event("interaction.snoozed", "S-1", desk.now(), Map.of());
    tenant.sendEvents(List.of(odd));
    tenant.awaitProcessed(PATIENCE);
    String event = "/v1/events?source=/good-desk&id=" + odd.get("id");
    var fate = tenant.get(event).expect(200).json();
    assertThat(fate.path("state").asText()).isEqualTo("dead-lettered");
    assertThat(fate.path("reason").asText()).contains("support.interaction.snoozed.v1");
    String letter = fate.path("deadLetterId").asText();
    assertThat(tenant.get("/v1/dead-letters").expect(200).json().path("items"))
        .filteredOn(item -> item.path("id").asText().equals(letter))
        .singleElement()
        .satisfies(item -> assertThat(item.at("/events/0/id").asText()).isEqualTo(odd.get("id")));

    // When
    tenant.send("POST", "/v1/dead-letters/" + letter + ":replay", new byte[0]).expect(204);
    tenant.awaitProcessed(PATIENCE);

    // Then: this release still does not know it, so that it is a dead letter again
    var again = tenant.get(event).expect(200).json();
    assertThat(again.path("state").asText()).isEqualTo("dead-lettered");
    assertThat(again.path("deadLetterId").asText()).isNotEqualTo(letter);
    assertThat(tenant.get("/v1/dead-letters").json().path("items"))
        .filteredOn(item -> item.path("id").asText().equals(letter))
        .allMatch(item -> item.has("replayedAt"));
  }
}
