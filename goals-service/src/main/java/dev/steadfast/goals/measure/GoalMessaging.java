package dev.steadfast.goals.measure;

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
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/**
 * Starts and stops what talks to Kafka. Kafka may be away when the service starts: it is waited for
 * in the background, and the service is not ready until then.
 */
@Readiness
@ApplicationScoped
class GoalMessaging implements HealthCheck {
  private static final Logger LOG = Logger.getLogger(GoalMessaging.class);
  private static final String GROUP = "goals-metric-days";
  private static final int MAX_RECORDS = 2_000;
  private static final int ENOUGH_BYTES = 8 * 1024 * 1024;
  private static final int PAUSE_AFTER_ROUND_MS = 20;
  private static final long MAX_WAIT_MS = 5_000;

  private final KafkaClients kafka;
  private final RecordLoop loop;
  private final OutboxRelay relay;
  private final Thread starting;
  private volatile boolean started;

  @Inject
  GoalMessaging(
      @ConfigProperty(name = "steadfast.schema") String schema,
      @DataSource("worker") AgroalDataSource worker,
      KafkaClients kafka,
      ObjectMapper json,
      MetricDayConsumer handler) {
    this.kafka = kafka;
    this.loop =
        new RecordLoop(
            GROUP,
            List.of(Topics.METRIC_DAYS),
            () -> kafka.consumer(GROUP, MAX_RECORDS),
            worker,
            handler,
            ENOUGH_BYTES);
    this.relay =
        new OutboxRelay(schema, worker, kafka.producer(), json, Map.of(), PAUSE_AFTER_ROUND_MS);
    this.starting = Thread.ofVirtual().name("goals-messaging").unstarted(this::startWithKafka);
  }

  void start(@Observes StartupEvent event) {
    starting.start();
  }

  private void startWithKafka() {
    long wait = 200;
    while (!started) {
      try {
        kafka.ensureTopics(false, Topics.GOAL_EVENTS);
        kafka.ensureTopics(true, Topics.METRIC_DAYS);
        relay.start();
        loop.start();
        started = true;
      } catch (RuntimeException e) {
        LOG.warnf("Kafka is waited for, %d ms: %s", wait, e.toString());
        try {
          Thread.sleep(wait);
        } catch (InterruptedException interrupted) {
          return;
        }
        wait = Math.min(wait * 2, MAX_WAIT_MS);
      }
    }
  }

  void stop(@Observes ShutdownEvent event) {
    starting.interrupt();
    if (started) {
      loop.close();
      relay.close();
    }
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("metric-days consumer")
        .status(started && loop.isRunning())
        .build();
  }
}
