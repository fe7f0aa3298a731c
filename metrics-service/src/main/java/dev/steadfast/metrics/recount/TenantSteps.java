package dev.steadfast.metrics.recount;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Takes one kind of work step by step, each in a transaction that leaves everything consistent, so
 * that a crash costs no more than the step. A tenant on which one fails rests; events that come
 * first are waited for.
 */
final class TenantSteps<T> {
  private static final Logger LOG = Logger.getLogger(TenantSteps.class);
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final DataSource worker;
  private final Work<T> work;
  private final RestingTenants resting;

  /** What there is to do. */
  interface Work<T> {
    /** What waits, of none of those tenants; empty if nothing does. */
    Optional<T> next(Connection transaction, UUID[] resting) throws SQLException;

    /** Whose it is. */
    UUID tenantOf(T next);

    /** Does it, and says whether there may be more. */
    boolean take(Connection transaction, T next) throws SQLException;
  }

  TenantSteps(DataSource worker, Clock clock, Work<T> work) {
    this.worker = worker;
    this.work = work;
    this.resting = new RestingTenants(clock);
  }

  /**
   * Takes all steps that there are.
   *
   * @param otherwise what the log says where one fails, which comes round again
   */
  void run(String otherwise) {
    try {
      boolean isMore = true;
      while (isMore && !Thread.currentThread().isInterrupted()) {
        isMore = step();
      }
    } catch (SQLException | RuntimeException e) {
      LOG.warnf("%s: %s", otherwise, e.toString());
    }
  }

  private boolean step() throws SQLException {
    try (Connection connection = worker.getConnection()) {
      connection.setAutoCommit(false);
      try {
        Optional<T> next = work.next(connection, resting.now());
        boolean isMore = next.isPresent() && take(connection, next.get());
        connection.commit();
        return isMore;
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        if (RestingTenants.isConflict(e)) {
          LockSupport.parkNanos(PAUSE.toNanos());
          LOG.debugf("events came first: %s", e.getMessage());
          return true;
        }
        throw e;
      } finally {
        connection.setAutoCommit(true);
      }
    }
  }

  private boolean take(Connection transaction, T next) throws SQLException {
    UUID tenant = work.tenantOf(next);
    try {
      boolean isMore = work.take(transaction, next);
      resting.succeeded(tenant);
      return isMore;
    } catch (SQLException | RuntimeException e) {
      if (!RestingTenants.isConflict(e)) {
        resting.failed(tenant);
      }
      throw e;
    }
  }
}
