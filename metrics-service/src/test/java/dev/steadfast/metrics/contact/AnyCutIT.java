package dev.steadfast.metrics.contact;

import static dev.steadfast.metrics.testing.Events.aTicket;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.f4b6a3.uuid.UuidCreator;
import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.metrics.event.EventReader;
import dev.steadfast.metrics.event.SupportEvent;
import dev.steadfast.metrics.testing.Events;
import dev.steadfast.metrics.timeline.Circumstances;
import dev.steadfast.metrics.timeline.Fold;
import dev.steadfast.metrics.timeline.Measures;
import dev.steadfast.metrics.timeline.OwnMetrics;
import dev.steadfast.metrics.timeline.Rules;
import dev.steadfast.metrics.timeline.Timeline;
import dev.steadfast.metrics.timeline.TimelineEvent;
import dev.steadfast.platform.testing.ServiceBackends;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is counted step by step, by several transactions that each see a part, is what the pure
 * function says of everything at once.
 */
@QuarkusTest
@QuarkusTestResource(
    value = ServiceBackends.class,
    initArgs = @ResourceArg(name = "service", value = "metrics"))
class AnyCutIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant BEGIN = Instant.parse("2026-03-01T00:00:00Z");

  /** What the release before this one measured. */
  private static final String OLDER =
      "volume,resolved,first-response-time,resolution-time,reopen-rate,reassignments,one-touch-rate,csat,backlog,"
          + "next-response-time,first-resolution-time,requester-wait-time,agent-work-time,on-hold-time,transfers,"
          + "csat.top-box,nps,ces,ces.easy,response-rate,speed-of-answer,time-to-abandon,abandonment-rate,"
          + "abandonment-rate.without-short,service-level,handle-time";

  private static final List<String> COPIES =
      List.of(
          "{\"key\": \"fcr-of-team\", \"copyOf\": \"first-contact-resolution.any-topic\","
              + " \"population\": {\"team\": [\"team-1\"]}}",
          "{\"key\": \"fcr-soon\", \"copyOf\": \"first-contact-resolution\", \"within\": \"P2D\"}",
          "{\"key\": \"soon-deflected\", \"copyOf\": \"deflection-rate\", \"within\": \"PT6H\"}");

  private final HelpDesk desk = new HelpDesk(UuidCreator.getTimeOrderedEpoch());

  @Inject
  @DataSource("worker")
  AgroalDataSource worker;

  /** Few customers with many tickets and visits within four weeks, some of them undone. */
  private static List<String> lives(Random random) {
    List<String> events = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      Events life = aTicket("desk", "T-" + i);
      long opened = random.nextInt(28 * 24);
      for (int again = 0; again <= random.nextInt(2); again++) {
        life.event("interaction.opened", time(opened), opening(random));
      }
      life.assigned("team-" + random.nextInt(3), null, time(opened + random.nextInt(3)));
      for (int j = 0; j < random.nextInt(4); j++) {
        String status = List.of("resolved", "resolved", "open", "closed").get(random.nextInt(4));
        life.became(status, time(opened + random.nextInt(200)));
      }
      switch (random.nextInt(8)) {
        case 0 -> life.event("interaction.deleted", time(opened + 300), "{}");
        case 1 -> life.event("interaction.merged", time(opened + 2), "{\"into\": \"T-1\"}");
        case 2 ->
            life.event("event.withdrawn", time(opened + 5), "{\"id\": \"T-%d/0\"}".formatted(i));
        default -> life.assigned("archive", "ann", time(opened + 400));
      }
      events.addAll(life.list());
    }
    for (int i = 0; i < 8; i++) {
      Events visits = aTicket("help", "V-" + i);
      String visitor = "\"visitor\": {\"id\": \"c" + random.nextInt(4) + "\"}, ";
      for (int j = 0; j < 5; j++) {
        visits.event(
            "article.viewed",
            time(random.nextInt(28 * 24)),
            "{%s\"article\": {\"id\": \"kb-1\"}}".formatted(i == 0 ? "" : visitor));
      }
      events.addAll(visits.list());
    }
    return events;
  }

  private static String opening(Random random) {
    String topic = random.nextInt(3) == 0 ? "" : ", \"topic\": \"t" + random.nextInt(2) + "\"";
    String direction = random.nextInt(6) == 0 ? "proactive" : "inbound";
    String customer =
        random.nextInt(8) == 0 ? "" : ", \"customer\": {\"id\": \"c" + random.nextInt(4) + "\"}";
    return "{\"direction\": \"%s\"%s%s}".formatted(direction, customer, topic);
  }

  private static String time(long hours) {
    return BEGIN.plus(Duration.ofHours(hours)).toString();
  }

  /** What the pure functions say of all of it at once. */
  private static Map<String, List<String>> expected(List<String> events)
      throws JsonProcessingException {
    Map<String, List<TimelineEvent>> timelines = new HashMap<>();
    for (String event : events) {
      SupportEvent read =
          switch (EventReader.read(JSON.readTree(event), Long.MAX_VALUE / 2)) {
            case EventReader.Result.Good good -> good.event();
            case EventReader.Result.Bad bad -> throw new AssertionError(bad.errors());
          };
      timelines.computeIfAbsent(read.subject(), s -> new ArrayList<>()).add(read.inTimeline());
    }
    Map<UUID, String> subjects = new HashMap<>();
    Map<String, List<Encounter>> customers = new HashMap<>();
    timelines.forEach(
        (subject, timeline) -> {
          UUID id = UUID.nameUUIDFromBytes(subject.getBytes(StandardCharsets.UTF_8));
          subjects.put(id, subject);
          Measures measures =
              Fold.of(Timeline.of(timeline), Circumstances.of(Rules.NONE, Long.MAX_VALUE));
          Encounter.of(id, measures, OwnMetrics.NONE)
              .ifPresent(
                  one ->
                      customers
                          .computeIfAbsent(
                              String.valueOf(measures.customer()), c -> new ArrayList<>())
                          .add(one));
        });
    Map<String, List<String>> expected = new TreeMap<>();
    Findings.METRICS.forEach(metric -> expected.put(metric.key(), new ArrayList<>()));
    customers.values().stream()
        .flatMap(encounters -> Findings.of(encounters).stream())
        .forEach(
            one ->
                expected
                    .getOrDefault(one.observation().metric().key(), List.of())
                    .add(line(String.valueOf(subjects.get(one.interaction())), one)));
    expected.values().forEach(Collections::sort);
    return expected;
  }

  private static String line(String subject, Finding one) {
    return "%s %s %s %s %s"
        .formatted(
            subject,
            Instant.ofEpochMilli(one.observation().at()),
            one.observation().value(),
            one.observation().dimensions().team(),
            one.observation().dimensions().agent());
  }

  private Map<String, List<String>> counted() {
    return Findings.METRICS.stream()
        .collect(
            toMap(
                MetricDefinition::key,
                metric -> desk.observations(metric.key()),
                (one, other) -> one,
                TreeMap::new));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void anyOrderAnyRepetitionAndAnyCutGiveTheSame(long seed) throws JsonProcessingException {
    // Given
    Random random = new Random(seed);
    List<String> events = lives(random);
    List<String> sent = new ArrayList<>(events);
    sent.addAll(events.subList(0, random.nextInt(events.size())));
    Collections.shuffle(sent, random);

    // When, and on the way the tenant defines metrics of its own
    int defined = random.nextInt(sent.size());
    for (int at = 0; at < sent.size(); ) {
      int to = Math.min(sent.size(), at + 1 + random.nextInt(30));
      desk.send(sent.subList(at, to));
      if (at <= defined && defined < to) {
        COPIES.forEach(desk::define);
      }
      at = to;
    }
    desk.awaitEvents(events.size());

    // Then
    assertThat(counted()).isEqualTo(expected(events));
    assertThat(desk.observations("first-contact-resolution")).isNotEmpty();
    assertThat(desk.observations("deflection-rate")).isNotEmpty();
    desk.checkFindsNothing();
    desk.awaitReady("soon-deflected");
    desk.checkFindsNothing();
    assertThat(desk.observations("fcr-of-team")).isNotEmpty();
    assertThat(desk.observations("fcr-soon"))
        .hasSameSizeAs(desk.observations("first-contact-resolution"));
    assertThat(desk.observations("soon-deflected"))
        .hasSameSizeAs(desk.observations("deflection-rate"));
  }

  @Test
  void aHistoryThatAnOlderReleaseCountedIsCountedAnew()
      throws SQLException, JsonProcessingException {
    // Given
    List<String> events = lives(new Random(7));
    desk.send(events);
    desk.awaitEvents(events.size());
    asCountedByAnOlderRelease();
    desk.checkFindsNothing();
    assertThat(desk.observations("first-contact-resolution")).isEmpty();

    // When one of them is counted by this release already, and then all
    desk.send(
        HelpDesk.ticket("T-90", "c1", "t1", "2026-03-10T09:00:00Z")
            .became("resolved", "2026-03-10T10:00:00Z")
            .list());
    desk.awaitEvents(events.size() + 2);
    desk.checkFindsNothing();
    update(
        "INSERT INTO recount (tenant_id, fold, revision, requested_at) VALUES (?, "
            + Fold.VERSION
            + ", 0, now())");
    await().atMost(Duration.ofSeconds(30)).until(this::isCountedAnew);

    // Then
    events.addAll(
        HelpDesk.ticket("T-90", "c1", "t1", "2026-03-10T09:00:00Z")
            .became("resolved", "2026-03-10T10:00:00Z")
            .list());
    assertThat(counted()).isEqualTo(expected(events));
    desk.checkFindsNothing();
  }

  private void asCountedByAnOlderRelease() throws SQLException {
    String isOlder = "split_part(metrics[i], '@', 1) = ANY (string_to_array('" + OLDER + "', ','))";
    update(
        "UPDATE interaction SET fold = 2, topic = NULL, proactive = false, resolved_team = NULL,"
            + " resolved_agent = NULL WHERE tenant_id = ?");
    update("DELETE FROM visit WHERE tenant_id = ?");
    update(
        "DELETE FROM observation WHERE tenant_id = ? AND metric <> ALL (string_to_array('"
            + OLDER
            + "', ','))");
    update(
        "DELETE FROM cell_day WHERE tenant_id = ? AND NOT EXISTS (SELECT 1 FROM generate_subscripts(metrics, 1) i"
            + " WHERE "
            + isOlder
            + ")");
    update(
        "UPDATE cell_day SET (metrics, totals, histograms, quarters) = (SELECT array_agg(metrics[i] ORDER BY i),"
            + " array_agg(ARRAY[totals[i][1], totals[i][2], totals[i][3], totals[i][4]] ORDER BY i),"
            + " array_agg(histograms[i] ORDER BY i), array_agg(quarters[i] ORDER BY i)"
            + " FROM generate_subscripts(metrics, 1) i WHERE "
            + isOlder
            + "), revision = revision + 1 WHERE tenant_id = ?");
    // Processors forget what they remember, as after a restart.
    update("SELECT nextval('erasure_epoch') FROM generate_series(1, 1) WHERE ?::uuid IS NOT NULL");
  }

  private boolean isCountedAnew() throws SQLException {
    try (Connection connection = worker.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "SELECT finished_at IS NOT NULL FROM recount WHERE tenant_id = ?")) {
      select.setObject(1, desk.tenant());
      try (ResultSet row = select.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  private void update(String sql) throws SQLException {
    try (Connection connection = worker.getConnection();
        PreparedStatement update = connection.prepareStatement(sql)) {
      update.setObject(1, desk.tenant());
      update.execute();
      if (!connection.getAutoCommit()) {
        connection.commit();
      }
    }
  }
}
