package dev.steadfast.metrics.erasure;

import static dev.steadfast.metrics.testing.Events.aTicket;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.f4b6a3.uuid.UuidCreator;
import dev.steadfast.contracts.Topics;
import dev.steadfast.contracts.erasure.PersonErased;
import dev.steadfast.platform.inbox.DeadLetters;
import dev.steadfast.platform.kafka.KafkaClients;
import dev.steadfast.platform.testing.ServiceBackends;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What other services hear of an erasure: T-1 and T-3 are Anna's, in T-2 she wrote a message. */
@QuarkusTest
@QuarkusTestResource(
    value = ServiceBackends.class,
    initArgs = @ResourceArg(name = "service", value = "metrics"))
class ErasureNewsIT {
  private static final String ANNA = "customer-anna-77d2";
  private static final String BOB = "agent-bob-0be1";
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Inject KafkaClients kafka;
  @Inject ObjectMapper json;

  private final Desk desk = new Desk(UuidCreator.getTimeOrderedEpoch());

  @BeforeEach
  void tickets() {
    List<String> events = new ArrayList<>();
    for (String subject : List.of("T-1", "T-2", "T-3")) {
      events.addAll(
          aTicket("desk", subject)
              .event(
                  "interaction.opened",
                  "2026-03-02T09:00:00Z",
                  "{\"customer\": {\"id\": \"%s\"}, \"agent\": {\"id\": \"%s\"}}"
                      .formatted(subject.equals("T-2") ? "carl" : ANNA, BOB))
              .event(
                  "message.added",
                  "2026-03-02T10:00:00Z",
                  "{\"author\": {\"kind\": \"customer\", \"id\": \"" + ANNA + "\"}}")
              .list());
    }
    desk.send(events);
    desk.awaitEvents(6);
  }

  /** A message, with its text. */
  private record Told(String text, PersonErased person) {}

  private List<Told> told(UUID erasure) {
    List<Told> found = new ArrayList<>();
    try (Consumer<byte[], byte[]> consumer = kafka.consumer("test-" + UUID.randomUUID(), 1000)) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(Topics.ERASURES).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var end = consumer.endOffsets(partitions);
      while (partitions.stream()
          .anyMatch(one -> consumer.position(one) < end.getOrDefault(one, 0L))) {
        for (ConsumerRecord<byte[], byte[]> one : consumer.poll(Duration.ofMillis(100))) {
          PersonErased person = json.readValue(one.value(), PersonErased.class);
          if (DeadLetters.tenantOf(one).equals(desk.tenant())
              && person.erasureId().equals(erasure)) {
            assertThat(DeadLetters.header(one, "ce_type"))
                .isEqualTo("dev.steadfast.person.erased.v1");
            found.add(new Told(json.readTree(one.value()).toString(), person));
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  private Told awaitTold(UUID erasure) {
    await().atMost(PATIENCE).until(() -> !told(erasure).isEmpty());
    List<Told> all = told(erasure);
    assertThat(all).hasSize(1);
    return all.getFirst();
  }

  @Test
  void ofACustomerOnlyTheInteractionsAreToldThatTheyOpened() {
    for (String mode : List.of("pseudonymise", "remove")) {
      // Given a customer; the second time one who is nobody yet
      String reference = mode.equals("remove") ? "carl" : ANNA;

      // When
      UUID erasure = desk.erase("customer", reference, mode);
      JsonPath done = desk.awaitDone(erasure);

      // Then
      Told told = awaitTold(erasure);
      assertThat(told.person().kind()).isEqualTo("customer");
      assertThat(told.person().mode()).isEqualTo(mode);
      assertThat(told.person().pseudonym()).isEqualTo(done.getString("pseudonym"));
      assertThat(told.text()).doesNotContain(reference);
      assertThat(told.person().interactions())
          .extracting(PersonErased.Erased::subject)
          .containsExactlyInAnyOrder(
              mode.equals("remove") ? new String[] {"T-2"} : new String[] {"T-1", "T-3"});
      assertThat(told.person().interactions())
          .extracting(PersonErased.Erased::system)
          .containsOnly("desk");
    }
  }

  @Test
  void ofAnAgentTheReferenceIsToldThatGivesWay() {
    // When
    UUID erasure = desk.erase("agent", BOB, null);
    JsonPath done = desk.awaitDone(erasure);

    // Then
    assertThat(awaitTold(erasure).person())
        .isEqualTo(
            new PersonErased(
                erasure, "agent", "pseudonymise", done.getString("pseudonym"), BOB, List.of()));
  }
}
