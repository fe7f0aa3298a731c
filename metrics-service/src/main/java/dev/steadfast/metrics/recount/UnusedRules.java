package dev.steadfast.metrics.recount;

import dev.steadfast.metrics.retention.RetentionSettings;
import dev.steadfast.metrics.rules.RuleRevisions;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Removes revisions of the rules that nothing is counted by any more, as often as retention looks
 * for what is too old.
 */
@ApplicationScoped
public class UnusedRules {
  private static final Logger LOG = Logger.getLogger(UnusedRules.class);

  /** Longer than any transaction that began to count by the revision before. */
  private static final Duration REPLACED_FOR = Duration.ofDays(1);

  private final AgroalDataSource worker;
  private final Duration every;
  private final Clock clock;

  @Inject
  UnusedRules(
      @DataSource("worker") AgroalDataSource worker, RetentionSettings settings, Clock clock) {
    this.worker = worker;
    this.every = settings.every();
    this.clock = clock;
  }

  void start(@Observes StartupEvent event, Scheduler scheduler) {
    if (every.isPositive()) {
      scheduler
          .newJob("unused-rules")
          .setInterval(every.toString())
          .setConcurrentExecution(Scheduled.ConcurrentExecution.SKIP)
          .setTask(execution -> round())
          .schedule();
    }
  }

  private void round() {
    try {
      LOG.infof("%d revisions of rules were not used any more", remove());
    } catch (SQLException | RuntimeException e) {
      LOG.warnf("unused rules are removed later: %s", e.toString());
    }
  }

  /** Removes them, and says how many there were. */
  int remove() throws SQLException {
    try (Connection connection = worker.getConnection()) {
      connection.setAutoCommit(true);
      return RuleRevisions.removeUnused(connection, clock.instant().minus(REPLACED_FOR));
    }
  }
}
