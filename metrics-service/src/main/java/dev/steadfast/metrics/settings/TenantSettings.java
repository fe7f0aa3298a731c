package dev.steadfast.metrics.settings;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.steadfast.platform.access.Caller;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.UUID;

/** Keeps what a tenant has set. Other processes follow within five seconds. */
@ApplicationScoped
public class TenantSettings {
  private final AgroalDataSource dataSource;
  private final Caller caller;
  private final Clock clock;
  private final Cache<UUID, Boolean> known =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(Duration.ofSeconds(5)).build();

  @Inject
  TenantSettings(AgroalDataSource dataSource, Caller caller, Clock clock) {
    this.dataSource = dataSource;
    this.caller = caller;
    this.clock = clock;
  }

  /** Whether the texts of messages are kept; not unless the tenant has said so. */
  @Transactional
  public boolean keepsTexts() {
    UUID tenant = caller.tenant();
    Boolean keeps = known.getIfPresent(tenant);
    if (keeps == null) {
      keeps = read(tenant);
      known.put(tenant, keeps);
    }
    return keeps;
  }

  private boolean read(UUID tenant) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "SELECT keeps_texts FROM tenant_settings WHERE tenant_id = ?")) {
      select.setObject(1, tenant);
      try (ResultSet row = select.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the settings could not be read", e);
    }
  }

  /** Sets whether texts that arrive from now on are kept. */
  @Transactional
  void keepTexts(boolean keeps) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement upsert =
            connection.prepareStatement(
                "INSERT INTO tenant_settings (tenant_id, keeps_texts, changed_at, changed_by)"
                    + " VALUES (?, ?, ?, ?) ON CONFLICT (tenant_id) DO UPDATE SET"
                    + " keeps_texts = excluded.keeps_texts, changed_at = excluded.changed_at,"
                    + " changed_by = excluded.changed_by")) {
      upsert.setObject(1, caller.tenant());
      upsert.setBoolean(2, keeps);
      upsert.setObject(3, clock.instant().atOffset(ZoneOffset.UTC));
      upsert.setString(4, caller.subject());
      upsert.executeUpdate();
    }
    known.invalidate(caller.tenant());
  }
}
