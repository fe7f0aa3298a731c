package dev.steadfast.gateway.stream;

import static dev.steadfast.gateway.testing.Callers.as;
import static dev.steadfast.gateway.testing.Callers.newKey;
import static dev.steadfast.gateway.testing.Callers.newTenant;
import static dev.steadfast.gateway.testing.Callers.revoke;
import static dev.steadfast.gateway.testing.Callers.tenantOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.steadfast.contracts.Topics;
import dev.steadfast.gateway.testing.GatewayBackends;
import dev.steadfast.platform.kafka.KafkaClients;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@QuarkusTest
@QuarkusTestResource(value = GatewayBackends.class, restrictToAnnotatedClass = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StreamIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Inject KafkaClients kafka;
  @Inject LiveHub hub;

  @BeforeAll
  void topicExists() {
    kafka.ensureTopics(false, Topics.GOAL_EVENTS, Topics.ALERT_EVENTS);
    await().atMost(PATIENCE).until(hub::ready);
  }

  @Test
  void anEventReachesTheReadersOfItsTenantAndNobodyElse() throws Exception {
    String one = newTenant("Stream one");
    String other = newTenant("Stream other");
    try (StreamClient ofOne = open(newKey(one, "goals:read"));
        StreamClient ofOther = open(newKey(other, "goals:read"))) {

      publish(tenantOf(other), "theirs");
      publish(tenantOf(one), "ours");

      await().atMost(PATIENCE).until(() -> !ofOne.data().isEmpty() && !ofOther.data().isEmpty());
      JsonNode event = new ObjectMapper().readTree(ofOne.data().getFirst());
      assertThat(event.path("specversion").asText()).isEqualTo("1.0");
      assertThat(event.path("type").asText()).isEqualTo("dev.steadfast.goal.progressed.v1");
      assertThat(event.path("tenant").asText()).isEqualTo(tenantOf(one));
      assertThat(event.at("/data/title").asText()).isEqualTo("ours");
      assertThat(titles(ofOne)).containsExactly("ours");
      assertThat(titles(ofOther)).containsExactly("theirs");
    }
  }

  @Test
  void aReaderThatComesBackGetsWhatItMissedAndGoesOnLive() throws Exception {
    String admin = newTenant("Stream resume");
    String tenant = tenantOf(admin);
    String lastId;
    try (StreamClient first = open(admin)) {
      publish(tenant, "before");
      await().atMost(PATIENCE).until(() -> first.data().size() == 1);
      lastId = first.lastId();
    }
    publish(tenant, "missed 1");
    publish(UUID.randomUUID().toString(), "not ours");
    publish(tenant, "missed 2");

    try (StreamClient second = new StreamClient(admin, lastId)) {
      await().atMost(PATIENCE).until(() -> second.data().size() == 2);
      publish(tenant, "live");

      await().atMost(PATIENCE).until(() -> second.data().size() == 3);
      assertThat(titles(second)).containsExactlyInAnyOrder("missed 1", "missed 2", "live");
      assertThat(titles(second)).endsWith("live");
    }
  }

  @Test
  void alertsAndGoalsComeOnOneStreamAndAreResumedTogether() throws Exception {
    // Given
    String admin = newTenant("Stream both");
    String tenant = tenantOf(admin);
    String lastId;
    try (StreamClient first = open(admin)) {
      publish(tenant, "goal before");
      await().atMost(PATIENCE).until(() -> first.data().size() == 1);
      publishAlert(tenant, "alert before");
      await().atMost(PATIENCE).until(() -> first.data().size() == 2);
      assertThat(first.data().getLast()).contains("dev.steadfast.alert.fired.v1");
      lastId = first.lastId();
    }

    // When
    publishAlert(tenant, "alert missed");
    publishAlert(UUID.randomUUID().toString(), "not ours");
    publish(tenant, "goal missed");

    // Then
    try (StreamClient second = new StreamClient(admin, lastId)) {
      await().atMost(PATIENCE).until(() -> second.data().size() == 2);
      publishAlert(tenant, "alert live");
      await().atMost(PATIENCE).until(() -> second.data().size() == 3);
      assertThat(titles(second))
          .containsExactlyInAnyOrder("alert missed", "goal missed", "alert live");
      assertThat(titles(second)).endsWith("alert live");
    }
  }

  @Test
  void aKeyIsShownWhatItsScopesAllowAndNothingElseWhenItResumes() throws Exception {
    // Given
    String admin = newTenant("Stream scopes");
    String tenant = tenantOf(admin);
    String goalsOnly = newKey(admin, "goals:read");
    String alertsOnly = newKey(admin, "metrics:read");
    String lastId;
    try (StreamClient first = open(admin)) {
      lastId = first.lastId();
    }
    publish(tenant, "goal 1");
    publishAlert(tenant, "alert 1");

    // When
    try (StreamClient goals = new StreamClient(goalsOnly, lastId);
        StreamClient alerts = new StreamClient(alertsOnly, lastId)) {
      await().atMost(PATIENCE).until(() -> !goals.data().isEmpty() && !alerts.data().isEmpty());
      publishAlert(tenant, "alert 2");
      publish(tenant, "goal 2");

      // Then
      await().atMost(PATIENCE).until(() -> goals.data().size() + alerts.data().size() >= 4);
      assertThat(titles(goals)).containsExactly("goal 1", "goal 2");
      assertThat(titles(alerts)).containsExactly("alert 1", "alert 2");
    }
  }

  @Test
  void anIdFromBeforeThereWereAlertsGoesOnWithThemLive() throws Exception {
    // Given
    String admin = newTenant("Stream old id");
    String tenant = tenantOf(admin);
    publishAlert(tenant, "alert long ago");
    String lastId;
    try (StreamClient first = open(admin)) {
      lastId = first.lastId();
    }
    publish(tenant, "goal missed");

    // When
    try (StreamClient second = new StreamClient(admin, lastId.substring(0, lastId.indexOf('.')))) {
      await().atMost(PATIENCE).until(() -> second.data().size() == 1);
      publishAlert(tenant, "alert live");

      // Then
      await().atMost(PATIENCE).until(() -> second.data().size() == 2);
      assertThat(titles(second)).containsExactly("goal missed", "alert live");
    }
  }

  @Test
  void aReaderThatHadNothingYetResumesToo() throws Exception {
    String admin = newTenant("Stream empty");
    String lastId;
    try (StreamClient first = open(admin)) {
      lastId = first.lastId();
    }
    publish(tenantOf(admin), "missed");

    try (StreamClient second = new StreamClient(admin, lastId)) {
      await().atMost(PATIENCE).until(() -> !second.data().isEmpty());
      assertThat(titles(second)).containsExactly("missed");
    }
  }

  @Test
  void howeverOftenAReaderBreaksOffItGetsEveryEventOnce() throws Exception {
    String admin = newTenant("Stream storm");
    String tenant = tenantOf(admin);
    int events = 600;
    List<String> received = new ArrayList<>();
    String lastId;
    try (StreamClient first = open(admin)) {
      lastId = first.lastId();
    }
    Thread sender =
        Thread.ofVirtual()
            .start(
                () -> {
                  for (int i = 0; i < events; i++) {
                    publish(tenant, "event " + i);
                    publish(UUID.randomUUID().toString(), "of others");
                  }
                });

    long deadline = System.nanoTime() + Duration.ofSeconds(90).toNanos();
    while (received.size() < events && System.nanoTime() < deadline) {
      try (StreamClient reader = new StreamClient(admin, lastId)) {
        Thread.sleep(300);
        reader.breakOff();
        await().atMost(PATIENCE).until(reader::ended);
        received.addAll(titles(reader));
        lastId = reader.lastId();
      }
    }
    sender.join();

    assertThat(received)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, events).mapToObj(i -> "event " + i).toList());
  }

  @Test
  void aSilentStreamIsKeptAliveAndItsIdMovesOn() throws Exception {
    String admin = newTenant("Stream silent");
    try (StreamClient client = open(admin)) {
      String before = client.lastId();
      publish(UUID.randomUUID().toString(), "of others");

      await()
          .atMost(PATIENCE)
          .until(() -> client.comments() > 1 && !client.lastId().equals(before));
      assertThat(client.data()).isEmpty();
    }
  }

  @Test
  void aReaderThatCannotBeServedWhatItMissedIsToldToStartAnew() throws Exception {
    String admin = newTenant("Stream reset");
    String future = Positions.of(new long[12]).after(3, 1L << 40).encode();
    try (StreamClient client = new StreamClient(admin, future)) {
      await().atMost(PATIENCE).until(() -> !client.types().isEmpty());
      assertThat(client.types()).containsExactly("reset");

      publish(tenantOf(admin), "after");

      await().atMost(PATIENCE).until(() -> client.data().size() == 2);
      assertThat(client.data().getLast()).contains("after");
    }
  }

  @Test
  void anIdOfElsewhereAndAKeyWithoutTheScopeAreRefused() {
    as(GatewayBackends.ADMIN_KEY)
        .header("Last-Event-ID", "42!")
        .get("/v1/stream")
        .then()
        .statusCode(400)
        .body("code", equalTo("invalid-parameter"));
    as(newKey(GatewayBackends.ADMIN_KEY, "feedback:read"))
        .get("/v1/stream")
        .then()
        .statusCode(403)
        .body("code", equalTo("forbidden"));
  }

  @Test
  void aStreamEndsWithItsKey() throws Exception {
    String key = newKey(GatewayBackends.ADMIN_KEY, "goals:read");
    try (StreamClient client = open(key)) {
      revoke(GatewayBackends.ADMIN_KEY, key);

      await().atMost(PATIENCE).until(client::ended);
    }
  }

  @Test
  void aReaderThatDoesNotReadIsDisconnectedAndNotBufferedForEver() throws Exception {
    String admin = newTenant("Stream slow");
    UUID tenant = UUID.fromString(tenantOf(admin));
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
      socket.setReceiveBufferSize(8 * 1024);
      socket
          .getOutputStream()
          .write(
              bytes(
                  "GET /v1/stream HTTP/1.1\r\nHost: gateway\r\nAuthorization: Bearer "
                      + admin
                      + "\r\n\r\n"));
      await().atMost(PATIENCE).until(() -> hub.count(tenant) == 1);

      String large = "x".repeat(50_000);
      for (int i = 0; i < 900; i++) {
        publish(tenant.toString(), large);
      }

      await().atMost(PATIENCE).until(() -> hub.count(tenant) == 0);
    }
  }

  /** Opens a stream and waits until it has told where it begins. */
  private static StreamClient open(String key) throws Exception {
    StreamClient client = new StreamClient(key, "");
    assertThat(client.status()).isEqualTo(200);
    await().atMost(PATIENCE).until(() -> !client.lastId().isEmpty());
    return client;
  }

  private static List<String> titles(StreamClient client) throws Exception {
    List<String> titles = new ArrayList<>();
    for (String event : client.data()) {
      titles.add(new ObjectMapper().readTree(event).at("/data/title").asText());
    }
    return titles;
  }

  private void publish(String tenant, String title) {
    publish(Topics.GOAL_EVENTS, "dev.steadfast.goal.progressed.v1", tenant, title);
  }

  private void publishAlert(String tenant, String title) {
    publish(Topics.ALERT_EVENTS, "dev.steadfast.alert.fired.v1", tenant, title);
  }

  private void publish(String topic, String type, String tenant, String title) {
    String goal = UUID.randomUUID().toString();
    ProducerRecord<byte[], byte[]> message =
        new ProducerRecord<>(
            topic,
            bytes(tenant + "|" + goal),
            bytes("{\"goalId\": \"" + goal + "\",\n \"title\": \"" + title + "\"}"));
    message.headers().add("ce_specversion", bytes("1.0"));
    message.headers().add("ce_id", bytes(UUID.randomUUID().toString()));
    message.headers().add("ce_source", bytes("/steadfast/goals"));
    message.headers().add("ce_type", bytes(type));
    message.headers().add("ce_subject", bytes(goal));
    message.headers().add("ce_time", bytes("2026-11-21T10:00:00Z"));
    message.headers().add("ce_tenant", bytes(tenant));
    try {
      kafka.producer().send(message).get();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
