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
import java.time.Duration;
import java.time.Instant;
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

  /** Another replica has just looked. */
  private static final Duration RECENTLY = Duration.ofMinutes(2);

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
    look(clock.instant().minus(RECENTLY));
  }

  /** Looks at the tenants that nobody has looked at since then. */
  void look(Instant since) {
    try {
      for (UUID tenant : tenants(since)) {
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
  private List<UUID> tenants(Instant since) throws SQLException {
    List<UUID> tenants = new ArrayList<>();
    try (Connection connection = worker.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                """
                SELECT tenant_id FROM (
                  SELECT tenant_id FROM source_day WHERE day >= ?
                  UNION SELECT tenant_id FROM told_silence WHERE revision > 0) concerned
                LEFT JOIN told_silence USING (tenant_id)
                WHERE looked_at IS NULL OR looked_at <= ?
                """)) {
      select.setObject(
          1,
          LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)
              .minusDays(Silences.HISTORY_HOURS / HOURS_A_DAY + 1));
      select.setObject(2, since.atOffset(ZoneOffset.UTC));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          tenants.add(row.getObject(1, UUID.class));
        }
      }
    }
    return tenants;
  }
}
