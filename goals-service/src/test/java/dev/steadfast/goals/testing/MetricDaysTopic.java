package dev.steadfast.goals.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.steadfast.contracts.Topics;
import dev.steadfast.core.measure.Histogram;
import dev.steadfast.launcher.embedded.Backends;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Tells the topic metric-days what metrics-service would. */
public final class MetricDaysTopic implements AutoCloseable {
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .registerModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

  private record Place(UUID tenant, String scope, LocalDate day) {}

  private final Map<Place, SortedMap<String, MetricDay>> told = new HashMap<>();
  private final KafkaProducer<byte[], byte[]> producer =
      new KafkaProducer<>(
          Map.of(
              "bootstrap.servers",
              Backends.shared().kafkaBootstrap(),
              "linger.ms",
              0,
              // The first test may send while the partitions are still being made.
              "max.in.flight.requests.per.connection",
              1),
          new ByteArraySerializer(),
          new ByteArraySerializer());

  /** A day on which resolutions of a team took {@code value} milliseconds, {@code n} times. */
  public static MetricDay resolutions(
      String team, LocalDate day, int n, long value, long revision) {
    Histogram histogram = new Histogram();
    histogram.record(value, n);
    return new MetricDay(
        "resolution-time",
        1,
        "team=" + team,
        day,
        "UTC",
        n,
        n * value,
        0,
        0,
        Base64.getEncoder().encodeToString(histogram.encode()),
        revision);
  }

  /** Sends and waits until Kafka has it. */
  public void tell(Tenant tenant, MetricDay cell) {
    tellAll(tenant, List.of(cell));
  }

  /**
   * Sends all and waits until Kafka has them. What other metrics measured in the same scope on the
   * same day goes along, as it was told last.
   */
  public void tellAll(Tenant tenant, List<MetricDay> cells) {
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    try {
      for (MetricDay cell : cells) {
        var day =
            told.computeIfAbsent(
                new Place(tenant.id(), cell.scope(), cell.day()), p -> new TreeMap<>());
        day.put(cell.metric(), cell);
        sent.add(
            producer.send(
                message(
                    tenant.id().toString(),
                    cell.scope() + "/" + cell.day(),
                    "dev.steadfast.metric-day.changed.v2",
                    JSON.writeValueAsBytes(
                        new dev.steadfast.contracts.metric.MetricDay(
                            cell.scope(),
                            cell.day(),
                            cell.zone(),
                            day.values().stream().mapToLong(MetricDay::revision).sum(),
                            day.values().stream().map(MetricDay::cell).toList())))));
      }
      for (Future<RecordMetadata> each : sent) {
        each.get();
      }
    } catch (JsonProcessingException | ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Sends anything and waits until Kafka has it. */
  public void send(String tenant, String subject, String type, byte @Nullable [] value) {
    try {
      producer.send(message(tenant, subject, type, value)).get();
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ProducerRecord<byte[], byte[]> message(
      String tenant, String subject, String type, byte @Nullable [] value) {
    var message =
        new ProducerRecord<>(
            Topics.METRIC_DAYS, (tenant + "|" + subject).getBytes(StandardCharsets.UTF_8), value);
    message.headers().add("ce_tenant", tenant.getBytes(StandardCharsets.UTF_8));
    message.headers().add("ce_type", type.getBytes(StandardCharsets.UTF_8));
    message.headers().add("ce_id", UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8));
    return message;
  }

  @Override
  public void close() {
    producer.close();
  }
}
