package dev.steadfast.metrics.query;

import static dev.steadfast.metrics.testing.Events.aTicket;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.steadfast.metrics.testing.Events;
import dev.steadfast.metrics.testing.Sending;
import dev.steadfast.platform.testing.ServiceBackends;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tickets of which each lacks some dimensions: whatever they are grouped by, nothing gets lost. */
@QuarkusTest
@QuarkusTestResource(
    value = ServiceBackends.class,
    initArgs = @ResourceArg(name = "service", value = "metrics"))
class PartsIT {
  private static final int TICKETS = 60;
  private static final OffsetDateTime BEGIN = OffsetDateTime.parse("2026-03-02T08:00:00Z");

  /** By metric, what of it is linear: the values of parts sum to that of the whole. */
  private static final Map<String, String> LINEAR =
      Map.of(
          "volume", "count,distinct-interactions",
          "first-response-time", "count,sum",
          "response-length", "count,sum",
          "csat", "count",
          "nps", "count",
          "backlog", "level,distinct-interactions",
          "net-flow", "sum,count",
          "backlog-age", "count");

  private static final List<String> GROUPINGS =
      List.of(
          "team",
          "agent",
          "channel",
          "priority",
          "team,channel",
          "team,priority",
          "agent,channel",
          "direction",
          "brand",
          "product",
          "language",
          "attribute.plan",
          "channel,brand");

  private final Sending sending = new Sending(UuidCreator.getTimeOrderedEpoch());
  private int untagged;

  @BeforeEach
  void ticketsThatLackDimensions() {
    Random random = new Random(31);
    List<String> events = new ArrayList<>();
    for (int i = 0; i < TICKETS; i++) {
      OffsetDateTime at = BEGIN.plusMinutes(random.nextInt(12 * 24 * 60));
      Events ticket =
          aTicket("desk", "P-" + i).event("interaction.opened", at.toString(), opening(random));
      ticket.repliedBy("ann", at.plusMinutes(1 + random.nextInt(90)).toString());
      if (random.nextBoolean()) {
        String agent = random.nextBoolean() ? "ann" : null;
        ticket.assigned(random.nextBoolean() ? "A" : null, agent, at.plusHours(2).toString());
      }
      if (random.nextBoolean()) {
        ticket.became("resolved", at.plusHours(3).toString());
      }
      ticket.rated(1 + random.nextInt(5), at.plusHours(4).toString());
      ticket.event(
          "rating.given",
          at.plusHours(5).toString(),
          "{\"scale\": \"nps\", \"value\": " + random.nextInt(11) + "}");
      events.addAll(ticket.list());
    }
    sending.events(events).statusCode(202);
    sending.awaitObservations("csat", TICKETS);
  }

  private String opening(Random random) {
    List<String> fields = new ArrayList<>();
    some(random, fields, "\"team\": {\"id\": \"%s\"}", "A", "B", "a;b");
    some(random, fields, "\"channel\": \"%s\"", "email", "chat");
    some(random, fields, "\"priority\": \"%s\"", "high", "low");
    some(random, fields, "\"direction\": \"%s\"", "inbound", "inbound");
    List<String> attributes = new ArrayList<>();
    some(random, attributes, "\"brand\": \"%s\"", "acme", "bolt");
    some(random, attributes, "\"plan\": \"%s\"", "gold", "free");
    some(random, attributes, "\"language\": \"%s\"", "de", "en");
    fields.add("\"attributes\": {" + String.join(", ", attributes) + "}");
    if (random.nextBoolean()) {
      fields.add("\"tags\": [\"vip\", \"refund\"]");
    } else {
      untagged++;
    }
    return "{" + String.join(", ", fields) + "}";
  }

  private static void some(Random random, List<String> fields, String field, String... values) {
    if (random.nextInt(3) > 0) {
      fields.add(field.formatted(values[random.nextInt(values.length)]));
    }
  }

  private JsonPath series(String metric, String... parameters) {
    RequestSpecification request =
        sending.request().queryParam("from", "2026-03-02").queryParam("to", "2026-03-17");
    for (int i = 0; i < parameters.length; i += 2) {
      request.queryParam(parameters[i], parameters[i + 1]);
    }
    return request
        .get("/v1/metrics/" + metric + "/series")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  /** The sums over all groups, by bucket and what is summed up. */
  private static Map<String, Double> sums(JsonPath series) {
    Map<String, Double> sums = new TreeMap<>();
    List<List<Map<String, Object>>> groups = series.getList("series.points");
    for (List<Map<String, Object>> points : groups) {
      for (Map<String, Object> point : points) {
        Map<String, Object> numbers = new HashMap<>(values(point));
        numbers.put("n", point.get("n"));
        numbers.forEach(
            (name, number) ->
                sums.merge(
                    point.get("from") + " " + name, ((Number) number).doubleValue(), Double::sum));
      }
    }
    sums.values().removeIf(sum -> sum == 0);
    return sums;
  }

  @SuppressWarnings("unchecked") // the values of a point are an object of numbers
  private static Map<String, Object> values(Map<String, Object> point) {
    return (Map<String, Object>) Objects.requireNonNull(point.get("values"));
  }

  @Test
  void thePartsOfEveryDimensionSumToTheWholeOfEveryMetric() {
    LINEAR.forEach(
        (metric, aggregations) -> {
          Map<String, Double> whole = sums(series(metric, "aggregation", aggregations));
          assertThat(whole).as(metric).isNotEmpty();
          for (String groupBy : GROUPINGS) {
            JsonPath parts = series(metric, "aggregation", aggregations, "groupBy", groupBy);
            assertThat(sums(parts)).as("%s by %s", metric, groupBy).isEqualTo(whole);
          }
        });
  }

  @Test
  void daysQuarterHoursAndObservationsHaveTheSamePartsWithoutAValue() {
    for (String metric : LINEAR.keySet()) {
      for (String groupBy : List.of("team", "agent", "channel", "priority", "team,channel")) {
        String[] asked = {"groupBy", groupBy, "aggregation", LINEAR.get(metric)};
        List<Object> byDay = series(metric, asked).getList("series");
        List<Object> byQuarters =
            series(metric, asked[0], asked[1], asked[2], asked[3], "zone", "Etc/UTC")
                .getList("series");
        assertThat(byQuarters).as("%s by %s", metric, groupBy).isEqualTo(byDay);
      }
      String[] ofOneTeam = {"filter", "team:A", "aggregation", LINEAR.get(metric)};
      String[] byChannel = {
        "groupBy", "channel", "filter", "team:A", "aggregation", LINEAR.get(metric)
      };
      assertThat(sums(series(metric, byChannel)))
          .as("%s of a team", metric)
          .isEqualTo(sums(series(metric, ofOneTeam)));
    }
    assertThat(observed("team,priority", "team")).isEqualTo(observed("team", "team"));
    assertThat(observed("channel,brand", "channel")).isEqualTo(observed("channel", "channel"));
  }

  /** How many first replies each value of a dimension has, summed over the other one. */
  private Map<String, Integer> observed(String groupBy, String dimension) {
    JsonPath series = series("first-response-time", "groupBy", groupBy, "aggregation", "count");
    List<String> names = series.getList("series.group." + dimension);
    List<List<Integer>> numbers = series.getList("series.points.n");
    Map<String, Integer> sums = new TreeMap<>();
    for (int i = 0; i < names.size(); i++) {
      sums.merge(
          names.get(i), numbers.get(i).stream().mapToInt(Integer::intValue).sum(), Integer::sum);
    }
    assertThat(sums).containsKey("");
    return sums;
  }

  @Test
  void whatHasNoTagIsAGroupBesideThoseOfEachTag() {
    JsonPath series = series("volume", "groupBy", "tag");

    assertThat(series.<String>getList("series.group.tag")).containsExactly("refund", "vip", "");
    List<List<Integer>> numbers = series.getList("series.points.n");
    assertThat(numbers.getLast().stream().mapToInt(Integer::intValue).sum()).isEqualTo(untagged);
    assertThat(numbers.getFirst().stream().mapToInt(Integer::intValue).sum())
        .isEqualTo(TICKETS - untagged);
  }

  @Test
  void sharesOfChannelsAreOfThoseThatHaveOne() {
    JsonPath shares = series("channel-share", "groupBy", "channel", "interval", "month");

    assertThat(shares.<String>getList("series.group.channel")).containsExactly("chat", "email");
    assertThat(
            shares.<Float>getList("series.points.values.share.flatten()").stream()
                .mapToDouble(Float::doubleValue)
                .sum())
        .isCloseTo(100, within(1e-4));
  }

  @Test
  void aGroupWithoutAValueIsThereOnlyIfThereAreSuchObservations() {
    sending
        .events(aTicket("desk", "Q-1").opened("2026-04-02T08:00:00Z", "A", "email", "high").list())
        .statusCode(202);
    sending.awaitObservations("volume", TICKETS + 1);

    for (String groupBy : List.of("team", "team,channel", "team,priority")) {
      sending
          .request()
          .queryParam("from", "2026-04-01")
          .queryParam("to", "2026-04-10")
          .queryParam("groupBy", groupBy)
          .get("/v1/metrics/volume/summary")
          .then()
          .statusCode(200)
          .body("series.group.team", contains("A"))
          .body("series[0].points[0].n", equalTo(1));
    }
  }
}
