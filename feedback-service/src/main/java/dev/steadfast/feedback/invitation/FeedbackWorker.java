package dev.steadfast.feedback.invitation;

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
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Runs what is not a request: the topics, the relay of the outbox and the consumer of resolutions.
 * Waits for Kafka in the background, so that pages are served while it is away.
 */
@ApplicationScoped
public class FeedbackWorker {
  private static final Logger LOG = Logger.getLogger(FeedbackWorker.class);
  private static final String GROUP = "feedback-interactions";
  private static final int MAX_RECORDS = 2_000;

  private final KafkaClients kafka;
  private final AgroalDataSource worker;
  private final InteractionConsumer consumer;
  private final ObjectMapper json;
  private @Nullable Thread starter;
  private @Nullable OutboxRelay relay;
  private volatile @Nullable RecordLoop loop;
  private volatile boolean closed;

  @Inject
  FeedbackWorker(
      KafkaClients kafka,
      @DataSource("worker") AgroalDataSource worker,
      InteractionConsumer consumer,
      ObjectMapper json) {
    this.kafka = kafka;
    this.worker = worker;
    this.consumer = consumer;
    this.json = json;
  }

  void start(@Observes StartupEvent event) {
    starter = Thread.ofPlatform().name("feedback-start").daemon().start(this::run);
  }

  private void run() {
    long backOff = 200;
    while (!closed) {
      try {
        kafka.ensureTopics(false, Topics.FEEDBACK_EVENTS);
        kafka.ensureTopics(true, Topics.INTERACTIONS);
        begin();
        return;
      } catch (RuntimeException e) {
        LOG.warnf("Kafka is not ready, next try in %d ms: %s", backOff, e.toString());
        try {
          Thread.sleep(backOff);
        } catch (InterruptedException interrupted) {
          return;
        }
        backOff = Math.min(backOff * 2, 10_000);
      }
    }
  }

  private synchronized void begin() {
    if (closed) {
      return;
    }
    relay = new OutboxRelay("feedback", worker, kafka.producer(), json, Map.of(), 20).start();
    loop =
        new RecordLoop(
                GROUP,
                List.of(Topics.INTERACTIONS),
                () -> kafka.consumer(GROUP, MAX_RECORDS),
                worker,
                consumer,
                MAX_RECORDS)
            .start();
  }

  /** Whether resolutions are read. */
  boolean isConsuming() {
    RecordLoop running = loop;
    return running != null && running.isRunning();
  }

  void stop(@Observes ShutdownEvent event) {
    closed = true;
    if (starter != null) {
      starter.interrupt();
    }
    close();
  }

  private synchronized void close() {
    if (loop != null) {
      loop.close();
    }
    if (relay != null) {
      relay.close();
    }
  }
}
