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

/** Takes withdrawals to the interaction of what they withdraw, step by step. */
@ApplicationScoped
public class WithdrawalRounds implements TenantSteps.Work<UUID> {
  private static final int STEP = 500;

  private final WithdrawalMoves moves;
  private final TenantSteps<UUID> steps;

  @Inject
  WithdrawalRounds(@DataSource("worker") AgroalDataSource worker, Clock clock) {
    this.moves = new WithdrawalMoves(clock);
    this.steps = new TenantSteps<>(worker, clock, this);
  }

  @Scheduled(
      every = "${steadfast.withdrawals.every}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void round() {
    steps.run("withdrawals wait");
  }

  @Override
  public Optional<UUID> next(Connection transaction, UUID[] resting) throws SQLException {
    return moves.next(transaction, resting);
  }

  @Override
  public UUID tenantOf(UUID next) {
    return next;
  }

  @Override
  public boolean take(Connection transaction, UUID tenant) throws SQLException {
    return moves.step(transaction, tenant, STEP) > 0;
  }
}
