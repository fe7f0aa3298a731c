package dev.steadfast.metrics.reference;

import static dev.steadfast.metrics.testing.Events.aTicket;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.steadfast.contracts.Topics;
import dev.steadfast.metrics.event.InteractionId;
import dev.steadfast.metrics.testing.Sending;
import dev.steadfast.platform.testing.EventsTopic;
import dev.steadfast.platform.testing.ServiceBackends;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Two tickets of the 2nd of March 2026: one of billing by Ada, who is called another name at noon,
 * one of sales by an agent without a label.
 */
@QuarkusTest
@QuarkusTestResource(
    value = ServiceBackends.class,
    initArgs = @ResourceArg(name = "service", value = "metrics"))
class ReferenceIT {
  private final Sending sending = new Sending(UuidCreator.getTimeOrderedEpoch());

  @BeforeEach
  void twoTickets() {
    List<String> events = new ArrayList<>();
    events.addAll(
        aTicket("desk", "T-1")
            .event(
                "interaction.opened",
                "2026-03-02T09:00:00Z",
                """
                {"channel": "email", "team": {"id": "t-1", "label": "Billing"},
                 "agent": {"id": "a/1", "label": "ada.o"}, "customer": {"id": "c-1", "label": "Cleo"}}""")
            .event(
                "message.added",
                "2026-03-02T12:00:00Z",
                """
                {"author": {"kind": "agent", "id": "a/1", "label": "Ada Okafor"}}""")
            .event(
                "message.added",
                "2026-03-02T12:30:00Z",
                """
                {"author": {"kind": "customer", "id": "c-1", "label": "no agent"}}""")
            .rated(5, "2026-03-02T13:00:00Z")
            .list());
    events.addAll(
        aTicket("desk", "T-2")
            .opened("2026-03-02T10:00:00Z", "t-2", "email", "low")
            .repliedBy("a-2", "2026-03-02T11:00:00Z")
            .rated(1, "2026-03-02T13:00:00Z")
            .list());
    // What happened last comes first.
    Collections.reverse(events);
    for (String event : events) {
      sending.events(List.of(event)).statusCode(202);
    }
    sending.awaitObservations("csat", 2);
    sending.awaitObservations("first-response-time", 2);
    sending.awaitObservations("volume", 2);
    // The first event of the first ticket came last.
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> references("team").body("items.id", contains("t-1", "t-2")));
  }

  private RequestSpecification march() {
    return sending.request().queryParam("from", "2026-03-01").queryParam("to", "2026-03-15");
  }

  private ValidatableResponse references(String kind) {
    return sending.request().queryParam("kind", kind).get("/v1/references").then().statusCode(200);
  }

  private ValidatableResponse byAgent() {
    return march()
        .queryParam("groupBy", "team,agent")
        .get("/v1/metrics/csat/summary")
        .then()
        .statusCode(200);
  }

  private ValidatableResponse put(String path, @Nullable String ifMatch, String body) {
    RequestSpecification request = sending.request().contentType("application/json").body(body);
    if (ifMatch != null) {
      request.header("If-Match", ifMatch);
    }
    return request.urlEncodingEnabled(false).put("/v1/references/" + path).then();
  }

  @Test
  void theLabelOfTheLatestEventIsShownInWhateverOrderTheyCome() {
    references("agent")
        .body("items.id", contains("a-2", "a/1"))
        .body("items.label", contains(nullValue(), equalTo("Ada Okafor")))
        .body("items.deleted", contains(false, false));
    byAgent()
        .body("series[0].group.agent", equalTo("a/1"))
        .body("series[0].labels.team", equalTo("Billing"))
        .body("series[0].labels.agent", equalTo("Ada Okafor"))
        .body("series[0]", not(hasKey("deleted")))
        .body("series[1]", not(hasKey("labels")));
  }

  @Test
  void everyAnswerThatNamesATeamOrAnAgentHasItsLabel() {
    march()
        .get("/v1/metrics/csat/observations")
        .then()
        .body("items.teamLabel", contains("Billing", null))
        .body("items.agentLabel", contains("Ada Okafor", null));
    String table =
        march()
            .accept("text/csv")
            .queryParam("groupBy", "agent")
            .get("/v1/metrics/csat/summary")
            .then()
            .statusCode(200)
            .extract()
            .asString();
    assertThat(table)
        .contains(",noDataReason,agentLabel")
        .contains("a/1,2026-03-01")
        .contains(",Ada Okafor");
    sending
        .request()
        .queryParam("from", "2026-03-02")
        .queryParam("to", "2026-03-03")
        .queryParam("by", "agent")
        .get("/v1/metrics/volume/drivers")
        .then()
        .statusCode(200)
        .body("drivers.find {it.value == 'a/1'}.label", equalTo("Ada Okafor"))
        .body("summary", containsString("Ada Okafor"));
    sending
        .request()
        .contentType("application/json")
        .body(
            """
            {"queries": [{"metric": "csat", "from": "2026-03-01", "to": "2026-03-15", "interval": "whole", "groupBy": "team"}]}""")
        .urlEncodingEnabled(false)
        .post("/v1/metrics:query")
        .then()
        .statusCode(200)
        .body("results[0].series.series[0].labels.team", equalTo("Billing"));
    String id =
        sending
            .request()
            .queryParam("system", "desk")
            .queryParam("subject", "T-1")
            .get("/v1/interactions")
            .then()
            .body("items[0].labels.agent", equalTo("Ada Okafor"))
            .extract()
            .path("items[0].id");
    sending
        .request()
        .get("/v1/interactions/" + id)
        .then()
        .body("labels.team", equalTo("Billing"))
        .body("labels.customer", equalTo("Cleo"));
  }

  @Test
  void otherServicesHearTheLabelsOfAnInteraction() {
    String id = InteractionId.of("desk", "T-1").toString();
    try (EventsTopic topic = new EventsTopic(Topics.INTERACTIONS)) {
      await()
          .atMost(Duration.ofSeconds(15))
          .untilAsserted(
              () ->
                  assertThat(topic.about(id))
                      .filteredOn(event -> event.tenant().equals(sending.tenant().toString()))
                      .last()
                      .satisfies(
                          event -> {
                            assertThat(event.data().at("/team/label").asText())
                                .isEqualTo("Billing");
                            assertThat(event.data().at("/agent/label").asText())
                                .isEqualTo("Ada Okafor");
                          }));
    }
  }

  @Test
  void whatATenantSaysIsShownInsteadAndWhoIsGoneKeepsTheNumbers() {
    put("agent/a%2F1", "\"0\"", "{\"label\": \"Dr. Ada Okafor\", \"deleted\": true}")
        .statusCode(200)
        .header("ETag", "\"1\"")
        .body("label", equalTo("Dr. Ada Okafor"))
        .body("toldLabel", equalTo("Ada Okafor"));
    byAgent()
        .body("series[0].labels.agent", equalTo("Dr. Ada Okafor"))
        .body("series[0].deleted", contains("agent"))
        .body("series[0].points[0].n", equalTo(1));
    // Another change needs the version that was read.
    put("agent/a%2F1", null, "{}").statusCode(428);
    put("agent/a%2F1", "\"7\"", "{}").statusCode(412);
    put("agent/a%2F1", "\"1\"", "{}").statusCode(200).body("label", equalTo("Ada Okafor"));
  }

  @Test
  void badRequestsAreRefusedAndOthersSeeNothing() {
    put("customer/c-1", null, "{}").statusCode(400).body("code", equalTo("invalid-parameter"));
    put("agent/a-2", "*", "{\"label\": \"\"}").statusCode(422);
    put("agent/a-2", "*", "{\"label\": \"a\\u0000b\"}").statusCode(422);
    put("agent/nobody", "*", "{}").statusCode(404);
    sending.request().queryParam("kind", "planet").get("/v1/references").then().statusCode(400);
    sending.request().get("/v1/references/agent/nobody").then().statusCode(404);
    Sending other = new Sending(UuidCreator.getTimeOrderedEpoch());
    other.request().get("/v1/references").then().statusCode(200).body("items", empty());
    other.request().get("/v1/references/agent/a-2").then().statusCode(404);
  }

  @Test
  void aListIsReadPageByPage() {
    String cursor =
        sending
            .request()
            .queryParam("limit", 3)
            .get("/v1/references")
            .then()
            .body("items.id", contains("a-2", "a/1", "t-1"))
            .extract()
            .path("nextCursor");
    sending
        .request()
        .queryParam("limit", 3)
        .queryParam("cursor", cursor)
        .get("/v1/references")
        .then()
        .body("items.id", contains("t-2"))
        .body("nextCursor", nullValue());
  }
}
