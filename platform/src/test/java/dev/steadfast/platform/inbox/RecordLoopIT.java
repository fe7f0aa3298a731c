package dev.steadfast.platform.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.steadfast.contracts.Topics;
import dev.steadfast.platform.kafka.KafkaClients;
import dev.steadfast.platform.testing.PlatformSchema;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecordLoopIT {
  private static DataSource worker;
  private static KafkaClients kafka;

  private final String topic = "loop-" + UUID.randomUUID();
  private final String group = "group-" + topic;

  @BeforeAll
  static void backends() throws SQLException {
    worker = PlatformSchema.worker();
    kafka = PlatformSchema.kafka();
    PlatformSchema.execute(
        PlatformSchema.as("owner"),
        "CREATE TABLE IF NOT EXISTS loop_effect (topic text, value text)");
  }

  @BeforeEach
  void topics() {
    kafka.ensureTopics(false, topic);
  }

  private RecordLoop loop(RecordHandler handler) {
    return new RecordLoop(
            group, List.of(topic), () -> kafka.consumer(group, 100), worker, handler, 1_000_000)
        .start();
  }

  @SuppressWarnings("FutureReturnValueIgnored") // flush waits for all of them
  private void send(String... values) {
    for (String value : values) {
      kafka
          .producer()
          .send(
              new ProducerRecord<>(topic, new byte[] {1}, value.getBytes(StandardCharsets.UTF_8)));
    }
    kafka.producer().flush();
  }

  private int insert(Connection transaction, List<ConsumerRecord<byte[], byte[]>> records)
      throws SQLException {
    for (ConsumerRecord<byte[], byte[]> one : records) {
      String value = new String(one.value(), StandardCharsets.UTF_8);
      if (value.equals("poison")) {
        throw new RecordRejected("it is poison");
      }
      try (PreparedStatement insert =
          transaction.prepareStatement("INSERT INTO loop_effect VALUES (?, ?)")) {
        insert.setString(1, topic);
        insert.setString(2, value);
        insert.executeUpdate();
      }
    }
    return records.size();
  }

  private String effects() throws SQLException {
    return query(
        "SELECT coalesce(string_agg(value, ' ' ORDER BY ctid), '') FROM loop_effect WHERE topic = ?",
        topic);
  }

  private static String query(String sql, String parameter) throws SQLException {
    try (Connection connection = worker.getConnection();
        PreparedStatement select = connection.prepareStatement(sql)) {
      select.setString(1, parameter);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return String.valueOf(row.getString(1));
      }
    }
  }

  private void awaitEffects(String expected) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(effects()).isEqualTo(expected));
  }

  @Test
  void aRestartedConsumerGoesOnAfterItsLastEffect() {
    // Given
    send("a", "b");
    try (RecordLoop first = loop(this::insert)) {
      awaitEffects("a b");
      assertThat(first.isRunning()).isTrue();
    }

    // When
    send("c");

    // Then
    try (RecordLoop second = loop(this::insert)) {
      awaitEffects("a b c");
      assertThat(second.isRunning()).isTrue();
    }
  }

  @Test
  void aFaultThatPassesIsRetriedAndLeavesNothingHalfDone() {
    // Given a handler that fails after its effect, twice
    AtomicInteger failures = new AtomicInteger(2);
    RecordHandler failing =
        (transaction, records) -> {
          insert(transaction, records);
          if (failures.getAndDecrement() > 0) {
            throw new SQLException("the connection broke", "08006");
          }
          return records.size();
        };

    // When
    send("a", "b");

    // Then
    try (RecordLoop loop = loop(failing)) {
      awaitEffects("a b");
      assertThat(loop.isRunning()).isTrue();
    }
  }

  @Test
  void aRecordThatCanNeverSucceedGoesToTheDeadLettersAndTheNextIsServed() throws SQLException {
    // When
    send("a", "poison", "b");

    // Then
    try (RecordLoop loop = loop(this::insert)) {
      awaitEffects("a b");
      assertThat(loop.isRunning()).isTrue();
    }
    assertThat(query("SELECT reason FROM dead_letter WHERE topic = ?", topic))
        .isEqualTo("it is poison");
    assertThat(query("SELECT count(*) FROM outbox WHERE topic = ?", Topics.deadLetter(topic)))
        .isEqualTo("1");
  }

  @Test
  void aZombieWhosePartitionWasTakenChangesNothing() throws SQLException {
    // Given a consumer that is slow, while another one advances the offset behind its back
    AtomicInteger attempts = new AtomicInteger();
    RecordHandler slow =
        (transaction, records) -> {
          if (attempts.getAndIncrement() == 0) {
            PlatformSchema.execute(
                worker,
                "UPDATE consumer_offset SET next_offset = next_offset + 1 WHERE consumer_group = '"
                    + group
                    + "' AND next_offset = 0 AND partition = "
                    + records.getFirst().partition());
          }
          return insert(transaction, records);
        };

    // When
    send("taken", "b");

    // Then its transaction fails, and it goes on from where the other one is
    try (RecordLoop loop = loop(slow)) {
      awaitEffects("b");
      assertThat(loop.isRunning()).isTrue();
    }
  }

  @Test
  void aChangeBySomebodyElseIsDoneAgainOnWhatIsThereNow() {
    // Given
    AtomicInteger conflicts = new AtomicInteger(3);
    RecordHandler handler =
        (transaction, records) -> {
          insert(transaction, records);
          if (conflicts.getAndDecrement() > 0) {
            throw new ConcurrentChange("somebody was faster");
          }
          return records.size();
        };

    // When
    send("a");

    // Then
    try (RecordLoop loop = loop(handler)) {
      awaitEffects("a");
      assertThat(loop.isRunning()).isTrue();
    }
  }

  @Test
  void aDeadlockIsTriedAgainByTheSameConsumer() {
    // Given
    AtomicInteger deadlocks = new AtomicInteger(2);
    AtomicInteger consumersMade = new AtomicInteger();
    RecordHandler handler =
        (transaction, records) -> {
          insert(transaction, records);
          if (deadlocks.getAndDecrement() > 0) {
            throw new SQLException("deadlock detected", "40P01");
          }
          return records.size();
        };

    // When
    send("a");

    // Then
    try (RecordLoop loop =
        new RecordLoop(
                group,
                List.of(topic),
                () -> {
                  consumersMade.incrementAndGet();
                  return kafka.consumer(group, 100);
                },
                worker,
                handler,
                1_000_000)
            .start()) {
      awaitEffects("a");
      assertThat(loop.isRunning()).isTrue();
      assertThat(consumersMade).hasValue(1);
    }
  }

  @Test
  void whatATransactionLeavesIsAppliedByTheNextOne() {
    // Given a handler that has enough after two records
    List<Integer> sizes = new CopyOnWriteArrayList<>();
    RecordHandler handler =
        (transaction, records) -> {
          sizes.add(records.size());
          return insert(transaction, records.subList(0, Math.min(2, records.size())));
        };

    // When
    send("a", "b", "c", "d", "e");

    // Then
    try (RecordLoop loop = loop(handler)) {
      awaitEffects("a b c d e");
      assertThat(loop.isRunning()).isTrue();
    }
    assertThat(sizes).startsWith(5, 3, 1);
    try (RecordLoop again = loop(this::insert)) {
      send("f");
      awaitEffects("a b c d e f");
      assertThat(again.isRunning()).isTrue();
    }
  }

  @Test
  void enoughBytesAreATransaction() {
    // Given a consumer that polls ten records at a time
    List<Integer> sizes = new CopyOnWriteArrayList<>();
    RecordHandler handler =
        (transaction, records) -> {
          sizes.add(records.size());
          return insert(transaction, records);
        };
    String[] values = new String[40];
    for (int i = 0; i < values.length; i++) {
      values[i] = "%03d".formatted(i);
    }

    // When 60 bytes of three each are enough
    send(values);
    try (RecordLoop loop =
        new RecordLoop(group, List.of(topic), () -> kafka.consumer(group, 10), worker, handler, 60)
            .start()) {
      awaitEffects(String.join(" ", values));
      assertThat(loop.isRunning()).isTrue();
    }

    // Then
    assertThat(sizes).allMatch(size -> size <= 20);
  }
}
