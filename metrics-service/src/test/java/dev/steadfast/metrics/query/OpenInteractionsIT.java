package dev.steadfast.metrics.query;

import static dev.steadfast.metrics.testing.Events.aTicket;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.steadfast.metrics.testing.Sending;
import dev.steadfast.platform.testing.ServiceBackends;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Five tickets of March 2026, in UTC. On the 2nd two open at 9:00 (billing, by e-mail) and one at
 * 10:00 (sales, by chat); one of billing is resolved on the 3rd at 9:00, reopened on the 4th at
 * 9:00 and goes to sales at 12:00. On the 3rd one more opens at 21:00, and goes from agent to agent
 * on the 4th. One is resolved for good on the 3rd.
 */
@QuarkusTest
@QuarkusTestResource(
    value = ServiceBackends.class,
    initArgs = @ResourceArg(name = "service", value = "metrics"))
class OpenInteractionsIT {
  private final Sending sending = new Sending(UuidCreator.getTimeOrderedEpoch());

  @BeforeEach
  void fiveTickets() {
    List<String> events = new ArrayList<>();
    events.addAll(opened("D-1", "02T09:00:00Z", "billing", "email").list());
    events.addAll(
        opened("D-2", "02T09:00:00Z", "billing", "email")
            .became("resolved", "2026-03-03T09:00:00Z")
            .became("open", "2026-03-04T09:00:00Z")
            .assigned("sales", null, "2026-03-04T12:00:00Z")
            .list());
    events.addAll(opened("D-3", "02T10:00:00Z", "sales", "chat").list());
    events.addAll(
        opened("D-4", "03T21:00:00Z", "sales", "email")
            .assigned("sales", "ann", "2026-03-04T08:00:00Z")
            .assigned("sales", "bob", "2026-03-04T10:00:00Z")
            .list());
    events.addAll(
        opened("D-5", "02T11:00:00Z", "sales", "email")
            .became("resolved", "2026-03-03T10:00:00Z")
            .list());
    sending.events(events).statusCode(202);
    sending.awaitObservations("volume", 5);
  }

  private static dev.steadfast.metrics.testing.Events opened(
      String subject, String time, String team, String channel) {
    String customer = subject.equals("D-5") ? "c-5" : "c-" + (subject.charAt(2) - '0') / 2;
    return aTicket("desk", subject)
        .event(
            "interaction.opened",
            "2026-03-" + time,
            """
            {"channel": "%s", "team": {"id": "%s"}, "customer": {"id": "%s"}, "tags": ["t-%s"]}"""
                .formatted(channel, team, customer, channel));
  }

  private Response get(
      String metric, String question, String to, @Nullable String filter, String... more) {
    RequestSpecification request =
        sending.request().queryParam("from", "2026-03-02").queryParam("to", to);
    if (filter != null) {
      request.queryParam("filter", filter);
    }
    for (int i = 0; i < more.length; i += 2) {
      request.queryParam(more[i], more[i + 1]);
    }
    return request.get("/v1/metrics/" + metric + "/" + question);
  }

  private JsonPath rows(String metric, String to, @Nullable String filter, String... more) {
    return get(metric, "observations", to, filter, more)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  private static List<String> told(JsonPath rows) {
    List<String> subjects = rows.getList("items.subject");
    List<String> times = rows.getList("items.at");
    List<String> told = new ArrayList<>();
    for (int i = 0; i < subjects.size(); i++) {
      told.add(subjects.get(i) + " " + times.get(i).substring(8, 13));
    }
    return told;
  }

  @Test
  void behindALevelAreTheInteractionsInItAtTheEnd() {
    JsonPath all = rows("backlog", "2026-03-05", null);

    assertThat(told(all)).containsExactly("D-1 02T09", "D-3 02T10", "D-4 03T21", "D-2 04T09");
    assertThat(all.<Integer>getList("items.value")).containsOnly(1);
    assertThat(all.getString("items[2].agent")).isEqualTo("bob");
    assertThat(all.getString("items[3].team")).isEqualTo("sales");
    assertThat(told(rows("backlog", "2026-03-04", null)))
        .containsExactly("D-1 02T09", "D-3 02T10", "D-4 03T21");
    // With a team since it came to it; a change of agents at one instant takes nobody out.
    assertThat(told(rows("backlog", "2026-03-05", "team:sales")))
        .containsExactly("D-3 02T10", "D-4 03T21", "D-2 04T12");
    assertThat(told(rows("backlog", "2026-03-05", "agent:bob"))).containsExactly("D-4 04T10");
    assertThat(told(rows("backlog", "2026-03-05", "tag:t-chat"))).containsExactly("D-3 02T10");
  }

  @Test
  void behindAgesAreTheInteractionsWithTheirAges() {
    JsonPath all = rows("backlog-age", "2026-03-05", null);

    assertThat(told(all))
        .containsExactlyInAnyOrder("D-1 02T09", "D-2 02T09", "D-3 02T10", "D-4 03T21");
    assertThat(all.<Integer>getList("items.value"))
        .containsExactly(hours(63), hours(63), hours(62), hours(27));
    assertThat(told(rows("backlog-age", "2026-03-05", "team:sales")))
        .containsExactly("D-2 02T09", "D-3 02T10", "D-4 03T21");
  }

  private static int hours(int hours) {
    return (int) Duration.ofHours(hours).toMillis();
  }

  /** Whatever is asked, the rows are the number: as many, and of as many hours. */
  @Test
  void theRowsSumToTheNumberAtEachEnd() {
    for (String to : List.of("2026-03-03", "2026-03-04", "2026-03-05", "2026-03-04T10:30:00Z")) {
      for (String filter :
          new String[] {null, "team:sales", "team:billing", "channel:email", "tag:t-email"}) {
        List<Integer> level = rows("backlog", to, filter).getList("items.value");
        get("backlog", "summary", to, filter)
            .then()
            .body("series[0].points[0].values.level", equalTo((float) level.size()));
        List<Integer> ages = rows("backlog-age", to, filter).getList("items.value");
        get("backlog-age", "summary", to, filter, "aggregation", "sum,count")
            .then()
            .body("series[0].points[0].n", equalTo(level.size()))
            .body(
                "series[0].points[0].values.sum",
                equalTo((float) ages.stream().mapToLong(Integer::longValue).sum()));
      }
    }
  }

  @Test
  void pagesAndFilesAreComplete() {
    for (String metric : List.of("backlog", "backlog-age")) {
      // Given
      List<String> all = rows(metric, "2026-03-05", null).getList("items.subject");

      // When
      List<String> paged = new ArrayList<>();
      for (String cursor = ""; cursor != null; ) {
        JsonPath page =
            cursor.isEmpty()
                ? rows(metric, "2026-03-05", null, "limit", "1")
                : rows(metric, "2026-03-05", null, "limit", "1", "cursor", cursor);
        paged.addAll(page.getList("items.subject"));
        cursor = page.getString("nextCursor");
      }

      // Then
      assertThat(paged).isEqualTo(all).hasSize(4);
      for (String type : List.of("text/csv", "application/x-ndjson")) {
        List<String> lines =
            sending
                .request()
                .accept(type)
                .queryParam("to", "2026-03-05")
                .queryParam("from", "2026-03-02")
                .get("/v1/metrics/" + metric + "/observations")
                .then()
                .statusCode(200)
                .extract()
                .asString()
                .lines()
                .filter(line -> line.contains("D-"))
                .toList();
        assertThat(lines).hasSize(4);
        for (int i = 0; i < 4; i++) {
          assertThat(lines.get(i)).contains(all.get(i));
        }
      }
    }
  }

  @Test
  void agesAreSpreadOverBucketsOfTime() {
    get("backlog-age", "distribution", "2026-03-05", null, "edges", "PT0S,P2D,P3D")
        .then()
        .statusCode(200)
        .body("n", equalTo(4))
        .body("buckets.n", contains(1, 3))
        .body("above", equalTo(0));
    get("backlog-age", "distribution", "2026-03-05", "team:sales")
        .then()
        .statusCode(200)
        .body("n", equalTo(3))
        .body("buckets.n.sum()", equalTo(3));
  }

  /** D-1 is of c-0, D-2 and D-3 are of c-1, D-4 of c-2 and D-5 of c-5. */
  @Test
  void theCustomersOfWhatIsOpenAreCountedOnceAtEachEnd() {
    String[] distinct = {"aggregation", "level,distinct-customers,distinct-interactions"};
    String values = "series[0].points.values.";
    get("backlog", "series", "2026-03-05", null, distinct)
        .then()
        .statusCode(200)
        .body(values + "level", contains(4f, 3f, 4f))
        .body(values + "distinct_interactions", contains(4f, 3f, 4f))
        .body(values + "distinct_customers", contains(3f, 3f, 3f));
    get("backlog", "summary", "2026-03-05", null, distinct[0], distinct[1], "groupBy", "team")
        .then()
        .body("series.group.team", contains("billing", "sales"))
        .body("series.points.values.distinct_customers.flatten()", contains(1f, 2f))
        .body("series.points.values.distinct_interactions.flatten()", contains(1f, 3f));
    get("backlog", "summary", "2026-03-05", "tag:t-email", distinct)
        .then()
        .body(values + "distinct_customers", contains(3f));
    get("backlog", "compare", "2026-03-05", null, "aggregation", "distinct-customers")
        .then()
        .statusCode(400);
  }

  @Test
  void whatCountsPeopleNamesThePartsThatItIsComputedFrom() {
    get("self-service-score", "observations", "2026-03-05", null)
        .then()
        .statusCode(400)
        .body("detail", containsString("ask for those of kb-visits and volume"));
  }
}
