package dev.steadfast.gateway.access;

import dev.steadfast.platform.http.Cursor;
import dev.steadfast.platform.problem.ProblemException;
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
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The keys of the tenant of the running transaction. */
@ApplicationScoped
public class ApiKeyRepository {
  private static final String COLUMNS =
      "tenant_id, key_id, name, scopes, created_at, created_by, expires_at, revoked_at,"
          + " last_used_at";

  private final AgroalDataSource dataSource;

  @Inject
  ApiKeyRepository(AgroalDataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Adds a key to the running transaction. */
  public void insert(ApiKey key, byte[] digest) {
    try (Connection connection = dataSource.getConnection()) {
      insert(connection, key, digest);
    } catch (SQLException e) {
      throw new IllegalStateException("the key could not be stored", e);
    }
  }

  /** Adds a key to the transaction of that connection. */
  public static void insert(Connection connection, ApiKey key, byte[] digest) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "INSERT INTO api_key (tenant_id, key_id, digest, name, scopes, created_at, created_by,"
                + " expires_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
      statement.setObject(1, key.tenant());
      statement.setString(2, key.id());
      statement.setBytes(3, digest);
      statement.setString(4, key.name());
      statement.setArray(5, connection.createArrayOf("text", key.scopes().toArray()));
      statement.setObject(6, key.createdAt().atOffset(ZoneOffset.UTC));
      statement.setString(7, key.createdBy());
      Instant expires = key.expiresAt();
      statement.setObject(8, expires == null ? null : expires.atOffset(ZoneOffset.UTC));
      statement.executeUpdate();
    }
  }

  /** One more than {@code limit} keys after the cursor, newest first. */
  List<ApiKey> page(UUID tenant, @Nullable Cursor after, int limit) {
    String where = after == null ? "" : " AND (created_at, key_id) < (?::timestamptz, ?::text)";
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                "SELECT "
                    + COLUMNS
                    + " FROM api_key WHERE tenant_id = ?"
                    + where
                    + " ORDER BY created_at DESC, key_id DESC LIMIT ?")) {
      int index = 1;
      statement.setObject(index++, tenant);
      if (after != null) {
        statement.setObject(index++, time(after.values().get(0)));
        statement.setString(index++, after.values().get(1));
      }
      statement.setInt(index, limit + 1);
      return read(statement);
    } catch (SQLException e) {
      throw new IllegalStateException("the keys could not be read", e);
    }
  }

  private static OffsetDateTime time(String text) {
    try {
      return Instant.parse(text).atOffset(ZoneOffset.UTC);
    } catch (java.time.DateTimeException e) {
      throw new ProblemException(
          dev.steadfast.contracts.problem.ProblemCode.INVALID_CURSOR,
          "Use the nextCursor of the page before, unchanged.");
    }
  }

  /**
   * The key of that id.
   *
   * @throws ProblemException {@code not-found}
   */
  ApiKey require(UUID tenant, String keyId) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                "SELECT " + COLUMNS + " FROM api_key WHERE tenant_id = ? AND key_id = ?")) {
      statement.setObject(1, tenant);
      statement.setString(2, keyId);
      return read(statement).stream()
          .findFirst()
          .orElseThrow(() -> ProblemException.notFound("API key", keyId));
    } catch (SQLException e) {
      throw new IllegalStateException("the key could not be read", e);
    }
  }

  /** Locks the tenant's usable admin keys and counts them without that one. */
  int otherAdmins(UUID tenant, String keyId, Instant now) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                "SELECT key_id FROM api_key WHERE tenant_id = ? AND 'admin' = ANY (scopes)"
                    + " AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > ?)"
                    + " ORDER BY key_id FOR UPDATE")) {
      statement.setObject(1, tenant);
      statement.setObject(2, now.atOffset(ZoneOffset.UTC));
      int others = 0;
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          others += row.getString(1).equals(keyId) ? 0 : 1;
        }
      }
      return others;
    } catch (SQLException e) {
      throw new IllegalStateException("the keys could not be read", e);
    }
  }

  /** Revokes it from now on; a key revoked before keeps its time. */
  void revoke(UUID tenant, String keyId, Instant now) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                "UPDATE api_key SET revoked_at = ?"
                    + " WHERE tenant_id = ? AND key_id = ? AND revoked_at IS NULL")) {
      statement.setObject(1, now.atOffset(ZoneOffset.UTC));
      statement.setObject(2, tenant);
      statement.setString(3, keyId);
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException("the key could not be revoked", e);
    }
  }

  private static List<ApiKey> read(PreparedStatement statement) throws SQLException {
    List<ApiKey> keys = new ArrayList<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        Array scopes = row.getArray("scopes");
        keys.add(
            new ApiKey(
                row.getObject("tenant_id", UUID.class),
                row.getString("key_id"),
                row.getString("name"),
                List.of((String[]) scopes.getArray()),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getString("created_by"),
                instant(row, "expires_at"),
                instant(row, "revoked_at"),
                instant(row, "last_used_at")));
      }
    }
    return keys;
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
