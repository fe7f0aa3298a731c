package dev.steadfast.metrics.imports;

import dev.steadfast.platform.access.Caller;
import dev.steadfast.platform.access.TenantRows;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The imports of the calling tenant, as requests see them. */
@ApplicationScoped
class ImportRepository {
  private static final String COLUMNS =
      "id, state, file_name, system, source, bytes_sent, bytes_expanded, rows_total, rows_read,"
          + " rows_good, rows_bad, rows_blank, rows_without_event, events_made, events_accepted,"
          + " events_rejected, errors_total, errors_listed, failure, created_at, created_by,"
          + " started_at, finished_at, resumed, format";

  private final TenantRows rows;
  private final AgroalDataSource dataSource;
  private final Caller caller;

  @Inject
  ImportRepository(TenantRows rows, AgroalDataSource dataSource, Caller caller) {
    this.rows = rows;
    this.dataSource = dataSource;
    this.caller = caller;
  }

  @Transactional
  Optional<Import> find(UUID id) {
    return rows
        .read(
            "SELECT " + COLUMNS + " FROM import WHERE tenant_id = ? AND id = ?",
            ImportRepository::read,
            id)
        .stream()
        .findFirst();
  }

  /** Newest first; one more than the limit if there are more. */
  @Transactional
  List<Import> list(@Nullable ImportState state, int limit, @Nullable UUID after) {
    String sql =
        "SELECT "
            + COLUMNS
            + " FROM import WHERE tenant_id = ?"
            + (state == null ? "" : " AND state = ?")
            + (after == null ? "" : " AND id < ?")
            + " ORDER BY id DESC LIMIT ?";
    List<Object> values = new ArrayList<>();
    if (state != null) {
      values.add(state.text());
    }
    if (after != null) {
      values.add(after);
    }
    values.add(limit + 1);
    return rows.read(sql, ImportRepository::read, values.toArray());
  }

  /**
   * The listed faults after that position, in the order of the file; one more than the limit if
   * there are more.
   */
  @Transactional
  List<ImportError> errors(UUID id, int after, int limit) {
    List<ImportError> errors = new ArrayList<>();
    eachError(id, after, limit + 1, errors::add);
    return errors;
  }

  /** Hands over up to {@code limit} faults after that position. */
  @Transactional
  void eachError(UUID id, int after, int limit, Consumer<ImportError> taker) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "SELECT position, line, row_number, column_name, reason, value FROM import_error"
                    + " WHERE tenant_id = ? AND import_id = ? AND position > ?"
                    + " ORDER BY position LIMIT ?")) {
      select.setObject(1, caller.tenant());
      select.setObject(2, id);
      select.setInt(3, after);
      select.setInt(4, limit);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          taker.accept(
              new ImportError(
                  row.getInt(1),
                  row.getLong(2),
                  row.getLong(3),
                  row.getString(4),
                  row.getString(5),
                  row.getString(6)));
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the errors of an import cannot be read", e);
    }
  }

  private static Import read(ResultSet row) throws SQLException {
    return new Import(
        row.getObject(1, UUID.class),
        ImportState.named(row.getString(2)).orElseThrow(),
        FileFormat.named(row.getString(25)).orElseThrow(),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getLong(6),
        row.getLong(7),
        row.getLong(8),
        tally(row, 9),
        row.getString(19),
        instant(row, 20).orElseThrow(),
        row.getString(21),
        instant(row, 22).orElse(null),
        instant(row, 23).orElse(null),
        row.getInt(24));
  }

  /** The ten columns of a tally, from {@code rows_read} on. */
  static Tally tally(ResultSet row, int at) throws SQLException {
    return new Tally(
        row.getLong(at),
        row.getLong(at + 1),
        row.getLong(at + 2),
        row.getLong(at + 3),
        row.getLong(at + 4),
        row.getLong(at + 5),
        row.getLong(at + 6),
        row.getLong(at + 7),
        row.getLong(at + 8),
        row.getInt(at + 9));
  }

  private static Optional<Instant> instant(ResultSet row, int at) throws SQLException {
    return Optional.ofNullable(row.getObject(at, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }
}
