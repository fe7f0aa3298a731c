package dev.steadfast.metrics.processing;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.steadfast.contracts.Topics;
import dev.steadfast.metrics.testing.Events;
import dev.steadfast.metrics.testing.OldDays;
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
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

/** Processors of several processes, one after the other, at one database. */
@QuarkusTest
@QuarkusTestResource(
    value = ServiceBackends.class,
    initArgs = @ResourceArg(name = "service", value = "metrics"))
class RetentionScreenIT {
  private static final LocalDate CAME = LocalDate.parse("2001-03-01");

  private final UUID tenant = UuidCreator.getTimeOrderedEpoch();

  @Inject
  @DataSource("worker")
  AgroalDataSource worker;

  private EventProcessor aProcessor() {
    return new EventProcessor(new ZoneDirectory(), new RawEventStore(worker), Clock.systemUTC());
  }

  /** A record of Kafka that came on that day. */
  private ConsumerRecord<byte[], byte[]> record(LocalDate day, String event) {
    RecordHeaders headers = new RecordHeaders();
    headers.add("ce_tenant", tenant.toString().getBytes(StandardCharsets.UTF_8));
    return new ConsumerRecord<>(
        Topics.SUPPORT_EVENTS,
        0,
        0,
        day.atTime(12, 0).toInstant(ZoneOffset.UTC).toEpochMilli(),
        TimestampType.CREATE_TIME,
        0,
        0,
        new byte[0],
        ("[" + event + "]").getBytes(StandardCharsets.UTF_8),
        headers,
        Optional.empty());
  }

  private void handle(EventProcessor processor, ConsumerRecord<byte[], byte[]> record)
      throws SQLException {
    try (Connection connection = worker.getConnection()) {
      connection.setAutoCommit(false);
      processor.handle(connection, List.of(record));
      connection.commit();
      connection.setAutoCommit(true);
    }
  }

  /** Of each interaction how many events are counted, and of each dead letter the reason. */
  private List<String> outcome() throws SQLException {
    List<String> found = new ArrayList<>();
    try (Connection connection = worker.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "SELECT subject || ' ' || events FROM interaction WHERE tenant_id = ?"
                    + " UNION ALL SELECT left(reason, 16) FROM dead_letter WHERE tenant_id = ? ORDER BY 1")) {
      select.setObject(1, tenant);
      select.setObject(2, tenant);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          found.add(row.getString(1));
        }
      }
    }
    return found;
  }

  private static String event(String subject, int n) {
    return Events.aTicket("desk", subject)
        .opened("2001-02-20T09:00:00Z", "billing", "email", "normal")
        .repliedBy("bob", "2001-02-20T09:30:00Z")
        .became("resolved", "2001-02-20T13:00:00Z")
        .list()
        .get(n);
  }

  @Test
  void aProcessorThatRemembersAndOneThatHasJustStartedAnswerAlike() throws SQLException {
    // Given a processor that has counted a ticket, whose events are dropped then
    OldDays old = new OldDays(worker, tenant);
    old.forgetDrops();
    EventProcessor remembering = aProcessor();
    handle(remembering, record(CAME, event("T", 0)));
    old.dropBefore(CAME.plusDays(10));

    // When
    handle(remembering, record(CAME.plusDays(20), event("T", 1)));
    handle(aProcessor(), record(CAME.plusDays(20), event("T", 2)));

    // Then
    assertThat(outcome()).containsExactly("Beyond retention", "Beyond retention", "T 1");
  }

  @Test
  void whatWaitedLongerThanTheLimitDoesNotBringADroppedDayBack() throws SQLException {
    // Given
    OldDays old = new OldDays(worker, tenant);
    old.forgetDrops();
    handle(aProcessor(), record(CAME, event("T", 0)));
    old.dropBefore(CAME.plusDays(10));

    // When a new ticket comes out of a topic that kept it
    handle(aProcessor(), record(CAME, event("U", 0)));

    // Then
    assertThat(outcome()).containsExactly("Beyond retention", "T 1");
    assertThat(old.hasPartition(CAME)).isFalse();
  }
}
