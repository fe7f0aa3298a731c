package dev.steadfast.metrics.recount;

import dev.steadfast.core.schedule.Schedule;
import dev.steadfast.metrics.rules.MetricsPart;
import dev.steadfast.metrics.rules.RuleRevisions;
import dev.steadfast.metrics.schedule.ScheduleChanges;
import dev.steadfast.metrics.schedule.ScheduleChanges.ScheduleChange;
import dev.steadfast.metrics.schedule.ScheduleReader;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * After a schedule is corrected that metrics are measured by, rules measure by it as it is now, and
 * everything is counted anew. All corrections of a tenant that wait are one revision.
 */
@ApplicationScoped
public class ScheduleCorrections {
  private static final Logger LOG = Logger.getLogger(ScheduleCorrections.class);
  private static final int AT_ONCE = 100;

  private final AgroalDataSource worker;
  private final ScheduleReader schedules;
  private final Clock clock;

  @Inject
  ScheduleCorrections(
      @DataSource("worker") AgroalDataSource worker, ScheduleReader schedules, Clock clock) {
    this.worker = worker;
    this.schedules = schedules;
    this.clock = clock;
  }

  @Scheduled(
      every = "${steadfast.recount.every}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void round() {
    try (Connection connection = worker.getConnection()) {
      connection.setAutoCommit(false);
      try {
        take(connection);
        connection.commit();
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      } finally {
        connection.setAutoCommit(true);
      }
    } catch (SQLException | RuntimeException e) {
      // It comes round again.
      LOG.warnf("corrections of schedules wait: %s", e.toString());
    }
  }

  private void take(Connection transaction) throws SQLException {
    Map<UUID, Map<UUID, Schedule>> corrected = new HashMap<>();
    List<ScheduleChange> changes = ScheduleChanges.waiting(transaction, AT_ONCE);
    for (ScheduleChange change : changes) {
      if (measuresMetrics(transaction, change)) {
        Schedule now =
            schedules
                .find(transaction, change.tenant(), change.schedule())
                .orElseThrow(() -> new IllegalStateException("a schedule in use is gone"));
        corrected
            .computeIfAbsent(change.tenant(), tenant -> new HashMap<>())
            .put(change.schedule(), now);
      }
      ScheduleChanges.handled(transaction, change);
    }
    for (var tenant : corrected.entrySet()) {
      RuleRevisions.next(
          transaction,
          tenant.getKey(),
          "a corrected schedule",
          clock,
          document ->
              tenant
                  .getValue()
                  .forEach(
                      (id, schedule) -> {
                        if (MetricsPart.measuresBy(document, id)) {
                          MetricsPart.replace(document, id, schedule);
                        }
                      }));
    }
  }

  private static boolean measuresMetrics(Connection transaction, ScheduleChange change)
      throws SQLException {
    try (PreparedStatement select =
        transaction.prepareStatement(
            "SELECT 1 FROM schedule_use WHERE tenant_id = ? AND schedule_id = ?"
                + " AND used_by LIKE 'metric %' LIMIT 1")) {
      select.setObject(1, change.tenant());
      select.setObject(2, change.schedule());
      try (ResultSet row = select.executeQuery()) {
        return row.next();
      }
    }
  }
}
