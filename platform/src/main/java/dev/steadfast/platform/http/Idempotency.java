package dev.steadfast.platform.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.steadfast.contracts.problem.ProblemCode;
import dev.steadfast.platform.access.Caller;
import dev.steadfast.platform.problem.ProblemException;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs a creating request once per {@code Idempotency-Key}. The answer is stored in the transaction
 * of the change and replayed for 24 hours; two requests at the same moment wait for each other.
 */
@ApplicationScoped
public class Idempotency {
  private static final int MAX_KEY = 200;

  private final AgroalDataSource dataSource;
  private final Caller caller;
  private final ObjectMapper json;

  @Inject
  Idempotency(AgroalDataSource dataSource, Caller caller, ObjectMapper json) {
    this.dataSource = dataSource;
    this.caller = caller;
    this.json = json;
  }

  /**
   * The answer of {@code action}, or the stored one.
   *
   * @param key the header; without one the action simply runs
   * @param operation distinguishes the addresses that a key may be used for
   * @param request the body; a different one under the same key is refused
   * @throws ProblemException {@code idempotency-key-reused}
   */
  @Transactional
  public Response once(
      @Nullable String key, String operation, Object request, Supplier<Response> action) {
    if (key == null) {
      return action.get();
    }
    if (key.isBlank() || key.length() > MAX_KEY) {
      throw ProblemException.invalidParameter(
          "Idempotency-Key", "The key is 1 to " + MAX_KEY + " characters.");
    }
    try (Connection connection = dataSource.getConnection()) {
      byte[] hash = hash(operation, request);
      if (!claim(connection, key, hash)) {
        return replay(connection, key, hash);
      }
      Response response = action.get();
      store(connection, key, response);
      return response;
    } catch (SQLException | JsonProcessingException e) {
      throw new IllegalStateException("the idempotency key could not be kept", e);
    }
  }

  private boolean claim(Connection connection, String key, byte[] hash) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            INSERT INTO idempotency_key (tenant_id, key, request_hash) VALUES (?, ?, ?)
            ON CONFLICT (tenant_id, key) DO UPDATE
            SET request_hash = excluded.request_hash, status = NULL, created_at = now()
            WHERE idempotency_key.created_at < now() - interval '24 hours'
            """)) {
      statement.setObject(1, caller.tenant());
      statement.setString(2, key);
      statement.setBytes(3, hash);
      return statement.executeUpdate() == 1;
    }
  }

  private Response replay(Connection connection, String key, byte[] hash) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT request_hash, status, location, etag, body FROM idempotency_key"
                + " WHERE tenant_id = ? AND key = ?")) {
      statement.setObject(1, caller.tenant());
      statement.setString(2, key);
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next() || !Arrays.equals(row.getBytes(1), hash)) {
          throw new ProblemException(
              ProblemCode.IDEMPOTENCY_KEY_REUSED,
              "The key was used for another request within 24 hours. Use a new one.");
        }
        Response.ResponseBuilder response =
            Response.status(row.getInt(2))
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header("Idempotent-Replayed", "true")
                .entity(row.getString(5));
        if (row.getString(3) != null) {
          response.header("Location", row.getString(3));
        }
        if (row.getString(4) != null) {
          response.header("ETag", row.getString(4));
        }
        return response.build();
      }
    }
  }

  private void store(Connection connection, String key, Response response)
      throws SQLException, JsonProcessingException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "UPDATE idempotency_key SET status = ?, location = ?, etag = ?, body = ?"
                + " WHERE tenant_id = ? AND key = ?")) {
      statement.setInt(1, response.getStatus());
      statement.setString(2, response.getHeaderString("Location"));
      statement.setString(3, response.getHeaderString("ETag"));
      statement.setString(4, json.writeValueAsString(response.getEntity()));
      statement.setObject(5, caller.tenant());
      statement.setString(6, key);
      statement.executeUpdate();
    }
  }

  private byte[] hash(String operation, Object request) throws JsonProcessingException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(operation.getBytes(StandardCharsets.UTF_8));
      return digest.digest(json.writeValueAsBytes(request));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
