package dev.steadfast.platform.kafka;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Where Kafka is. */
@ConfigMapping(prefix = "steadfast.kafka")
public interface KafkaSettings {
  /** Host and port of one or more brokers, separated by commas. */
  String bootstrap();

  /** How many partitions a topic gets when it is made. */
  @WithDefault("12")
  int partitions();

  /** How many copies a topic has. 1 suits a single broker; production runs 3. */
  @WithDefault("1")
  short replicas();

  /** How long a request waits for Kafka before it is answered 503, in milliseconds. */
  @WithDefault("10000")
  int deliveryTimeoutMs();
}
