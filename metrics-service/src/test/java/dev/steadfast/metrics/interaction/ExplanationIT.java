package dev.steadfast.metrics.interaction;

import static dev.steadfast.metrics.testing.Events.aTicket;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.steadfast.contracts.metric.BuiltInMetrics;
import dev.steadfast.metrics.event.InteractionId;
import dev.steadfast.platform.testing.InternalTokens;
import dev.steadfast.platform.testing.ServiceBackends;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
    value = ServiceBackends.class,
    initArgs = @ResourceArg(name = "service", value = "metrics"))
class ExplanationIT {
  private final UUID tenant = UuidCreator.getTimeOrderedEpoch();
  private final UUID ticket = InteractionId.of("desk", "T-1");

  private static RequestSpecification callerOf(UUID tenant, String... more) {
    String[] scopes =
        Stream.concat(Stream.of("events:write", "metrics:read"), Stream.of(more))
            .toArray(String[]::new);
    return given().auth().oauth2(InternalTokens.token("metrics-service", tenant, scopes));
  }

  private void aTicketThatWasPendingAndAnsweredByABotFirst() {
    String life =
        aTicket("desk", "T-1")
            .opened("2026-03-02T09:00:00Z", "billing", "email", "high")
            .wrote("bot", "2026-03-02T09:01:00Z")
            .repliedBy("ann", "2026-03-02T09:30:00Z")
            .became("pending", "2026-03-02T09:30:00Z")
            .became("open", "2026-03-02T11:00:00Z")
            .became("resolved", "2026-03-02T13:00:00Z")
            .toString();
    send(life, "T-1/5");
  }

  private void send(String life, String last) {
    callerOf(tenant)
        .contentType("application/cloudevents-batch+json")
        .body(life)
        .post("/v1/events")
        .then()
        .statusCode(202);
    await()
        .atMost(Duration.ofSeconds(15))
        .untilAsserted(
            () ->
                callerOf(tenant)
                    .queryParam("source", "/test/desk")
                    .queryParam("id", last)
                    .get("/v1/events")
                    .then()
                    .body("state", equalTo("processed")));
  }

  private JsonPath explanation(String query) {
    return callerOf(tenant)
        .get("/v1/interactions/" + ticket + "/explain" + query)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  @Test
  void theTimeThatCountsIsShownIntervalByIntervalWithItsReason() {
    // Given
    aTicketThatWasPendingAndAnsweredByABotFirst();

    // When
    JsonPath work = explanation("?metric=agent-work-time");

    // Then
    assertThat(work.getList("observations.metric")).isEqualTo(List.of("agent-work-time"));
    assertThat(work.getLong("observations[0].value")).isEqualTo(9_000_000);
    assertThat(work.getList("observations[0].parts.ms"))
        .isEqualTo(List.of(1_800_000, 5_400_000, 7_200_000));
    assertThat(work.getList("observations[0].parts.counted")).isEqualTo(List.of(true, false, true));
    assertThat(work.getList("observations[0].parts.reason"))
        .isEqualTo(List.of("with-agents", "with-requester", "with-agents"));
    assertThat(work.getString("observations[0].inWords"))
        .isEqualTo(
            "Agent work time: 2.5 h, from opened at 2026-03-02T09:00:00Z to the last resolution at"
                + " 2026-03-02T13:00:00Z, of which 90.0 min does not count.");
    assertThat(work.getList("missing")).isEmpty();
  }

  @Test
  void allMetricsAreExplainedOrSaidToBeMissing() {
    // Given
    aTicketThatWasPendingAndAnsweredByABotFirst();

    // When
    JsonPath all = explanation("");

    // Then
    String response = "observations.find { it.metric == 'first-response-time' }.";
    assertThat(all.getLong(response + "value")).isEqualTo(1_800_000);
    assertThat(all.getString(response + "started.event.id")).isEqualTo("T-1/0");
    assertThat(all.getString(response + "ended.event.id")).isEqualTo("T-1/2");
    assertThat(all.getString(response + "ended.event.type")).isEqualTo("support.message.added.v1");
    assertThat(all.getString(response + "ended.rule"))
        .isEqualTo("the first public message of a human agent");
    assertThat(all.getString(response + "dimensions.agent")).isEqualTo("ann");
    assertThat(all.getList(response + "steps.step"))
        .isEqualTo(List.of("opened", "bot-wrote", "responded-first"));
    assertThat(all.getString("missing.find { it.metric == 'csat' }.reason")).isEqualTo("not-rated");
    assertThat(all.getList("observations.metric.unique()").size() + all.getList("missing").size())
        .isEqualTo(BuiltInMetrics.all().size());
    assertThat(all.getInt("observations.find { it.metric == 'reopen-rate' }.value")).isZero();
    assertThat(all.getString("observations.find { it.metric == 'reopen-rate' }.ended.at")).isNull();
  }

  @Test
  void anAgentWhoTakesATicketAlongToAnotherTeamIsExplainedForBoth() {
    // Given
    String life =
        aTicket("desk", "T-1")
            .opened("2026-03-02T09:00:00Z", "billing", "email", "high")
            .assigned("billing", "ann", "2026-03-02T09:00:00Z")
            .assigned("tech", "ann", "2026-03-02T09:10:00Z")
            .became("resolved", "2026-03-02T09:30:00Z")
            .toString();
    send(life, "T-1/3");

    // When
    JsonPath handled = explanation("?metric=handle-time.written");

    // Then
    assertThat(handled.getList("observations.dimensions.team"))
        .isEqualTo(List.of("billing", "tech"));
    assertThat(handled.getList("observations.value")).isEqualTo(List.of(600_000, 1_200_000));
    assertThat(handled.getList("observations[0].parts.reason"))
        .isEqualTo(List.of("with-agents", "with-others"));
  }

  @Test
  void whatIsComputedFromOthersNamesThem() {
    // Given
    aTicketThatWasPendingAndAnsweredByABotFirst();
    callerOf(tenant, "metrics:write")
        .contentType("application/json")
        .body(
            """
            {"key": "words-per-ticket", "kind": "ratio", "title": "Words for each ticket",
             "ratio": {"numerator": "response-length", "denominator": "volume"}}""")
        .post("/v1/metrics")
        .then()
        .statusCode(201);

    // When
    JsonPath computed =
        explanation(
            "?metric=net-flow&metric=backlog-age&metric=channel-share&metric=self-service-score"
                + "&metric=words-per-ticket&metric=volume");

    // Then
    assertThat(computed.getList("observations.metric")).isEqualTo(List.of("volume"));
    assertThat(computed.<List<String>>getList("missing.computedFrom"))
        .containsExactly(
            List.of("backlog"),
            List.of("backlog"),
            List.of("volume"),
            List.of("kb-visits", "volume"),
            List.of("response-length", "volume"));
    assertThat(computed.getList("missing.reason").stream().distinct())
        .containsExactly("computed-from-others");
    assertThat(computed.getString("missing[3].inWords"))
        .isEqualTo(
            "It is computed from kb-visits and volume, and has no observations of its own: explain"
                + " those.");
  }

  @Test
  void anUnknownMetricAndAnotherTenantsInteractionAreRefused() {
    // Given
    aTicketThatWasPendingAndAnsweredByABotFirst();
    String path = "/v1/interactions/" + ticket + "/explain";

    // Then
    callerOf(tenant)
        .get(path + "?metric=first-response-tme")
        .then()
        .statusCode(400)
        .body("code", equalTo("invalid-parameter"))
        .body("errors[0].pointer", equalTo("metric"));
    callerOf(UuidCreator.getTimeOrderedEpoch()).get(path).then().statusCode(404);
  }
}
