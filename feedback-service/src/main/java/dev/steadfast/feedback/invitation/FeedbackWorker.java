package dev.steadfast.feedback.invitation;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.steadfast.contracts.Topics;
import dev.steadfast.feedback.erasure.ErasureConsumer;
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
 * Runs what is not a request: the topics, the relay of the outbox and the consumers of resolutions
 * and erasures. Waits for Kafka in the background, so that pages are served while it is away.
 */
@ApplicationScoped
public class FeedbackWorker {
  private static final Logger LOG = Logger.getLogger(FeedbackWorker.class);
  private static final String GROUP = "feedback-interactions";
  private static final String ERASURES = "feedback-erasures";
  private static final int MAX_ERASURES = 20;
  private static final int MAX_RECORDS = 2_000;
  private static final int ENOUGH_BYTES = 1024 * 1024;

  /** Each may change many rows. */
  private static final int ENOUGH_ERASURE_BYTES = 8 * 1024;

  private final KafkaClients kafka;
  private final AgroalDataSource worker;
  private final InteractionConsumer consumer;
  private final ErasureConsumer erasures;
  private final ObjectMapper json;
  private @Nullable Thread starter;
  private @Nullable OutboxRelay relay;
  private volatile @Nullable RecordLoop loop;
  private volatile @Nullable RecordLoop erasing;
  private volatile boolean closed;

  @Inject
  FeedbackWorker(
      KafkaClients kafka,
      @DataSource("worker") AgroalDataSource worker,
      InteractionConsumer consumer,
      ErasureConsumer erasures,
      ObjectMapper json) {
    this.kafka = kafka;
    this.worker = worker;
    this.consumer = consumer;
    this.erasures = erasures;
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
        kafka.ensureErasures();
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
                ENOUGH_BYTES)
            .start();
    erasing =
        new RecordLoop(
                ERASURES,
                List.of(Topics.ERASURES),
                () -> kafka.consumer(ERASURES, MAX_ERASURES),
                worker,
                erasures,
                ENOUGH_ERASURE_BYTES)
            .start();
  }

  /** Whether resolutions and erasures are read. */
  boolean isConsuming() {
    return isRunning(loop) && isRunning(erasing);
  }

  private static boolean isRunning(@Nullable RecordLoop one) {
    return one != null && one.isRunning();
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
    if (erasing != null) {
      erasing.close();
    }
    if (relay != null) {
      relay.close();
    }
  }
}
