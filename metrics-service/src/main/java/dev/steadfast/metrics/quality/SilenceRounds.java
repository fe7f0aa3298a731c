package dev.steadfast.metrics.quality;

import dev.steadfast.metrics.arrival.Silences;
import dev.steadfast.platform.access.ActingTenant;
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
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Looks from time to time whether the sources of each tenant fell silent, or have sent again. */
@ApplicationScoped
class SilenceRounds {
  private static final Logger LOG = Logger.getLogger(SilenceRounds.class);
  private static final long HOURS_A_DAY = 24;

  private final AgroalDataSource worker;
  private final SilenceNews news;
  private final ActingTenant acting;
  private final Clock clock;

  @Inject
  SilenceRounds(
      @DataSource("worker") AgroalDataSource worker,
      SilenceNews news,
      ActingTenant acting,
      Clock clock) {
    this.worker = worker;
    this.news = news;
    this.acting = acting;
    this.clock = clock;
  }

  @Scheduled(
      every = "${steadfast.silences.every}",
      delayed = "20s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void round() {
    try {
      for (UUID tenant : tenants()) {
        tell(tenant);
      }
    } catch (SQLException | RuntimeException e) {
      // It comes round again.
      LOG.warnf("silent sources were not looked for: %s", e.toString());
    }
  }

  private void tell(UUID tenant) {
    try {
      acting.does(tenant, "silences", news::tell);
    } catch (SQLException | RuntimeException e) {
      LOG.warnf("silent sources of tenant %s were not looked for: %s", tenant, e.toString());
    }
  }

  /** Those that have sent something of late, and those of whom something was told. */
  private List<UUID> tenants() throws SQLException {
    List<UUID> tenants = new ArrayList<>();
    try (Connection connection = worker.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "SELECT tenant_id FROM source_day WHERE day >= ?"
                    + " UNION SELECT tenant_id FROM told_silence")) {
      select.setObject(
          1,
          LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)
              .minusDays(Silences.HISTORY_HOURS / HOURS_A_DAY + 1));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          tenants.add(row.getObject(1, UUID.class));
        }
      }
    }
    return tenants;
  }
}
