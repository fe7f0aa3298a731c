package dev.steadfast.metrics.retention;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Makes a round when the service starts and then from time to time. */
@ApplicationScoped
public class Retention {
  private static final Logger LOG = Logger.getLogger(Retention.class);

  private final RetentionRound round;
  private final Duration every;

  @Inject
  Retention(
      @DataSource("worker") AgroalDataSource worker, RetentionSettings settings, Clock clock) {
    this.round = new RetentionRound(worker, settings, clock);
    this.every = settings.every();
  }

  /** Not by annotation: the schedule of one has no word for never that is a duration. */
  void start(@Observes StartupEvent event, Scheduler scheduler) {
    if (every.isPositive()) {
      scheduler
          .newJob("retention")
          .setInterval(every.toString())
          .setConcurrentExecution(Scheduled.ConcurrentExecution.SKIP)
          .setTask(execution -> round())
          .schedule();
    }
  }

  private void round() {
    try {
      LOG.infof("retention removed %s", round.run());
    } catch (SQLException | RuntimeException e) {
      LOG.warnf("retention tries again later: %s", e.toString());
    }
  }
}
