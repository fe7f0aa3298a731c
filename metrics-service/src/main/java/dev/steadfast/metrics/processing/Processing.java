package dev.steadfast.metrics.processing;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.steadfast.contracts.Topics;
import dev.steadfast.platform.inbox.RecordLoop;
import dev.steadfast.platform.kafka.KafkaClients;
import dev.steadfast.platform.outbox.OutboxRelay;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jspecify.annotations.Nullable;

/** Starts and stops the processor and the relay. Ready once the processor reads. */
@Readiness
@ApplicationScoped
public class Processing implements HealthCheck {
  private static final String GROUP = "metrics-events";

  /** Of one poll; of bulk intake they hold some 2,000 events. */
  private static final int MAX_RECORDS = 24;

  /** Some 14,000 events. */
  private static final int ENOUGH_BYTES = 4 * 1024 * 1024;

  /** Changes of one cell or interaction within this time are sent once. */
  private static final long PUBLISH_EVERY_MS = 250;

  private final AgroalDataSource worker;
  private final KafkaClients kafka;
  private final ObjectMapper json;
  private final Clock clock;
  private @Nullable RecordLoop loop;
  private @Nullable OutboxRelay relay;

  @Inject
  Processing(
      @DataSource("worker") AgroalDataSource worker,
      KafkaClients kafka,
      ObjectMapper json,
      Clock clock) {
    this.worker = worker;
    this.kafka = kafka;
    this.json = json;
    this.clock = clock;
  }

  void start(@Observes StartupEvent event) {
    relay =
        new OutboxRelay(
                "metrics",
                worker,
                kafka.producer(),
                json,
                Map.of(
                    Topics.INTERACTIONS, InteractionPublications::read,
                    Topics.METRIC_DAYS, MetricDayPublications::read),
                PUBLISH_EVERY_MS)
            .start();
    EventProcessor processor =
        new EventProcessor(new ZoneDirectory(), new RawEventStore(worker), clock);
    loop =
        new RecordLoop(
                GROUP,
                List.of(Topics.SUPPORT_EVENTS, Topics.FEEDBACK_EVENTS),
                () -> {
                  kafka.ensureTopics(false, Topics.SUPPORT_EVENTS, Topics.FEEDBACK_EVENTS);
                  kafka.ensureTopics(true, Topics.INTERACTIONS, Topics.METRIC_DAYS);
                  kafka.ensureErasures();
                  return kafka.consumer(GROUP, MAX_RECORDS);
                },
                worker,
                processor,
                ENOUGH_BYTES)
            .start();
  }

  void stop(@Observes ShutdownEvent event) {
    if (loop != null) {
      loop.close();
    }
    if (relay != null) {
      relay.close();
    }
  }

  @Override
  public HealthCheckResponse call() {
    boolean running = loop != null && loop.isRunning();
    return HealthCheckResponse.named("event processor").status(running).build();
  }
}
