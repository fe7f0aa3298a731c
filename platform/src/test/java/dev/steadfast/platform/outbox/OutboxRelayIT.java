package dev.steadfast.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.github.f4b6a3.uuid.UuidCreator;
import dev.steadfast.platform.kafka.KafkaClients;
import dev.steadfast.platform.testing.PlatformSchema;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OutboxRelayIT {
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .registerModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
  private static DataSource worker;
  private static KafkaClients kafka;

  private final UUID tenant = UuidCreator.getTimeOrderedEpoch();
  private final String topic = "relay-" + tenant;

  @BeforeAll
  static void backends() {
    worker = PlatformSchema.worker();
    kafka = PlatformSchema.kafka();
  }

  private OutboxRelay relay(Map<String, OutboxExpansion> expansions) {
    return new OutboxRelay(PlatformSchema.name(), worker, kafka.producer(), JSON, expansions, 10)
        .start();
  }

  private void append(String subject, int number) throws Exception {
    OutboxMessage message =
        new OutboxMessage(
            tenant + "|" + subject,
            UuidCreator.getTimeOrderedEpoch(),
            "test.v1",
            tenant,
            subject,
            OffsetDateTime.parse("2026-03-02T09:00:00Z"),
            "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
            JSON.createObjectNode().put("number", number));
    try (Connection connection = worker.getConnection()) {
      Outbox.appendText(connection, topic, JSON.writeValueAsString(List.of(message)));
    }
  }

  private List<ConsumerRecord<byte[], byte[]>> published(int expected) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (Consumer<byte[], byte[]> consumer = kafka.consumer("reader-" + topic, 1_000)) {
      consumer.subscribe(List.of(topic));
      long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
      while (records.size() < expected && System.nanoTime() < deadline) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
    }
    return records;
  }

  @Test
  void messagesArriveOnceInOrderWithTheirAttributes() throws Exception {
    // Given
    kafka.ensureTopics(false, topic);
    for (int i = 0; i < 300; i++) {
      append("goal-1", i);
    }

    // When
    List<ConsumerRecord<byte[], byte[]>> records;
    try (OutboxRelay relay = relay(Map.of())) {
      records = published(300);
      assertThat(relay).isNotNull();
    }

    // Then
    assertThat(records).hasSize(300);
    for (int i = 0; i < 300; i++) {
      assertThat(new String(records.get(i).value(), StandardCharsets.UTF_8))
          .isEqualTo("{\"number\":" + i + "}");
    }
    assertThat(header(records.getFirst(), "ce_type")).isEqualTo("test.v1");
    assertThat(header(records.getFirst(), "ce_tenant")).isEqualTo(tenant.toString());
    assertThat(header(records.getFirst(), "traceparent")).startsWith("00-4bf92f3577b34da6");
  }

  @Test
  void manyChangesOfOneThingAreSentOnce() throws Exception {
    // Given a topic that publishes state
    kafka.ensureTopics(true, topic);
    try (Connection connection = worker.getConnection()) {
      for (int i = 0; i < 50; i++) {
        Outbox.appendText(connection, topic, "thing-1");
      }
    }
    OutboxExpansion expansion =
        (transaction, rows, send) ->
            rows.stream()
                .distinct()
                .map(
                    row ->
                        new OutboxMessage(
                            row,
                            UuidCreator.getTimeOrderedEpoch(),
                            "state.v1",
                            tenant,
                            row,
                            OffsetDateTime.parse("2026-03-02T09:00:00Z"),
                            null,
                            JSON.createObjectNode().put("rows", rows.size())))
                .forEach(send);

    // When
    List<ConsumerRecord<byte[], byte[]>> records;
    try (OutboxRelay relay = relay(Map.of(topic, expansion))) {
      records = published(1);
      assertThat(relay).isNotNull();
    }

    // Then
    assertThat(records).hasSize(1);
    assertThat(new String(records.getFirst().value(), StandardCharsets.UTF_8))
        .isEqualTo("{\"rows\":50}");
  }

  @Test
  void requestsWriteToTheOutboxButCannotReadIt() throws SQLException {
    // Given
    DataSource api = PlatformSchema.as("api");

    // Then
    PlatformSchema.execute(
        api, "BEGIN", "INSERT INTO outbox (topic, messages) VALUES ('x', '[]')", "ROLLBACK");
    assertThatThrownBy(() -> PlatformSchema.execute(api, "SELECT * FROM outbox"))
        .hasMessageContaining("permission denied");
    assertThatThrownBy(() -> PlatformSchema.execute(api, "DELETE FROM outbox"))
        .hasMessageContaining("permission denied");
    assertThatThrownBy(() -> PlatformSchema.execute(api, "SELECT * FROM consumer_offset"))
        .hasMessageContaining("permission denied");
  }

  private static String header(ConsumerRecord<byte[], byte[]> of, String name) {
    return new String(of.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }
}
