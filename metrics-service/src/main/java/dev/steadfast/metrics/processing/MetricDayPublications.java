package dev.steadfast.metrics.processing;

import com.fasterxml.jackson.databind.util.RawValue;
import dev.steadfast.contracts.metric.MetricCell;
import dev.steadfast.contracts.metric.MetricDay;
import dev.steadfast.core.measure.Cell;
import dev.steadfast.platform.database.PackedCells;
import dev.steadfast.platform.outbox.OutboxMessage;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Reads the days of metrics that are to be published, and where they lack data, when it is sent.
 */
final class MetricDayPublications {
  /** In place of a scope: where the days of a tenant lack data. */
  static final String NO_DATA = "no-data";

  private static final String TYPE = "dev.steadfast.metric-day.changed.v2";

  /** A day of all metrics has some kilobytes. */
  private static final int DAYS_CHUNK = 250;

  private MetricDayPublications() {}

  /** The current cells of the days that the rows name, or where those of a tenant lack data. */
  static void read(Connection transaction, List<String> rows, Consumer<OutboxMessage> send)
      throws SQLException {
    Set<String> lines = new LinkedHashSet<>();
    rows.forEach(row -> row.lines().forEach(lines::add));
    List<ScopeDay> all = new ArrayList<>();
    List<ScopeDay> news = new ArrayList<>();
    lines.stream()
        .map(MetricDayPublications::scopeDay)
        .forEach(day -> (day.scope().equals(NO_DATA) ? news : all).add(day));
    readSilences(transaction, news, send);
    for (int from = 0; from < all.size(); from += DAYS_CHUNK) {
      readDays(transaction, all.subList(from, Math.min(all.size(), from + DAYS_CHUNK)), send);
    }
  }

  private static void readSilences(
      Connection transaction, List<ScopeDay> news, Consumer<OutboxMessage> send)
      throws SQLException {
    if (news.isEmpty()) {
      return;
    }
    try (PreparedStatement select =
        transaction.prepareStatement(
            "SELECT tenant_id, '{\"revision\": ' || revision || ', \"silences\": ' || silences || '}'"
                + " FROM told_silence WHERE tenant_id = ANY (?)")) {
      select.setArray(
          1, transaction.createArrayOf("uuid", news.stream().map(ScopeDay::tenant).toArray()));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          send.accept(
              StatePublications.message(
                  row.getObject(1, UUID.class),
                  NO_DATA,
                  "dev.steadfast.metric-day.no-data.v1",
                  new RawValue(row.getString(2))));
        }
      }
    }
  }

  private static ScopeDay scopeDay(String line) {
    String[] parts = line.split(" ", 3);
    return new ScopeDay(UUID.fromString(parts[0]), parts[1], Long.parseLong(parts[2]));
  }

  private static void readDays(
      Connection transaction, List<ScopeDay> keys, Consumer<OutboxMessage> send)
      throws SQLException {
    Set<ScopeDay> removed = new LinkedHashSet<>(keys);
    try (PreparedStatement select =
        transaction.prepareStatement(
            """
            SELECT c.tenant_id, c.scope, c.day, coalesce(z.zone, 'UTC'), c.revision, metrics, totals,
                   histograms
            FROM unnest(?::uuid[], ?::text[], ?::date[]) AS k (tenant_id, scope, day) CROSS JOIN LATERAL (
                SELECT * FROM cell_day c
                WHERE c.tenant_id = k.tenant_id AND c.scope = k.scope AND c.day = k.day OFFSET 0) c
              LEFT JOIN tenant_zone z ON z.tenant_id = c.tenant_id
            """)) {
      select.setArray(
          1, transaction.createArrayOf("uuid", keys.stream().map(ScopeDay::tenant).toArray()));
      select.setArray(
          2, transaction.createArrayOf("text", keys.stream().map(ScopeDay::scope).toArray()));
      select.setArray(
          3,
          transaction.createArrayOf(
              "date",
              keys.stream().map(key -> LocalDate.ofEpochDay(key.day()).toString()).toArray()));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          LocalDate day = row.getObject(3, LocalDate.class);
          removed.remove(
              new ScopeDay(row.getObject(1, UUID.class), row.getString(2), day.toEpochDay()));
          send.accept(metricDay(row));
        }
      }
    }
    removed.forEach(key -> send.accept(removedDay(key)));
  }

  /** Without a value: what the topic and its readers hold of the day goes. */
  private static OutboxMessage removedDay(ScopeDay key) {
    return StatePublications.message(
        key.tenant(), key.scope() + "/" + LocalDate.ofEpochDay(key.day()), TYPE, null);
  }

  private static OutboxMessage metricDay(ResultSet row) throws SQLException {
    MetricDay day =
        new MetricDay(
            row.getString(2),
            row.getObject(3, LocalDate.class),
            row.getString(4),
            row.getLong(5),
            cells(PackedCells.read(row, 6)));
    return StatePublications.message(
        row.getObject(1, UUID.class), day.scope() + "/" + day.day(), TYPE, day);
  }

  private static List<MetricCell> cells(PackedCells packed) {
    List<MetricCell> cells = new ArrayList<>(packed.size());
    for (int i = 0; i < packed.size(); i++) {
      String name = packed.metric(i);
      int separator = name.lastIndexOf('@');
      Cell cell = packed.cell(i);
      byte[] histogram = packed.histogram(i);
      cells.add(
          new MetricCell(
              name.substring(0, separator),
              Integer.parseInt(name, separator + 1, name.length(), 10),
              cell.count(),
              cell.sum(),
              cell.numerator(),
              cell.denominator(),
              histogram == null ? null : Base64.getEncoder().encodeToString(histogram)));
    }
    return cells;
  }
}
