package dev.steadfast.metrics.retention;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Makes a round when the service starts and then from time to time. */
@ApplicationScoped
public class Retention {
  private static final Logger LOG = Logger.getLogger(Retention.class);

  private final RetentionRound round;
  private final long everyMs;
  private @Nullable Thread thread;

  @Inject
  Retention(
      @DataSource("worker") AgroalDataSource worker, RetentionSettings settings, Clock clock) {
    this.round = new RetentionRound(worker, settings, clock);
    this.everyMs = settings.every().toMillis();
  }

  void start(@Observes StartupEvent event) {
    if (everyMs > 0) {
      thread = Thread.ofPlatform().name("retention").daemon().start(this::work);
    }
  }

  private void work() {
    try {
      while (true) {
        try {
          LOG.infof("retention removed %s", round.run());
        } catch (SQLException | RuntimeException e) {
          LOG.warnf("retention tries again later: %s", e.toString());
        }
        Thread.sleep(everyMs);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void stop(@Observes ShutdownEvent event) {
    if (thread != null) {
      thread.interrupt();
    }
  }
}
