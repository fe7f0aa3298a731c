package dev.steadfast.metrics.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.f4b6a3.uuid.UuidCreator;
import dev.steadfast.metrics.intake.TenantZones;
import dev.steadfast.platform.access.Caller;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.runtime.TransactionConfiguration;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/** Keeps a file that was looked at as a queued job, in one transaction: all of it, or nothing. */
@ApplicationScoped
class ImportUpload {
  private static final int CHUNK = 1 << 20;

  private final AgroalDataSource dataSource;
  private final Caller caller;
  private final TenantZones zones;

  @Inject
  ImportUpload(AgroalDataSource dataSource, Caller caller, TenantZones zones) {
    this.dataSource = dataSource;
    this.caller = caller;
    this.zones = zones;
  }

  /** What is to be imported. */
  record Request(
      StoredFile file,
      String fileName,
      Inspection inspection,
      FileFormat format,
      String system,
      String source,
      JsonNode mapping) {}

  /**
   * What came of it.
   *
   * @param queued whether there is a job to be done; else the same file was sent before
   */
  record Queued(UUID id, boolean queued) {}

  /**
   * Queues the file, unless the tenant sent it before with the same mapping and it did not fail.
   */
  @Transactional
  @TransactionConfiguration(timeout = 900)
  public Queued queue(Request request) throws IOException {
    zones.remember();
    try (Connection connection = dataSource.getConnection()) {
      Optional<UUID> queued = insert(connection, request);
      if (queued.isEmpty()) {
        return new Queued(existing(connection, request), false);
      }
      storeChunks(connection, queued.get(), request.file());
      return new Queued(queued.get(), true);
    } catch (SQLException e) {
      throw new IllegalStateException("the import could not be stored", e);
    }
  }

  /** A new job, or a failed one from its beginning. */
  private Optional<UUID> insert(Connection connection, Request request) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            INSERT INTO import (tenant_id, id, state, file_name, file_hash, mapping_hash, mapping, system, source,
              bytes_sent, bytes_expanded, rows_total, created_by, format)
            VALUES (?, ?, 'queued', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT ON CONSTRAINT uq_import_content DO UPDATE SET
              state = 'queued', file_name = excluded.file_name, failure = NULL, finished_at = NULL, started_at = NULL,
              rows_read = 0, rows_good = 0, rows_bad = 0, rows_blank = 0, rows_without_event = 0, events_made = 0,
              events_accepted = 0, events_rejected = 0, errors_total = 0, errors_listed = 0, resumed = 0
            WHERE import.state = 'failed'
            RETURNING id
            """)) {
      Inspection inspection = request.inspection();
      insert.setObject(1, caller.tenant());
      insert.setObject(2, UuidCreator.getTimeOrderedEpoch());
      insert.setString(3, request.fileName());
      insert.setBytes(4, inspection.hash().bytes());
      insert.setBytes(5, Fingerprint.of(request.mapping()).bytes());
      insert.setString(6, request.mapping().toString());
      insert.setString(7, request.system());
      insert.setString(8, request.source());
      insert.setLong(9, inspection.sentBytes());
      insert.setLong(10, inspection.expandedBytes());
      insert.setLong(11, inspection.rows());
      insert.setString(12, caller.subject());
      insert.setString(13, request.format().text());
      try (ResultSet row = insert.executeQuery()) {
        return row.next() ? Optional.of(row.getObject(1, UUID.class)) : Optional.empty();
      }
    }
  }

  private UUID existing(Connection connection, Request request) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT id FROM import WHERE tenant_id = ? AND file_hash = ? AND mapping_hash = ?")) {
      select.setObject(1, caller.tenant());
      select.setBytes(2, request.inspection().hash().bytes());
      select.setBytes(3, Fingerprint.of(request.mapping()).bytes());
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          throw new IllegalStateException("the import is neither new nor there");
        }
        return row.getObject(1, UUID.class);
      }
    }
  }

  private void storeChunks(Connection connection, UUID id, StoredFile file)
      throws SQLException, IOException {
    clear(connection, id, "import_error");
    clear(connection, id, "import_chunk");
    try (InputStream bytes = file.open();
        PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO import_chunk (tenant_id, import_id, position, bytes) VALUES (?, ?, ?, ?)")) {
      int position = 0;
      for (byte[] chunk = bytes.readNBytes(CHUNK);
          chunk.length > 0;
          chunk = bytes.readNBytes(CHUNK)) {
        insert.setObject(1, caller.tenant());
        insert.setObject(2, id);
        insert.setInt(3, position++);
        insert.setBytes(4, chunk);
        insert.executeUpdate();
      }
    }
  }

  private void clear(Connection connection, UUID id, String table) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            "DELETE FROM " + table + " WHERE tenant_id = ? AND import_id = ?")) {
      delete.setObject(1, caller.tenant());
      delete.setObject(2, id);
      delete.executeUpdate();
    }
  }
}
