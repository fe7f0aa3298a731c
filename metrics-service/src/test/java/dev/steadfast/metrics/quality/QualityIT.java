package dev.steadfast.metrics.quality;

import static dev.steadfast.metrics.testing.Events.aTicket;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.f4b6a3.uuid.UuidCreator;
import dev.steadfast.contracts.Topics;
import dev.steadfast.core.measure.Histogram;
import dev.steadfast.metrics.testing.Sending;
import dev.steadfast.platform.testing.EventsTopic;
import dev.steadfast.platform.testing.ServiceBackends;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(
    value = ServiceBackends.class,
    initArgs = @ResourceArg(name = "service", value = "metrics"))
class QualityIT {
  private static final int ALL_HOURS = 0xFFFFFF;
  private static final int WITHOUT_FIVE_TO_NINE = ALL_HOURS & ~0b11_1110_0000;

  private final UUID tenant = UuidCreator.getTimeOrderedEpoch();
  private final Sending sending = new Sending(tenant);
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private final LocalDate yesterday = LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(1);

  @Inject
  @DataSource("worker")
  AgroalDataSource worker;

  @Inject SilenceRounds silences;

  private JsonPath quality() {
    return sending
        .request()
        .queryParam("to", LocalDate.ofInstant(now, ZoneOffset.UTC).plusDays(2).toString())
        .get("/v1/quality")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  private static List<String> opened(String subject, Instant at) {
    return aTicket("desk", subject).opened(at.toString(), "billing", "email", "normal").list();
  }

  @Test
  void eachEventIsCountedOnceByItsFate() {
    // Given: three tickets, of which one is late and one from the future; one told twice
    List<String> events = new ArrayList<>(opened("T-1", now.minusSeconds(600)));
    events.addAll(opened("T-2", now.minus(Duration.ofDays(3))));
    events.addAll(opened("T-3", now.plusSeconds(3_600)));
    events.addAll(opened("T-1", now.minusSeconds(600)));
    events.addAll(aTicket("desk", "T-4").event("interaction.sneezed", now.toString(), "{}").list());
    events.addAll(aTicket("desk", "T-5").event("message.added", now.toString(), "{}").list());
    events.add(opened("T-6", now).getFirst().replace(now.toString(), "yesterday"));

    // When
    sending
        .events(events)
        .statusCode(202)
        .body("accepted", equalTo(5))
        .body("rejected", hasSize(2));

    // Then
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(quality().getLong("sources[0].received")).isEqualTo(5));
    JsonPath found = quality();
    assertThat(found.getString("sources[0].source")).isEqualTo("/test/desk");
    assertThat(found.getString("sources[0].system")).isEqualTo("desk");
    assertThat(found.getLong("sources[0].duplicates")).isEqualTo(1);
    assertThat(found.getLong("sources[0].deadLettered")).isEqualTo(1);
    assertThat(found.getLong("sources[0].replayable")).isEqualTo(1);
    assertThat(found.getLong("sources[0].rejected")).isEqualTo(2);
    assertThat(found.getMap("sources[0].rejectedBy"))
        .containsOnlyKeys("/time", "/data/author")
        .containsValues(1, 1);
    assertThat(found.getLong("sources[0].late.count")).isEqualTo(1);
    assertThat(found.getDouble("sources[0].late.share")).isCloseTo(33.33, within(0.01));
    assertThat(found.getLong("sources[0].clock.future.count")).isEqualTo(1);
    assertThat(found.getDouble("sources[0].clock.ahead.medianMs"))
        .isCloseTo(3_600_000, within(60_000.0));
    assertThat(found.getLong("deadLetters.total")).isEqualTo(1);
    assertThat(found.getLong("deadLetters.replayable")).isEqualTo(1);
    assertThat(found.getString("systems[0].system")).isEqualTo("desk");
    assertThat(found.getLong("systems[0].interactions")).isEqualTo(3);
    assertThat(found.getDouble("systems[0].without.agent.share")).isEqualTo(100);
    assertThat(found.getDouble("systems[0].without.team.share")).isZero();
    assertThat(found.getList("sources[0].gaps")).isEmpty();
  }

  @Test
  void aRequestOfWhichNothingIsTakenIsCountedToo() {
    // When
    sending
        .events(List.of("{\"specversion\": \"1.0\"}"))
        .statusCode(422)
        .body("code", equalTo("no-valid-event"));

    // Then
    JsonPath found = quality();
    assertThat(found.getList("sources")).hasSize(1);
    assertThat(found.getString("sources[0].source")).isNull();
    assertThat(found.getMap("sources[0].rejectedBy")).containsOnlyKeys("/id");
  }

  /** Every hour of forty days, but for five of yesterday. */
  private void wasSilentYesterday() throws SQLException {
    try (Connection connection = worker.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO source_day (tenant_id, source, system, day, hours) VALUES (?, '/a', 'a', ?, ?)")) {
      connection.setAutoCommit(true);
      for (int back = 40; back >= 0; back--) {
        LocalDate day = yesterday.plusDays(1).minusDays(back);
        insert.setObject(1, tenant);
        insert.setObject(2, day);
        insert.setInt(3, day.equals(yesterday) ? WITHOUT_FIVE_TO_NINE : ALL_HOURS);
        insert.executeUpdate();
      }
    }
  }

  private void sentAfterwards(long events) throws SQLException {
    Histogram delays = new Histogram();
    delays.record(Duration.ofHours(3).toMillis(), events);
    received(yesterday, events, delays);
  }

  /** At ten o'clock of that day. */
  private void received(LocalDate day, long events, Histogram delays) throws SQLException {
    try (Connection connection = worker.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO intake_hour (tenant_id, source, system, hour, received, duplicates, dead, late,"
                    + " future, last_at, delay) VALUES (?, '/a', 'a', ?, ?, 0, 0, 0, 0, ?, ?)")) {
      connection.setAutoCommit(true);
      OffsetDateTime ten = day.atTime(10, 0).atOffset(ZoneOffset.UTC);
      insert.setObject(1, tenant);
      insert.setObject(2, ten);
      insert.setLong(3, events);
      insert.setObject(4, ten);
      insert.setBytes(5, delays.encode());
      insert.executeUpdate();
    }
  }

  private RequestSpecification volumeRequest(String interval) {
    return sending
        .request()
        .queryParam("from", yesterday.toString())
        .queryParam("to", yesterday.plusDays(1).toString())
        .queryParam("interval", interval);
  }

  private JsonPath volumeOfYesterday(String interval) {
    return volumeRequest(interval)
        .get("/v1/metrics/volume/series")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  @Test
  void hoursInWhichASourceFellSilentHaveNoDataRatherThanZero() throws SQLException {
    // Given
    wasSilentYesterday();

    // When
    JsonPath found = quality();
    JsonPath hours = volumeOfYesterday("hour");
    JsonPath day = volumeOfYesterday("day");

    // Then
    assertThat(found.getList("sources")).hasSize(1);
    assertThat(found.getList("sources[0].gaps")).hasSize(1);
    assertThat(OffsetDateTime.parse(found.getString("sources[0].gaps[0].from")))
        .isEqualTo(yesterday.atTime(5, 0).atOffset(ZoneOffset.UTC));
    assertThat(OffsetDateTime.parse(found.getString("sources[0].gaps[0].to")))
        .isEqualTo(yesterday.atTime(10, 0).atOffset(ZoneOffset.UTC));
    assertThat(found.getInt("sources[0].gaps[0].usualHours")).isEqualTo(5);
    // Sent in each of the five weeks before: (1/2 / 6) to the fifth
    assertThat(found.getDouble("sources[0].gaps[0].chance")).isCloseTo(4.0188e-6, within(1e-9));
    List<Boolean> flags = hours.getList("series[0].points.noData");
    List<Object> counts = hours.getList("series[0].points.values.count");
    for (int hour = 0; hour < 24; hour++) {
      boolean isSilent = hour >= 5 && hour < 10;
      assertThat(flags.get(hour)).as("hour " + hour).isEqualTo(isSilent ? true : null);
      assertThat(counts.get(hour) == null).as("hour " + hour).isEqualTo(isSilent);
    }
    assertThat(day.getBoolean("series[0].points[0].noData")).isTrue();
    assertThat(day.getMap("series[0].points[0]")).doesNotContainKeys("silent", "lacksData");
    assertThat(day.getString("series[0].points[0].noDataReason"))
        .startsWith("/a sent nothing from " + yesterday + "T05:00:00Z to");
  }

  @Test
  void totalsAndLevelsHaveNoDataToo() throws SQLException {
    // Given
    wasSilentYesterday();

    // When
    List<String> marked = new ArrayList<>();
    for (String metric :
        List.of("backlog", "net-flow", "proactive-outreach", "channel-share", "csat")) {
      JsonPath day =
          volumeRequest("day")
              .get("/v1/metrics/" + metric + "/summary")
              .then()
              .statusCode(200)
              .extract()
              .jsonPath();
      if (!day.getList("series").isEmpty()
          && Boolean.TRUE.equals(day.get("series[0].points[0].noData"))) {
        marked.add(metric);
        assertThat(day.getMap("series[0].points[0].values")).as(metric).isEmpty();
      }
    }

    // Then: of a share of answers nothing is missing that could be told
    assertThat(marked)
        .containsExactly("backlog", "net-flow", "proactive-outreach", "channel-share");
  }

  @Test
  void aDayOfSilenceIsNoneOfThoseThatChangesAreFoundIn() throws SQLException {
    // Given
    wasSilentYesterday();
    sending
        .events(opened("T-1", yesterday.minusDays(9).atTime(12, 0).toInstant(ZoneOffset.UTC)))
        .statusCode(202);
    sending.awaitObservations("volume", 1);

    // When
    JsonPath found =
        sending
            .request()
            .queryParam("from", yesterday.minusDays(9).toString())
            .queryParam("to", yesterday.plusDays(1).toString())
            .get("/v1/metrics/volume/changes")
            .then()
            .statusCode(200)
            .extract()
            .jsonPath();

    // Then
    assertThat(found.getInt("series[0].days")).isEqualTo(9);
    assertThat(found.getInt("series[0].missing")).isEqualTo(1);
  }

  @Test
  void aLittleThatWasSentAfterwardsLeavesItMissing() throws SQLException {
    // Given: 20 events in an hour of the week before, and 49 for five hours
    wasSilentYesterday();
    received(yesterday.minusDays(7), 20, new Histogram());
    sentAfterwards(49);

    // When
    JsonPath day = volumeOfYesterday("day");

    // Then
    assertThat(day.getBoolean("series[0].points[0].noData")).isTrue();
  }

  @Test
  void aLevelIsShownAsItWasWhenTheSourceFellSilent() throws SQLException {
    // Given
    wasSilentYesterday();
    sending
        .events(opened("T-1", yesterday.minusDays(9).atTime(12, 0).toInstant(ZoneOffset.UTC)))
        .statusCode(202);
    sending.awaitObservations("volume", 1);

    // When
    JsonPath day = volumeRequest("day").get("/v1/metrics/backlog/summary").jsonPath();

    // Then
    assertThat(day.getDouble("series[0].points[0].values.level")).isEqualTo(1);
    assertThat(day.getBoolean("series[0].points[0].noData")).isTrue();
  }

  @Test
  void aComparisonWithATimeOfSilenceHasNoVerdictAndNoZero() throws SQLException {
    // Given
    wasSilentYesterday();

    // When
    JsonPath found = ofYesterday("compare");

    // Then
    assertThat(found.getBoolean("measured.noData")).isTrue();
    assertThat(found.getString("measured.noDataReason")).startsWith("/a sent nothing from ");
    assertThat(found.getMap("measured")).doesNotContainKey("value");
    assertThat(found.getMap("against")).doesNotContainKey("noData");
    assertThat(found.getDouble("against.value")).isZero();
    assertThat(found.getMap("")).doesNotContainKeys("difference", "interval", "judgement");
    assertThat(found.getString("verdict")).isEqualTo("cannot-tell");
    assertThat(found.getString("summary")).contains("cannot be compared: /a sent nothing from ");
  }

  @Test
  void aCountThatIsTooLowIsShownButNotJudged() throws SQLException {
    // Given
    wasSilentYesterday();
    sending
        .events(
            IntStream.range(0, 40)
                .mapToObj(i -> opened("T-" + i, yesterday.atTime(12, 0).toInstant(ZoneOffset.UTC)))
                .flatMap(List::stream)
                .toList())
        .statusCode(202);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> ofYesterday("compare").getInt("measured.n") == 40);

    // When
    JsonPath found = ofYesterday("compare");
    JsonPath drivers = ofYesterday("drivers");

    // Then
    assertThat(found.getDouble("difference")).isEqualTo(40);
    assertThat(found.getDouble("interval.lower")).isPositive();
    assertThat(found.getString("verdict")).isEqualTo("cannot-tell");
    assertThat(found.getString("summary"))
        .contains("Whether that is more than what is missing cannot be told: /a sent nothing");
    assertThat(drivers.getDouble("change")).isEqualTo(40);
    assertThat(drivers.getString("summary"))
        .contains("Part of it may be what is missing: /a sent nothing");
  }

  @Test
  void aTimeOfSilenceIsNotSplit() throws SQLException {
    // Given
    wasSilentYesterday();

    // When
    JsonPath found = ofYesterday("drivers");

    // Then
    assertThat(found.getBoolean("measured.noData")).isTrue();
    assertThat(found.getMap("measured")).doesNotContainKey("value");
    assertThat(found.getMap("")).doesNotContainKeys("change", "mix", "rate");
    assertThat(found.getList("drivers")).isEmpty();
    assertThat(found.getString("summary")).contains("cannot be split: /a sent nothing from ");
  }

  @Test
  void aTableSaysNoDataToo() throws SQLException {
    // Given
    wasSilentYesterday();

    // When
    List<String> lines =
        volumeRequest("hour")
            .accept("text/csv")
            .get("/v1/metrics/volume/series")
            .then()
            .statusCode(200)
            .extract()
            .asString()
            .lines()
            .toList();

    // Then
    assertThat(lines.getFirst()).contains(",count,count_lower,count_upper,noData,noDataReason,");
    assertThat(lines.get(1 + 4)).contains(",0.0,,,false,,");
    assertThat(lines.get(1 + 5)).contains(",,,,true,/a sent nothing from ");
  }

  private JsonPath ofYesterday(String question) {
    return sending
        .request()
        .queryParam("from", yesterday.toString())
        .queryParam("to", yesterday.plusDays(1).toString())
        .queryParam("by", "team")
        .get("/v1/metrics/volume/" + question)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  @Test
  void whatWasSentAfterwardsIsNotMissing() throws SQLException {
    // Given
    wasSilentYesterday();
    sentAfterwards(100);

    // When
    JsonPath found = quality();
    JsonPath day = volumeOfYesterday("day");

    // Then
    assertThat(found.getLong("sources[0].gaps[0].resent")).isEqualTo(100);
    assertThat(day.getMap("series[0].points[0]")).doesNotContainKey("noData");
    assertThat(day.getDouble("series[0].points[0].values.count")).isZero();
  }

  @Test
  void whoReadsTheDaysHearsWhereTheyLackDataAndWhenThatHasCome() throws SQLException {
    // Given
    wasSilentYesterday();

    // When it is looked twice, and once more after the events have come
    silences.look(Instant.now());
    silences.look(Instant.now());
    List<JsonNode> told = toldOfSilences(1);
    sentAfterwards(100);
    silences.look(Instant.now().minusSeconds(60));
    assertThat(toldOfSilences(1)).isEqualTo(told);
    silences.look(Instant.now());

    // Then
    assertThat(told.getFirst().at("/revision").asInt()).isEqualTo(1);
    JsonNode silence = told.getFirst().at("/silences/0");
    assertThat(silence.at("/source").asText()).isEqualTo("/a");
    assertThat(Instant.parse(silence.at("/from").asText()))
        .isEqualTo(yesterday.atTime(5, 0).toInstant(ZoneOffset.UTC));
    assertThat(Instant.parse(silence.at("/to").asText()))
        .isEqualTo(yesterday.atTime(10, 0).toInstant(ZoneOffset.UTC));
    // Five of the 168 hours of a week
    assertThat(silence.at("/days")).hasSize(1);
    assertThat(silence.at("/days/0/day").asText()).isEqualTo(yesterday.toString());
    assertThat(silence.at("/days/0/weeks").asDouble()).isEqualTo(0.0298);
    JsonNode last = toldOfSilences(2).getLast();
    assertThat(last.at("/revision").asInt()).isEqualTo(2);
    assertThat(last.at("/silences")).isEmpty();
  }

  private List<JsonNode> toldOfSilences(int times) {
    try (EventsTopic topic = new EventsTopic(Topics.METRIC_DAYS)) {
      return await()
          .atMost(Duration.ofSeconds(20))
          .until(
              () ->
                  topic.about("no-data").stream()
                      .filter(event -> event.tenant().equals(tenant.toString()))
                      .map(EventsTopic.Event::data)
                      .toList(),
              found -> found.size() == times);
    }
  }

  @Test
  void sourcesComeInPages() throws SQLException {
    // Given
    wasSilentYesterday();
    sending.events(List.of("{\"specversion\": \"1.0\"}")).statusCode(422);
    sentAfterwards(3);

    // When
    JsonPath first = sending.request().queryParam("limit", 1).get("/v1/quality").jsonPath();
    JsonPath second =
        sending
            .request()
            .queryParam("limit", 1)
            .queryParam("cursor", first.getString("nextCursor"))
            .get("/v1/quality")
            .then()
            .statusCode(200)
            .extract()
            .jsonPath();

    // Then
    assertThat(first.getList("sources")).hasSize(1);
    assertThat(second.getString("sources[0].source")).isEqualTo("/a");
    assertThat(second.getString("nextCursor")).isNull();
    assertThat(
            sending
                .request()
                .queryParam("source", "/nobody")
                .get("/v1/quality")
                .jsonPath()
                .getList("sources"))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "from, 2020-13-01",
    "from, 2020-01-01",
    "to, soon",
    "to, 1970-01-01",
    "zone, +02:00",
    "limit, 0",
    "limit, 501",
    "cursor, nonsense",
    "cursor, JTAwCSUwMA"
  })
  void whatCannotBeAnsweredIsRefused(String parameter, String value) {
    sending
        .request()
        .queryParam(parameter, value)
        .get("/v1/quality")
        .then()
        .statusCode(400)
        .contentType("application/problem+json");
  }
}
