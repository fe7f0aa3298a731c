package dev.steadfast.gateway.tenant;

import dev.steadfast.platform.problem.ProblemException;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tenants. Under row-level security each sees itself; only {@link #page} sees all. */
@ApplicationScoped
class TenantRepository {
  private static final String COLUMNS = "tenant_id, name, reporting_zone, operator, created_at";

  private final AgroalDataSource dataSource;

  @Inject
  TenantRepository(AgroalDataSource dataSource) {
    this.dataSource = dataSource;
  }

  void insert(Tenant tenant) {
    try (Connection connection = dataSource.getConnection()) {
      insert(connection, tenant);
    } catch (SQLException e) {
      throw new IllegalStateException("the tenant could not be stored", e);
    }
  }

  static void insert(Connection connection, Tenant tenant) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "INSERT INTO tenant (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?)")) {
      statement.setObject(1, tenant.id());
      statement.setString(2, tenant.name());
      statement.setString(3, tenant.reportingZone().getId());
      statement.setBoolean(4, tenant.operator());
      statement.setObject(5, tenant.createdAt().atOffset(ZoneOffset.UTC));
      statement.executeUpdate();
    }
  }

  /**
   * The tenant of that id, which must be that of the transaction.
   *
   * @throws ProblemException {@code not-found}
   */
  Tenant require(UUID id) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement =
            connection.prepareStatement("SELECT " + COLUMNS + " FROM tenant WHERE tenant_id = ?")) {
      statement.setObject(1, id);
      return read(statement).stream()
          .findFirst()
          .orElseThrow(() -> ProblemException.notFound("tenant", id));
    } catch (SQLException e) {
      throw new IllegalStateException("the tenant could not be read", e);
    }
  }

  /** One more than {@code limit} of all tenants, for the operator, in the order they were made. */
  List<Tenant> page(@Nullable UUID after, int limit) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement =
            connection.prepareStatement("SELECT " + COLUMNS + " FROM list_tenants(?, ?)")) {
      statement.setObject(1, after, java.sql.Types.OTHER);
      statement.setInt(2, limit + 1);
      return read(statement);
    } catch (SQLException e) {
      throw new IllegalStateException("the tenants could not be read", e);
    }
  }

  private static List<Tenant> read(PreparedStatement statement) throws SQLException {
    List<Tenant> tenants = new ArrayList<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        tenants.add(
            new Tenant(
                row.getObject("tenant_id", UUID.class),
                row.getString("name"),
                ZoneId.of(row.getString("reporting_zone")),
                row.getBoolean("operator"),
                row.getObject("created_at", OffsetDateTime.class).toInstant()));
      }
    }
    return tenants;
  }
}
