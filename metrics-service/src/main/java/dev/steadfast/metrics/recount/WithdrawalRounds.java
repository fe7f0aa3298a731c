package dev.steadfast.metrics.recount;

import dev.steadfast.metrics.processing.WithdrawalMoves;
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

/** Takes withdrawals to the interaction of what they withdraw, step by step. */
@ApplicationScoped
public class WithdrawalRounds {
  private static final Logger LOG = Logger.getLogger(WithdrawalRounds.class);
  private static final int STEP = 500;

  private final AgroalDataSource worker;
  private final WithdrawalMoves moves;
  private final RestingTenants resting;

  @Inject
  WithdrawalRounds(@DataSource("worker") AgroalDataSource worker, Clock clock) {
    this.worker = worker;
    this.moves = new WithdrawalMoves(clock);
    this.resting = new RestingTenants(clock);
  }

  @Scheduled(
      every = "${steadfast.withdrawals.every}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void round() {
    try {
      boolean isMore = true;
      while (isMore && !Thread.currentThread().isInterrupted()) {
        isMore = step();
      }
    } catch (SQLException | RuntimeException e) {
      // It comes round again.
      LOG.warnf("withdrawals wait: %s", e.toString());
    }
  }

  /** Takes a step; returns whether there was one to take. */
  private boolean step() throws SQLException {
    try (Connection connection = worker.getConnection()) {
      connection.setAutoCommit(false);
      try {
        Optional<UUID> next = moves.next(connection, resting.now());
        if (next.isPresent()) {
          take(connection, next.get());
        }
        connection.commit();
        return next.isPresent();
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      } finally {
        connection.setAutoCommit(true);
      }
    }
  }

  private void take(Connection transaction, UUID tenant) throws SQLException {
    try {
      moves.step(transaction, tenant, STEP);
      resting.succeeded(tenant);
    } catch (SQLException | RuntimeException e) {
      if (!RestingTenants.isConflict(e)) {
        resting.failed(tenant);
      }
      throw e;
    }
  }
}
