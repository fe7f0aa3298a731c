package dev.steadfast.metrics.recount;

import dev.steadfast.metrics.definition.CountedVersions;
import dev.steadfast.metrics.processing.Recount;
import dev.steadfast.metrics.timeline.Fold;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Counts anew whatever waits for it, step by step. Each step is a transaction that leaves
 * everything consistent; a crash costs no more than the step. One process at a time takes a step.
 */
@ApplicationScoped
public class RecountRounds implements TenantSteps.Work<RecountRounds.Waiting> {
  private static final Logger LOG = Logger.getLogger(RecountRounds.class);
  private static final int STEP = 300;

  private final AgroalDataSource worker;
  private final Clock clock;
  private final Recount recount;
  private final TenantSteps<Waiting> steps;

  @Inject
  RecountRounds(@DataSource("worker") AgroalDataSource worker, Clock clock) {
    this.worker = worker;
    this.clock = clock;
    this.recount = new Recount(clock);
    this.steps = new TenantSteps<>(worker, clock, this);
  }

  /** What an older release has counted is counted anew by this one. */
  void start(@Observes StartupEvent event) throws SQLException {
    try (Connection connection = worker.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                """
                WITH RECURSIVE tenant AS (
                  (SELECT tenant_id AS id FROM interaction ORDER BY tenant_id LIMIT 1)
                  UNION ALL
                  SELECT (SELECT i.tenant_id FROM interaction i WHERE i.tenant_id > tenant.id
                          ORDER BY i.tenant_id LIMIT 1) FROM tenant WHERE tenant.id IS NOT NULL)
                INSERT INTO recount AS r (tenant_id, fold, revision, requested_at)
                SELECT id, ?, coalesce((SELECT max(revision) FROM counting_rules WHERE tenant_id = id), 0), ?
                FROM tenant WHERE id IS NOT NULL
                ON CONFLICT (tenant_id) DO UPDATE SET fold = excluded.fold, passed = NULL, interactions = 0,
                  requested_at = excluded.requested_at, finished_at = NULL
                WHERE r.fold < excluded.fold
                """)) {
      insert.setInt(1, Fold.VERSION);
      insert.setObject(2, clock.instant().atOffset(ZoneOffset.UTC));
      insert.executeUpdate();
    }
  }

  @Scheduled(
      every = "${steadfast.recount.every}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void round() {
    steps.run("nothing was counted anew");
  }

  /** A tenant that waits, and the interaction up to which it is counted anew. */
  record Waiting(UUID tenant, @Nullable UUID passed) {}

  @Override
  public UUID tenantOf(Waiting next) {
    return next.tenant();
  }

  @Override
  public boolean take(Connection transaction, Waiting next) throws SQLException {
    List<UUID> counted = recount.step(transaction, next.tenant(), next.passed(), STEP);
    note(transaction, next.tenant(), counted);
    return true;
  }

  @Override
  public Optional<Waiting> next(Connection transaction, UUID[] resting) throws SQLException {
    try (PreparedStatement select =
        transaction.prepareStatement(
            "SELECT tenant_id, passed FROM recount WHERE finished_at IS NULL AND tenant_id <> ALL (?)"
                + " ORDER BY requested_at LIMIT 1 FOR UPDATE SKIP LOCKED")) {
      select.setArray(1, transaction.createArrayOf("uuid", resting));
      try (ResultSet row = select.executeQuery()) {
        return row.next()
            ? Optional.of(new Waiting(row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
            : Optional.empty();
      }
    }
  }

  private void note(Connection transaction, UUID tenant, List<UUID> counted) throws SQLException {
    boolean isEnd = counted.isEmpty();
    try (PreparedStatement update =
        transaction.prepareStatement(
            isEnd
                ? "UPDATE recount SET finished_at = ? WHERE tenant_id = ?"
                : "UPDATE recount SET passed = ?, interactions = interactions + ? WHERE tenant_id = ?")) {
      if (isEnd) {
        update.setObject(1, clock.instant().atOffset(ZoneOffset.UTC));
        update.setObject(2, tenant);
      } else {
        update.setObject(1, counted.getLast());
        update.setInt(2, counted.size());
        update.setObject(3, tenant);
      }
      update.executeUpdate();
    }
    if (isEnd) {
      CountedVersions.areReady(transaction, tenant, clock.instant().atOffset(ZoneOffset.UTC));
      LOG.infof("everything of tenant %s is counted anew", tenant);
    }
  }
}
