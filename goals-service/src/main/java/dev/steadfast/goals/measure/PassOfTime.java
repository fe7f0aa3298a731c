package dev.steadfast.goals.measure;

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
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Measures goals again without new data: all of them now and then, since the expected path moves
 * on; those with an unconfirmed status soon, to see whether it holds. Of several replicas one does
 * it.
 */
@ApplicationScoped
class PassOfTime {
  private static final Logger LOG = Logger.getLogger(PassOfTime.class);
  private static final UUID FIRST = new UUID(0, 0);
  private static final int AT_A_TIME = 500;

  private final AgroalDataSource worker;
  private final GoalMeasuring measuring;
  private final GoalSettings settings;
  private final Clock clock;

  @Inject
  PassOfTime(
      @DataSource("worker") AgroalDataSource worker,
      GoalMeasuring measuring,
      GoalSettings settings,
      Clock clock) {
    this.worker = worker;
    this.measuring = measuring;
    this.settings = settings;
    this.clock = clock;
  }

  @Scheduled(
      every = "${steadfast.goals.pass-of-time}",
      delayed = "10s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void measureAll() {
    quietly(
        "SELECT DISTINCT tenant_id FROM goal WHERE state = 'active'",
        tenant -> {
          @Nullable UUID last = FIRST;
          while (last != null) {
            last = nextOf(tenant, last);
          }
        });
  }

  @Scheduled(
      every = "${steadfast.goals.hold-down}",
      delayed = "1s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void confirmStatuses() {
    OffsetDateTime before =
        clock.instant().minus(settings.holdDown().dividedBy(2)).atOffset(ZoneOffset.UTC);
    quietly(
        "SELECT DISTINCT tenant_id FROM goal_standing WHERE pending_status IS NOT NULL",
        tenant -> once(tenant, connection -> ActiveGoals.unconfirmed(connection, tenant, before)));
  }

  /** Measures some goals after that one. Returns the last of them, or null at the end. */
  private @Nullable UUID nextOf(UUID tenant, UUID after) throws SQLException {
    List<ActiveGoal> goals =
        once(tenant, connection -> ActiveGoals.after(connection, tenant, after, AT_A_TIME));
    return goals.size() < AT_A_TIME ? null : goals.getLast().id();
  }

  private interface ForTenant {
    void run(UUID tenant) throws SQLException;
  }

  private interface Choice {
    List<ActiveGoal> goals(Connection connection) throws SQLException;
  }

  private void quietly(String tenants, ForTenant action) {
    try {
      for (UUID tenant : tenants(tenants)) {
        action.run(tenant);
      }
    } catch (SQLException e) {
      // It comes round again; the consumer goes on meanwhile.
      LOG.warnf("goals were not measured again: %s", e.toString());
    }
  }

  private List<UUID> tenants(String sql) throws SQLException {
    try (Connection connection = worker.getConnection();
        PreparedStatement select = connection.prepareStatement(sql);
        ResultSet row = select.executeQuery()) {
      List<UUID> tenants = new ArrayList<>();
      while (row.next()) {
        tenants.add(row.getObject(1, UUID.class));
      }
      return tenants;
    }
  }

  /** One transaction of one tenant; nothing if another replica is at it. */
  private List<ActiveGoal> once(UUID tenant, Choice choice) throws SQLException {
    try (Connection connection = worker.getConnection()) {
      connection.setAutoCommit(false);
      try {
        List<ActiveGoal> goals = List.of();
        if (claim(connection)) {
          TenantLock.shared(connection, List.of(tenant));
          goals = choice.goals(connection);
          measuring.measure(connection, goals);
        }
        connection.commit();
        return goals;
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      }
    }
  }

  private static boolean claim(Connection connection) throws SQLException {
    try (PreparedStatement lock =
            connection.prepareStatement(
                "SELECT pg_try_advisory_xact_lock(hashtextextended('goals|pass-of-time', 0))");
        ResultSet row = lock.executeQuery()) {
      return row.next() && row.getBoolean(1);
    }
  }
}
