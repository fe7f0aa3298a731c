package dev.steadfast.metrics.restatement;

import dev.steadfast.platform.access.Caller;
import dev.steadfast.platform.database.PackedCells;
import dev.steadfast.platform.http.Cursor;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the restatement log. */
@ApplicationScoped
class RestatementRepository {
  private final AgroalDataSource dataSource;
  private final Caller caller;

  @Inject
  RestatementRepository(AgroalDataSource dataSource, Caller caller) {
    this.dataSource = dataSource;
    this.caller = caller;
  }

  /**
   * An entry of the log.
   *
   * @param after what the day said before the next entry, or says now
   */
  record Entry(
      OffsetDateTime hour,
      LocalDate day,
      OffsetDateTime changedAt,
      int causes,
      PackedCells before,
      PackedCells after) {}

  /** Up to {@code limit} entries of a scope and days, after the cursor, newest first. */
  List<Entry> page(
      String scope,
      LocalDate from,
      LocalDate to,
      OffsetDateTime since,
      @Nullable Cursor after,
      int limit)
      throws SQLException {
    String sql =
        """
        SELECT r.hour, r.day, r.changed_at, r.causes, r.metrics, r.totals, r.histograms,
          coalesce(n.metrics, c.metrics), coalesce(n.totals, c.totals), coalesce(n.histograms, c.histograms)
        FROM restatement r
          JOIN cell_day c ON c.tenant_id = r.tenant_id AND c.scope = r.scope AND c.day = r.day
          LEFT JOIN LATERAL (
            SELECT metrics, totals, histograms FROM restatement n
            WHERE n.tenant_id = r.tenant_id AND n.scope = r.scope AND n.day = r.day AND n.hour > r.hour
            ORDER BY n.hour LIMIT 1) n ON true
        WHERE r.tenant_id = ? AND r.revision > 0 AND r.scope = ? AND r.day >= ? AND r.day < ?
          AND r.changed_at >= ? AND (r.hour, r.day) < (?, ?)
        ORDER BY r.hour DESC, r.day DESC LIMIT ?
        """;
    List<Entry> entries = new ArrayList<>();
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(sql)) {
      select.setObject(1, caller.tenant());
      select.setString(2, scope);
      select.setObject(3, from);
      select.setObject(4, to);
      select.setObject(5, since);
      bind(select, after);
      select.setInt(8, limit);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          entries.add(
              new Entry(
                  row.getObject(1, OffsetDateTime.class),
                  row.getObject(2, LocalDate.class),
                  row.getObject(3, OffsetDateTime.class),
                  row.getInt(4),
                  PackedCells.read(row, 5),
                  PackedCells.read(row, 8)));
        }
      }
    }
    return entries;
  }

  private static void bind(PreparedStatement select, @Nullable Cursor after) throws SQLException {
    if (after == null) {
      select.setObject(6, OffsetDateTime.of(9999, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC));
      select.setObject(7, LocalDate.of(9999, 1, 1));
      return;
    }
    try {
      select.setObject(6, OffsetDateTime.parse(after.values().get(0)));
      select.setObject(7, LocalDate.parse(after.values().get(1)));
    } catch (DateTimeException e) {
      throw Cursor.foreign();
    }
  }
}
