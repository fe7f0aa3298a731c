package dev.steadfast.metrics.processing;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.steadfast.contracts.Topics;
import dev.steadfast.metrics.testing.Events;
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
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

/**
 * Who is behind takes many events in one transaction, and writes their rows in turns: the same
 * interaction comes in several of them, a repetition in another one than its first, and customers
 * come back within it.
 */
@QuarkusTest
@QuarkusTestResource(
    value = ServiceBackends.class,
    initArgs = @ResourceArg(name = "service", value = "metrics"))
class LargeTransactionIT {
  private static final OffsetDateTime BEGIN = OffsetDateTime.parse("2026-03-02T08:00:00Z");
  private static final int TICKETS = 400;
  private static final int A_RECORD = 90;

  private final UUID atOnce = UuidCreator.getTimeOrderedEpoch();
  private final UUID oneByOne = UuidCreator.getTimeOrderedEpoch();

  @Inject
  @DataSource("worker")
  AgroalDataSource worker;

  @Test
  void givesWhatManySmallOnesGive() throws SQLException {
    // Given
    Random random = new Random(20261122);
    List<String> events = new ArrayList<>();
    for (int i = 0; i < TICKETS; i++) {
      events.addAll(ticket(i, random));
    }
    List<String> shuffled = new ArrayList<>(events);
    shuffled.addAll(events.subList(0, 500));
    Collections.shuffle(shuffled, random);
    assertThat(shuffled).hasSizeGreaterThan(3 * EventProcessor.EVENTS_AT_ONCE);

    // When
    handle(aProcessor(), records(atOnce, shuffled));
    EventProcessor small = aProcessor();
    for (ConsumerRecord<byte[], byte[]> record : records(oneByOne, events)) {
      handle(small, List.of(record));
    }

    // Then
    for (String table : List.of(CELLS, OBSERVATIONS, INTERACTIONS)) {
      assertThat(rows(table, atOnce))
          .hasSizeGreaterThan(TICKETS - 1)
          .isEqualTo(rows(table, oneByOne));
    }
    assertThat(rows(KEYS, atOnce)).containsExactly(events.size() + " events, 500 repeated");
    assertThat(rows(KEYS, oneByOne)).containsExactly(events.size() + " events, 0 repeated");
  }

  @Test
  void isForgottenAsAWholeWhereItsTransactionFails() throws SQLException {
    // Given a processor that remembers what was rolled back
    Random random = new Random(7);
    List<String> events = new ArrayList<>();
    for (int i = 0; i < TICKETS; i++) {
      events.addAll(ticket(i, random));
    }
    EventProcessor processor = aProcessor();
    try (Connection connection = worker.getConnection()) {
      connection.setAutoCommit(false);
      processor.handle(connection, records(atOnce, events));
      connection.rollback();
      connection.setAutoCommit(true);
    }
    processor.rolledBack();

    // When
    handle(processor, records(atOnce, events));
    handle(aProcessor(), records(oneByOne, events));

    // Then
    for (String table : List.of(CELLS, OBSERVATIONS, INTERACTIONS, KEYS)) {
      assertThat(rows(table, atOnce)).isNotEmpty().isEqualTo(rows(table, oneByOne));
    }
  }

  @Test
  void oneThatIsFullLeavesTheRestToTheNext() throws SQLException {
    // Given tickets of ten years, each of which changes some twenty rows of cells that no other
    // does
    List<String> events = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      OffsetDateTime at = BEGIN.minusYears(20).plusDays(2L * i);
      events.addAll(
          Events.aTicket("archive", "A-" + i)
              .opened(at.toString(), "team-" + i % 3, "email", "normal")
              .repliedBy("agent-" + i % 50, at.plusDays(1).toString())
              .became("resolved", at.plusDays(40).toString())
              .list());
    }
    List<ConsumerRecord<byte[], byte[]>> rest = records(atOnce, events);
    EventProcessor processor = aProcessor();

    // When
    int transactions = 0;
    try (Connection connection = worker.getConnection()) {
      connection.setAutoCommit(false);
      while (!rest.isEmpty()) {
        rest = rest.subList(processor.handle(connection, rest), rest.size());
        connection.commit();
        transactions++;
      }
      connection.setAutoCommit(true);
    }

    // Then
    assertThat(transactions).isGreaterThan(1);
    assertThat(rows(KEYS, atOnce)).containsExactly("9000 events, 0 repeated");
    assertThat(rows(VOLUME, atOnce)).containsExactly("3000 tickets");
  }

  private static List<String> ticket(int number, Random random) {
    OffsetDateTime at = BEGIN.plusMinutes(random.nextInt(20 * 24 * 60));
    String team = "team-" + number % 3;
    String agent = "agent-" + number % 7;
    return Events.aTicket("desk", "T-" + number)
        .event(
            "interaction.opened",
            at.toString(),
            """
            {"channel": "%s", "team": {"id": "%s"}, "customer": {"id": "customer-%d"}, "topic": "refund"}"""
                .formatted(number % 2 == 0 ? "email" : "phone", team, number % 60))
        .wrote("customer", at.plusMinutes(1).toString())
        .repliedBy(agent, at.plusMinutes(random.nextInt(90) + 2).toString())
        .assigned("team-" + number % 4, agent, at.plusHours(2).toString())
        .wrote("customer", at.plusHours(3).toString())
        .repliedBy(agent, at.plusHours(4 + random.nextInt(40)).toString())
        .became("resolved", at.plusHours(50).toString())
        .rated(1 + number % 5, at.plusHours(51).toString())
        .list();
  }

  private EventProcessor aProcessor() {
    return new EventProcessor(new ZoneDirectory(), new RawEventStore(worker), Clock.systemUTC());
  }

  private static List<ConsumerRecord<byte[], byte[]>> records(UUID tenant, List<String> events) {
    RecordHeaders headers = new RecordHeaders();
    headers.add("ce_tenant", tenant.toString().getBytes(StandardCharsets.UTF_8));
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int from = 0; from < events.size(); from += A_RECORD) {
      String batch = Events.batch(events.subList(from, Math.min(events.size(), from + A_RECORD)));
      records.add(
          new ConsumerRecord<>(
              Topics.SUPPORT_EVENTS,
              0,
              records.size(),
              Instant.parse("2026-04-30T12:00:00Z").toEpochMilli(),
              TimestampType.CREATE_TIME,
              0,
              0,
              new byte[0],
              batch.getBytes(StandardCharsets.UTF_8),
              headers,
              Optional.empty()));
    }
    return records;
  }

  private void handle(EventProcessor processor, List<ConsumerRecord<byte[], byte[]>> records)
      throws SQLException {
    try (Connection connection = worker.getConnection()) {
      connection.setAutoCommit(false);
      assertThat(processor.handle(connection, records)).isEqualTo(records.size());
      connection.commit();
      connection.setAutoCommit(true);
    }
  }

  /** What was counted and taken back may be there with nothing in it. */
  private static final String CELLS =
      """
      SELECT concat_ws(' ', scope, day, metrics[at], totals[at:at], histograms[at], quarters[at])
      FROM cell_day CROSS JOIN generate_subscripts(metrics, 1) AS at
      WHERE tenant_id = ? AND (0 <> ANY (totals[at:at]) OR octet_length(histograms[at]) > 2) ORDER BY 1
      """;

  private static final String OBSERVATIONS =
      """
      SELECT concat_ws(' ', metric, version, interaction_id, ordinal, anchored_at, value, team, agent, channel)
      FROM observation WHERE tenant_id = ? ORDER BY 1
      """;

  private static final String INTERACTIONS =
      """
      SELECT concat_ws(' ', subject, status, team, agent, channel, events, opened_at, resolved_at, cycle)
      FROM interaction WHERE tenant_id = ? ORDER BY 1
      """;

  private static final String VOLUME =
      """
      SELECT sum(totals[array_position(metrics, 'volume@1')][1]) || ' tickets'
      FROM cell_day WHERE tenant_id = ? AND scope = 'all'
      """;

  private static final String KEYS =
      """
      SELECT count(*) || ' events, ' || sum(duplicates) || ' repeated' FROM event_key WHERE tenant_id = ?
      """;

  private List<String> rows(String select, UUID tenant) throws SQLException {
    List<String> found = new ArrayList<>();
    try (Connection connection = worker.getConnection();
        PreparedStatement statement = connection.prepareStatement(select)) {
      statement.setObject(1, tenant);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          found.add(row.getString(1));
        }
      }
    }
    return found;
  }
}
