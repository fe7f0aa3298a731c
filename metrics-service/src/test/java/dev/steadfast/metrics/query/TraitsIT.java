package dev.steadfast.metrics.query;

import static dev.steadfast.metrics.testing.Events.aTicket;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.steadfast.metrics.testing.Sending;
import dev.steadfast.platform.testing.ServiceBackends;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Five rated tickets of the 2nd and four of the 9th of March 2026, in UTC, of two brands, with none
 * to two tags.
 */
@QuarkusTest
@QuarkusTestResource(
    value = ServiceBackends.class,
    initArgs = @ResourceArg(name = "service", value = "metrics"))
class TraitsIT {
  private static final String HOSTILE = "attribute.x') IS NULL OR ('1'='1";

  private final Sending sending = new Sending(UuidCreator.getTimeOrderedEpoch());

  @BeforeEach
  void nineTickets() {
    List<String> events = new ArrayList<>();
    ticket(events, "T-1", "2026-03-02", "billing", "acme", "de", 5, "\"vip\"");
    ticket(events, "T-2", "2026-03-02", "billing", "acme", "en", 1, "\"vip\", \"refund\"");
    ticket(events, "T-3", "2026-03-02", "sales", "acme", "en", 5, "\"refund\"");
    ticket(events, "T-4", "2026-03-02", "sales", "bolt", "en", 4, "");
    ticket(events, "T-5", "2026-03-02", "sales", "bolt", "en", 2, "");
    ticket(events, "T-6", "2026-03-09", "billing", "acme", "de", 1, "\"vip\", \"refund\"");
    ticket(events, "T-7", "2026-03-09", "billing", "acme", "en", 2, "\"refund\"");
    ticket(events, "T-8", "2026-03-09", "sales", "bolt", "en", 5, "\"vip\"");
    ticket(events, "T-9", "2026-03-09", "sales", "bolt", "en", 5, "");
    sending.events(events).statusCode(202).body("rejected", empty());
    sending.awaitObservations("csat", 9);
  }

  private static void ticket(
      List<String> events,
      String subject,
      String day,
      String team,
      String brand,
      String language,
      int rating,
      String tags) {
    events.addAll(
        aTicket("desk", subject)
            .event(
                "interaction.opened",
                day + "T09:00:00Z",
                """
                {"channel": "email", "team": {"id": "%s"}, "customer": {"id": "c-%s"}, "tags": ["new"],
                 "attributes": {"brand": "%s", "plan": "gold", "x": "y"}}"""
                    .formatted(team, brand, brand))
            .event(
                "message.added",
                day + "T09:01:00Z",
                """
                {"author": {"kind": "customer"}, "language": "%s"}"""
                    .formatted(language))
            .event("interaction.tagged", day + "T09:02:00Z", "{\"tags\": [" + tags + "]}")
            .rated(rating, day + "T10:00:00Z")
            .list());
  }

  private RequestSpecification march() {
    return sending.request().queryParam("from", "2026-03-01").queryParam("to", "2026-03-15");
  }

  private static ValidatableResponse summary(RequestSpecification asked, String metric) {
    return asked.get("/v1/metrics/" + metric + "/summary").then().statusCode(200);
  }

  @Test
  void numbersAreGroupedByWhatAnInteractionIs() {
    summary(march().queryParam("groupBy", "brand"), "csat")
        .body("series.group.brand", contains("acme", "bolt"))
        .body("series.points.n.flatten()", contains(5, 4))
        .body("series.points.values.share.flatten()", contains(40f, 75f));
    summary(march().queryParam("groupBy", "language"), "volume")
        .body("series.group.language", contains("de", "en"))
        .body("series.points.n.flatten()", contains(2, 7));
    summary(march().queryParam("groupBy", "team,attribute.plan"), "volume")
        .body("series.group.team", contains("billing", "sales"))
        .body("series.group.'attribute.plan'", contains("gold", "gold"))
        .body("series.points.n.flatten()", contains(4, 5));
    summary(march().queryParam("groupBy", "direction"), "volume")
        .body("series.group.direction", contains("inbound"));
    summary(march().queryParam("groupBy", "product"), "volume")
        .body("series.group.product", contains(""))
        .body("series[0].points[0].n", equalTo(9));
  }

  @Test
  void anInteractionIsUnderEachOfItsTags() {
    summary(march().queryParam("groupBy", "tag"), "volume")
        .body("series.group.tag", contains("refund", "vip", ""))
        .body("series.points.n.flatten()", contains(4, 4, 3));
    summary(march().queryParam("filter", "tag:refund").queryParam("groupBy", "brand"), "csat")
        .body("series.group.brand", contains("acme"))
        .body("series[0].points[0].n", equalTo(4));
    summary(
            march()
                .queryParam("filter", "tag:vip")
                .queryParam("aggregation", "distinct_interactions,distinct_customers"),
            "volume")
        .body("series[0].points[0].values.distinct_interactions", equalTo(4f))
        .body("series[0].points[0].values.distinct_customers", equalTo(2f));
  }

  @Test
  void levelsAgesAndRowsAreFilteredLikeEverythingElse() {
    summary(march().queryParam("groupBy", "brand"), "backlog")
        .body("series.points.values.level.flatten()", contains(5f, 4f));
    summary(march().queryParam("groupBy", "tag").queryParam("filter", "brand:bolt"), "backlog-age")
        .body("series.group.tag", contains("vip", ""))
        .body("series.points.n.flatten()", contains(1, 3));
    summary(march().queryParam("groupBy", "team").queryParam("filter", "tag:vip"), "backlog-age")
        .body("series.group.team", contains("billing", "sales"))
        .body("series.points.n.flatten()", contains(3, 1));
    march()
        .queryParam("filter", "language:de", "brand:acme")
        .get("/v1/metrics/csat/observations")
        .then()
        .statusCode(200)
        .body("items.subject", contains("T-1", "T-6"));
  }

  /**
   * Of the 2nd: refund has T-3 and half of T-2, 1 of 1.5 satisfied; vip T-1 and half of T-2;
   * neither T-4 and T-5. All of it is 3 of 5. Of the 9th: refund T-7 and half of T-6, vip T-8 and
   * half of T-6, neither T-9: 2 of 4.
   */
  @Test
  void theTagsOfAnInteractionShareItEqually() {
    JsonPath drivers =
        sending
            .request()
            .queryParam("from", "2026-03-09")
            .queryParam("to", "2026-03-10")
            .queryParam("againstFrom", "2026-03-02")
            .queryParam("againstTo", "2026-03-03")
            .queryParam("by", "tag")
            .get("/v1/metrics/csat/drivers")
            .then()
            .statusCode(200)
            .extract()
            .jsonPath();

    assertThat(drivers.getDouble("change")).isEqualTo(-10);
    assertThat(drivers.getDouble("mix") + drivers.getDouble("rate")).isCloseTo(-10, within(1e-9));
    assertThat(number(drivers, "refund", "before")).isCloseTo(100 / 1.5, within(1e-4));
    assertThat(number(drivers, "refund", "after")).isZero();
    assertThat(number(drivers, "refund", "n")).isEqualTo(2);
    assertThat(number(drivers, "vip", "sharePercentBefore")).isCloseTo(30, within(1e-4));
    assertThat(number(drivers, "", "sharePercentBefore")).isCloseTo(40, within(1e-4));
    assertThat(number(drivers, "", "nBefore")).isEqualTo(2);
    assertThat(
            drivers.getList("drivers.contribution", Double.class).stream()
                .mapToDouble(Double::doubleValue)
                .sum())
        .isCloseTo(-10, within(1e-4));
  }

  private static double number(JsonPath drivers, String tag, String field) {
    return drivers.getDouble("drivers.find { it.value == '" + tag + "' }." + field);
  }

  @Test
  void aCopyOfAMetricCanBeOfOneBrandAlone() {
    sending
        .request()
        .contentType("application/json")
        .body(
            """
            {"key": "csat-acme", "copyOf": "csat", "population": {"brand": ["acme"], "tag": ["vip", "refund"]}}""")
        .post("/v1/metrics")
        .then()
        .statusCode(201);

    sending.awaitObservations("csat-acme", 5);
    summary(march().queryParam("groupBy", "team"), "csat-acme")
        .body("series.group.team", contains("billing", "sales"))
        .body("series.points.n.flatten()", contains(4, 1));
  }

  @Test
  void theNameOfAnAttributeIsNeverRead() {
    summary(march().queryParam("filter", HOSTILE + ":1"), "volume")
        .body("series[0].points[0].n", equalTo(0));
    summary(march().queryParam("groupBy", HOSTILE), "volume")
        .body("series.size()", equalTo(1))
        .body("series[0].points[0].n", equalTo(9));
    summary(march().queryParam("filter", "attribute.x:y' OR '1'='1"), "volume")
        .body("series[0].points[0].n", equalTo(0));
  }

  @Test
  void whatIsNoDimensionIsRefusedWithTheNamesOfThoseThatAre() {
    march()
        .queryParam("groupBy", "tags")
        .get("/v1/metrics/volume/summary")
        .then()
        .statusCode(400)
        .body("detail", containsString("direction, brand, product, language, tag"));
    sending
        .request()
        .queryParam("filter", "brand:acme")
        .get("/v1/restatements")
        .then()
        .statusCode(400)
        .body("code", equalTo("invalid-parameter"));
  }

  @Test
  void anInteractionShowsWhatItCanBeGroupedBy() {
    String id =
        sending
            .request()
            .queryParam("system", "desk")
            .queryParam("subject", "T-2")
            .get("/v1/interactions")
            .jsonPath()
            .getString("items[0].id");

    sending
        .request()
        .get("/v1/interactions/" + id)
        .then()
        .body("traits.tags", contains("refund", "vip"))
        .body("traits.language", equalTo("en"))
        .body("traits.direction", equalTo("inbound"))
        .body("traits.attributes.brand", equalTo("acme"));
  }
}
