package dev.steadfast.platform.access;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Reads rows of the calling tenant, in the transaction that is running. */
@ApplicationScoped
public class TenantRows {
  private final AgroalDataSource dataSource;
  private final Caller caller;

  @Inject
  TenantRows(AgroalDataSource dataSource, Caller caller) {
    this.dataSource = dataSource;
    this.caller = caller;
  }

  /** Reads one of them. */
  @FunctionalInterface
  public interface Reader<T> {
    T read(ResultSet row) throws SQLException;
  }

  /**
   * Reads all rows of a query.
   *
   * @param sql whose first parameter is the tenant
   * @param values of the parameters after it
   * @throws IllegalStateException if they cannot be read
   */
  public <T> List<T> read(String sql, Reader<T> reader, Object... values) {
    List<T> found = new ArrayList<>();
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(sql)) {
      select.setObject(1, caller.tenant());
      for (int i = 0; i < values.length; i++) {
        select.setObject(i + 2, values[i]);
      }
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          found.add(reader.read(row));
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException("rows of a tenant cannot be read", e);
    }
    return found;
  }
}
