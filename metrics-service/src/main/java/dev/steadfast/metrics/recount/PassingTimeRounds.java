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

/**
 * Looks for interactions that time alone changes, step by step. Several processes take different
 * interactions.
 */
@ApplicationScoped
public class PassingTimeRounds implements TenantSteps.Work<UUID> {
  private static final int STEP = 200;

  private final PassingTime time;
  private final TenantSteps<UUID> steps;

  @Inject
  PassingTimeRounds(@DataSource("worker") AgroalDataSource worker, Clock clock) {
    this.time = new PassingTime(clock);
    this.steps = new TenantSteps<>(worker, clock, this);
  }

  @Scheduled(
      every = "${steadfast.due.every}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void round() {
    steps.run("what fell due was not counted");
  }

  @Override
  public Optional<UUID> next(Connection transaction, UUID[] resting) throws SQLException {
    return time.next(transaction, resting);
  }

  @Override
  public UUID tenantOf(UUID next) {
    return next;
  }

  /** There may be more unless all that is left is taken by others. */
  @Override
  public boolean take(Connection transaction, UUID tenant) throws SQLException {
    return time.step(transaction, tenant, STEP) > 0;
  }
}
