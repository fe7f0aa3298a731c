package dev.steadfast.metrics.intake;

import dev.steadfast.platform.access.Caller;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * The zone that a tenant reports in. The gateway owns it and tells it in the internal token; it is
 * kept here for the processor, which sees no token, before the first event of the tenant is taken.
 */
@ApplicationScoped
public class TenantZones {
  private final AgroalDataSource dataSource;
  private final Caller caller;
  private final JsonWebToken token;
  private final Map<UUID, ZoneId> known = new ConcurrentHashMap<>();

  @Inject
  TenantZones(AgroalDataSource dataSource, Caller caller, JsonWebToken token) {
    this.dataSource = dataSource;
    this.caller = caller;
    this.token = token;
  }

  /**
   * The zone of the calling tenant; UTC where the token does not say. Work that nobody asked for
   * has no token: it goes by the zone that the tenant's events are counted in.
   */
  public ZoneId ofCaller() {
    if (token.getRawToken() == null) {
      return kept();
    }
    return token.getClaim("zone") instanceof String zone ? ZoneId.of(zone) : ZoneId.of("UTC");
  }

  private ZoneId kept() {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement("SELECT zone FROM tenant_zone WHERE tenant_id = ?")) {
      select.setObject(1, caller.tenant());
      try (ResultSet row = select.executeQuery()) {
        return ZoneId.of(row.next() ? row.getString(1) : "UTC");
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the zone could not be read", e);
    }
  }

  /** Makes sure that the processor knows the zone of the calling tenant. */
  @Transactional
  public void remember() {
    UUID tenant = caller.tenant();
    ZoneId zone = ofCaller();
    if (zone.equals(known.get(tenant))) {
      return;
    }
    try (Connection connection = dataSource.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO tenant_zone (tenant_id, zone) VALUES (?, ?) ON CONFLICT DO NOTHING")) {
      insert.setObject(1, tenant);
      insert.setString(2, zone.getId());
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException("the zone could not be kept", e);
    }
    known.put(tenant, zone);
  }
}
