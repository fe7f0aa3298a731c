package dev.steadfast.metrics.arrival;

import dev.steadfast.core.measure.Histogram;
import dev.steadfast.platform.inbox.ConcurrentChange;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what arrives within one transaction and writes it once: a few rows, however many events.
 * Written last, since a row of the present hour is locked until the transaction ends.
 */
public final class ArrivalCounts {
  private static final long HOUR_MS = 3_600_000;
  private static final int HOURS_A_DAY = 24;

  /** In one order everywhere, so that two consumers wait for each other instead of forever. */
  private final NavigableMap<Hour, HourCounts> counts = new TreeMap<>();

  private record Hour(UUID tenant, Source source, long hour) implements Comparable<Hour> {
    @Override
    public int compareTo(Hour other) {
      int order = tenant.compareTo(other.tenant);
      order = order == 0 ? source.compareTo(other.source) : order;
      return order == 0 ? Long.compare(hour, other.hour) : order;
    }
  }

  /** An event that counts. Times are in milliseconds since the epoch. */
  public void took(UUID tenant, Source source, long happenedAt, long receivedAt) {
    at(tenant, source, receivedAt).took(happenedAt, receivedAt);
  }

  /** An event that is known already. */
  public void repeated(UUID tenant, Source source, long receivedAt) {
    at(tenant, source, receivedAt).repeated(receivedAt);
  }

  /** An event that became a dead letter. */
  public void died(UUID tenant, Source source, long receivedAt) {
    at(tenant, source, receivedAt).died(receivedAt);
  }

  private HourCounts at(UUID tenant, Source source, long receivedAt) {
    return counts.computeIfAbsent(
        new Hour(tenant, source, Math.floorDiv(receivedAt, HOUR_MS)), hour -> new HourCounts());
  }

  /**
   * Adds it to what is kept.
   *
   * @throws ConcurrentChange if another consumer was the first of the hour at this very moment
   */
  public void write(Connection transaction) throws SQLException {
    if (counts.isEmpty()) {
      return;
    }
    List<Map.Entry<Hour, HourCounts>> added = new ArrayList<>();
    Map<Hour, HourCounts> kept = kept(transaction);
    for (var entry : counts.entrySet()) {
      HourCounts before = kept.get(entry.getKey());
      if (before == null) {
        added.add(entry);
      } else {
        entry.getValue().add(before.totals(), encoded(before.delay()), encoded(before.ahead()));
      }
    }
    insert(transaction, added);
    update(
        transaction, counts.entrySet().stream().filter(e -> kept.containsKey(e.getKey())).toList());
    markDays(transaction);
    counts.clear();
  }

  private Map<Hour, HourCounts> kept(Connection transaction) throws SQLException {
    Map<Hour, HourCounts> kept = new HashMap<>();
    try (PreparedStatement select =
        transaction.prepareStatement(
            """
            SELECT h.tenant_id, h.source, h.system, h.hour, h.received, h.duplicates, h.dead, h.late,
              h.future, h.last_at, h.delay, h.ahead
            FROM unnest(?::uuid[], ?::text[], ?::text[], ?::timestamptz[]) AS k (tenant_id, source, system, hour)
            JOIN intake_hour h USING (tenant_id, source, system, hour)
            ORDER BY 1, 2, 3, 4 FOR UPDATE OF h
            """)) {
      bindKeys(transaction, select, List.copyOf(counts.entrySet()), 1);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          HourCounts counted = new HourCounts();
          counted.add(totals(row, 5), row.getBytes(11), row.getBytes(12));
          kept.put(
              new Hour(
                  row.getObject(1, UUID.class),
                  new Source(row.getString(2), row.getString(3)),
                  Math.floorDiv(row.getTimestamp(4).getTime(), HOUR_MS)),
              counted);
        }
      }
    }
    return kept;
  }

  /** The counts in six columns from that one on. */
  static HourCounts.Totals totals(ResultSet row, int column) throws SQLException {
    return new HourCounts.Totals(
        row.getLong(column),
        row.getLong(column + 1),
        row.getLong(column + 2),
        row.getLong(column + 3),
        row.getLong(column + 4),
        row.getTimestamp(column + 5).getTime());
  }

  private static void insert(Connection transaction, List<Map.Entry<Hour, HourCounts>> rows)
      throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    try (PreparedStatement insert =
        transaction.prepareStatement(
            """
            INSERT INTO intake_hour (tenant_id, source, system, hour, received, duplicates, dead, late, future,
              last_at, delay, ahead)
            SELECT * FROM unnest(?::uuid[], ?::text[], ?::text[], ?::timestamptz[], ?::bigint[], ?::bigint[],
              ?::bigint[], ?::bigint[], ?::bigint[], ?::timestamptz[], ?::bytea[], ?::bytea[])
            ON CONFLICT DO NOTHING
            """)) {
      bindKeys(transaction, insert, rows, 1);
      bindCounts(transaction, insert, rows, 5);
      if (insert.executeUpdate() != rows.size()) {
        throw new ConcurrentChange("another consumer was the first of an hour");
      }
    }
  }

  private static void update(Connection transaction, List<Map.Entry<Hour, HourCounts>> rows)
      throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    try (PreparedStatement update =
        transaction.prepareStatement(
            """
            UPDATE intake_hour h SET received = c.received, duplicates = c.duplicates, dead = c.dead,
              late = c.late, future = c.future, last_at = c.last_at, delay = c.delay, ahead = c.ahead
            FROM unnest(?::uuid[], ?::text[], ?::text[], ?::timestamptz[], ?::bigint[], ?::bigint[],
              ?::bigint[], ?::bigint[], ?::bigint[], ?::timestamptz[], ?::bytea[], ?::bytea[])
              AS c (tenant_id, source, system, hour, received, duplicates, dead, late, future, last_at, delay, ahead)
            WHERE h.tenant_id = c.tenant_id AND h.source = c.source AND h.system = c.system AND h.hour = c.hour
            """)) {
      bindKeys(transaction, update, rows, 1);
      bindCounts(transaction, update, rows, 5);
      update.executeUpdate();
    }
  }

  private void markDays(Connection transaction) throws SQLException {
    NavigableMap<Hour, Integer> days = new TreeMap<>();
    for (Hour hour : counts.keySet()) {
      long day = Math.floorDiv(hour.hour(), HOURS_A_DAY);
      int bit = 1 << Math.floorMod(hour.hour(), HOURS_A_DAY);
      days.merge(new Hour(hour.tenant(), hour.source(), day), bit, (a, b) -> a | b);
    }
    try (PreparedStatement upsert =
        transaction.prepareStatement(
            """
            INSERT INTO source_day AS d (tenant_id, source, system, day, hours)
            SELECT * FROM unnest(?::uuid[], ?::text[], ?::text[], ?::date[], ?::int[])
            ON CONFLICT (tenant_id, source, system, day) DO UPDATE SET hours = d.hours | excluded.hours
            WHERE d.hours <> d.hours | excluded.hours
            """)) {
      List<Hour> keys = List.copyOf(days.keySet());
      bind(transaction, upsert, 1, "uuid", keys, Hour::tenant);
      bind(transaction, upsert, 2, "text", keys, key -> key.source().source());
      bind(transaction, upsert, 3, "text", keys, key -> key.source().system());
      bind(
          transaction, upsert, 4, "text", keys, key -> LocalDate.ofEpochDay(key.hour()).toString());
      bind(transaction, upsert, 5, "int4", keys, days::get);
      upsert.executeUpdate();
    }
  }

  private static void bindKeys(
      Connection transaction,
      PreparedStatement statement,
      List<Map.Entry<Hour, HourCounts>> rows,
      int from)
      throws SQLException {
    bind(transaction, statement, from, "uuid", rows, row -> row.getKey().tenant());
    bind(transaction, statement, from + 1, "text", rows, row -> row.getKey().source().source());
    bind(transaction, statement, from + 2, "text", rows, row -> row.getKey().source().system());
    bind(
        transaction,
        statement,
        from + 3,
        "timestamptz",
        rows,
        row -> new Timestamp(row.getKey().hour() * HOUR_MS));
  }

  private static void bindCounts(
      Connection transaction,
      PreparedStatement statement,
      List<Map.Entry<Hour, HourCounts>> rows,
      int from)
      throws SQLException {
    List<Function<HourCounts.Totals, Object>> columns =
        List.of(
            HourCounts.Totals::received,
            HourCounts.Totals::duplicates,
            HourCounts.Totals::dead,
            HourCounts.Totals::late,
            HourCounts.Totals::future);
    int column = from;
    for (var one : columns) {
      bind(
          transaction,
          statement,
          column++,
          "int8",
          rows,
          row -> one.apply(row.getValue().totals()));
    }
    bind(
        transaction,
        statement,
        column++,
        "timestamptz",
        rows,
        row -> new Timestamp(row.getValue().totals().lastAt()));
    bind(transaction, statement, column++, "bytea", rows, row -> encoded(row.getValue().delay()));
    bind(transaction, statement, column, "bytea", rows, row -> encoded(row.getValue().ahead()));
  }

  private static byte @Nullable [] encoded(Histogram histogram) {
    return histogram.isEmpty() ? null : histogram.encode();
  }

  private static <T> void bind(
      Connection transaction,
      PreparedStatement statement,
      int column,
      String type,
      List<T> rows,
      Function<T, @Nullable Object> value)
      throws SQLException {
    Object[] values = type.equals("bytea") ? new byte[rows.size()][] : new Object[rows.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = value.apply(rows.get(i));
    }
    statement.setArray(column, transaction.createArrayOf(type, values));
  }
}
