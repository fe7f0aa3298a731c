package dev.steadfast.metrics.recount;

import dev.steadfast.metrics.processing.PassingTime;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Looks for interactions that time alone changes, step by step. Several processes take different
 * interactions.
 */
@ApplicationScoped
public class PassingTimeRounds {
  private static final Logger LOG = Logger.getLogger(PassingTimeRounds.class);
  private static final int STEP = 200;

  private final AgroalDataSource worker;
  private final PassingTime time;
  private final RestingTenants resting;

  @Inject
  PassingTimeRounds(@DataSource("worker") AgroalDataSource worker, Clock clock) {
    this.worker = worker;
    this.time = new PassingTime(clock);
    this.resting = new RestingTenants(clock);
  }

  @Scheduled(
      every = "${steadfast.due.every}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void round() {
    try {
      boolean isMore = true;
      while (isMore && !Thread.currentThread().isInterrupted()) {
        isMore = step();
      }
    } catch (SQLException | RuntimeException e) {
      // It comes round again.
      LOG.logf(
          RestingTenants.isConflict(e) ? Logger.Level.DEBUG : Logger.Level.WARN,
          "what fell due was not counted: %s",
          e.toString());
    }
  }

  /** Takes a step; returns whether there was anything that nobody else was at. */
  private boolean step() throws SQLException {
    try (Connection connection = worker.getConnection()) {
      connection.setAutoCommit(false);
      try {
        Optional<UUID> next = time.next(connection, resting.now());
        int counted = next.isPresent() ? take(connection, next.get()) : 0;
        connection.commit();
        return counted > 0;
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      } finally {
        connection.setAutoCommit(true);
      }
    }
  }

  private int take(Connection transaction, UUID tenant) throws SQLException {
    try {
      int counted = time.step(transaction, tenant, STEP);
      resting.succeeded(tenant);
      return counted;
    } catch (SQLException | RuntimeException e) {
      if (!RestingTenants.isConflict(e)) {
        resting.failed(tenant);
      }
      throw e;
    }
  }
}
