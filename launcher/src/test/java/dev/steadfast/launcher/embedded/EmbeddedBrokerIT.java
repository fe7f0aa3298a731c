package dev.steadfast.launcher.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerIT {
  @TempDir Path folder;
  private final List<EmbeddedBroker> started = new ArrayList<>();

  @AfterEach
  void stopAll() {
    started.forEach(EmbeddedBroker::kill);
  }

  @Test
  void keepsAcknowledgedRecordsOverAKillAndARestart() throws Exception {
    // Given
    EmbeddedBroker.Options options = options();
    EmbeddedBroker first = start(options);
    createTopic(first, "kept", Optional.of(1));
    send(first, "kept", "a record");

    // When
    first.kill();
    EmbeddedBroker second = start(options);

    // Then
    assertThat(read(second, new TopicPartition("kept", 0))).containsExactly("a record");
  }

  @Test
  void makesTwelvePartitionsByDefaultAndNoTopicByItself() throws Exception {
    // Given
    EmbeddedBroker broker = start(options());

    // When
    createTopic(broker, "wide", Optional.empty());

    // Then
    try (Admin admin = Admin.create(client(broker))) {
      assertThat(admin.describeTopics(List.of("wide")).allTopicNames().get().values())
          .singleElement()
          .satisfies(topic -> assertThat(topic.partitions()).hasSize(12));
      assertThatThrownBy(() -> send(broker, "never-made", "a record"))
          .hasMessageContaining("never-made");
      assertThat(admin.listTopics().names().get()).isEqualTo(Set.of("wide"));
    }
  }

  private EmbeddedBroker.Options options() {
    return new EmbeddedBroker.Options(
        folder.resolve("kafka"), FreePort.any(), FreePort.any(), folder.resolve("kafka.log"));
  }

  private EmbeddedBroker start(EmbeddedBroker.Options options) {
    EmbeddedBroker broker = EmbeddedBroker.start(options);
    started.add(broker);
    return broker;
  }

  private static Map<String, Object> client(EmbeddedBroker broker) {
    return Map.of("bootstrap.servers", broker.bootstrap(), "max.block.ms", "2000");
  }

  private static void createTopic(EmbeddedBroker broker, String name, Optional<Integer> partitions)
      throws Exception {
    try (Admin admin = Admin.create(client(broker))) {
      admin
          .createTopics(List.of(new NewTopic(name, partitions, Optional.empty())))
          .all()
          .get(20, TimeUnit.SECONDS);
    }
  }

  private static void send(EmbeddedBroker broker, String topic, String value) throws Exception {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(client(broker), new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>(topic, value)).get(20, TimeUnit.SECONDS);
    }
  }

  private static List<String> read(EmbeddedBroker broker, TopicPartition partition) {
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", broker.bootstrap()),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      List<String> values = new ArrayList<>();
      consumer.poll(Duration.ofSeconds(10)).forEach(message -> values.add(message.value()));
      return values;
    }
  }
}
