package dev.steadfast.gateway.access;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds a presented key by its id, before any tenant is known. */
@ApplicationScoped
class KeyLookup {
  private final AgroalDataSource dataSource;

  @Inject
  KeyLookup(AgroalDataSource dataSource) {
    this.dataSource = dataSource;
  }

  Optional<StoredKey> find(String keyId) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                "SELECT tenant_id, reporting_zone, operator, digest, scopes, expires_at,"
                    + " revoked_at FROM find_api_key(?)")) {
      statement.setString(1, keyId);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(stored(row)) : Optional.empty();
      }
    }
  }

  private static StoredKey stored(ResultSet row) throws SQLException {
    Array scopes = row.getArray("scopes");
    return new StoredKey(
        row.getObject("tenant_id", UUID.class),
        row.getString("reporting_zone"),
        row.getBoolean("operator"),
        HexFormat.of().formatHex(row.getBytes("digest")),
        List.of((String[]) scopes.getArray()),
        instant(row, "expires_at"),
        instant(row, "revoked_at"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
