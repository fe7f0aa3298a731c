package dev.steadfast.goals.measure;

import dev.steadfast.core.measure.Interval;
import dev.steadfast.goals.progress.Evaluation;
import dev.steadfast.goals.progress.Measurement;
import dev.steadfast.goals.progress.Status;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table of how goals stand. */
final class Standings {
  private static final String UPSERT =
      """
      INSERT INTO goal_standing (tenant_id, goal_id, evaluated_at, status, value, lower, upper, n,
        progress, expected, verdict, verdict_reason, reached, window_from, window_to, newest_day,
        zone, told_progress, told_status, pending_status, pending_count)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (tenant_id, goal_id) DO UPDATE SET evaluated_at = excluded.evaluated_at,
        status = excluded.status, value = excluded.value, lower = excluded.lower,
        upper = excluded.upper, n = excluded.n, progress = excluded.progress,
        expected = excluded.expected, verdict = excluded.verdict,
        verdict_reason = excluded.verdict_reason, reached = excluded.reached,
        window_from = excluded.window_from, window_to = excluded.window_to,
        newest_day = excluded.newest_day, zone = excluded.zone,
        told_progress = excluded.told_progress, told_status = excluded.told_status,
        pending_status = excluded.pending_status, pending_count = excluded.pending_count
      """;

  private Standings() {}

  /** One row to write. */
  record Row(
      ActiveGoal goal,
      Evaluation evaluation,
      Told told,
      @Nullable ZoneId zone,
      OffsetDateTime evaluatedAt) {}

  /**
   * Locks the rows until the transaction ends and says what has been told. Whoever locks last sees
   * all cells stored before, since each statement sees what has committed by then.
   */
  static Map<UUID, Told> lock(Connection connection, List<ActiveGoal> goals) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            SELECT goal_id, told_progress, told_status, pending_status, pending_count
            FROM goal_standing
            WHERE (tenant_id, goal_id) IN (SELECT * FROM unnest(?::uuid[], ?::uuid[]))
            ORDER BY tenant_id, goal_id FOR UPDATE
            """)) {
      select.setArray(
          1, connection.createArrayOf("uuid", goals.stream().map(ActiveGoal::tenant).toArray()));
      select.setArray(
          2, connection.createArrayOf("uuid", goals.stream().map(ActiveGoal::id).toArray()));
      Map<UUID, Told> told = new HashMap<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          double progress = row.getDouble(2);
          OptionalDouble toldProgress =
              row.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(progress);
          told.put(
              row.getObject(1, UUID.class),
              new Told(
                  toldProgress,
                  Status.named(row.getString(3)),
                  Optional.ofNullable(row.getString(4)).map(Status::named),
                  row.getInt(5)));
        }
      }
      return told;
    }
  }

  /** Writes the rows. */
  static void store(Connection connection, List<Row> rows) throws SQLException {
    try (PreparedStatement upsert = connection.prepareStatement(UPSERT)) {
      for (Row row : rows) {
        bind(upsert, row);
        upsert.addBatch();
      }
      upsert.executeBatch();
    }
  }

  private static void bind(PreparedStatement upsert, Row row) throws SQLException {
    Evaluation evaluation = row.evaluation();
    Optional<Measurement> measured = evaluation.measurement();
    Optional<Interval> interval = measured.flatMap(Measurement::interval);
    upsert.setObject(1, row.goal().tenant());
    upsert.setObject(2, row.goal().id());
    upsert.setObject(3, row.evaluatedAt());
    upsert.setString(4, evaluation.status().code());
    upsert.setObject(5, measured.map(Measurement::value).orElse(null), Types.DOUBLE);
    upsert.setObject(6, interval.map(Interval::lower).orElse(null), Types.DOUBLE);
    upsert.setObject(7, interval.map(Interval::upper).orElse(null), Types.DOUBLE);
    upsert.setLong(8, measured.map(Measurement::n).orElse(0L));
    number(upsert, 9, evaluation.progress(row.goal().target()));
    number(upsert, 10, evaluation.expected());
    upsert.setString(11, evaluation.verdict().code());
    upsert.setString(12, evaluation.verdict().doubt().orElse(null));
    upsert.setString(13, evaluation.reached().code());
    date(upsert, 14, evaluation.window().map(days -> days.from()));
    date(upsert, 15, evaluation.window().map(days -> days.to()));
    date(upsert, 16, evaluation.newestDay());
    upsert.setString(17, row.zone() == null ? null : row.zone().getId());
    number(upsert, 18, row.told().progress());
    upsert.setString(19, row.told().status().code());
    upsert.setString(20, row.told().pending().map(Status::code).orElse(null));
    upsert.setInt(21, row.told().pendingCount());
  }

  private static void number(PreparedStatement statement, int at, OptionalDouble value)
      throws SQLException {
    if (value.isPresent()) {
      statement.setDouble(at, value.getAsDouble());
    } else {
      statement.setNull(at, Types.DOUBLE);
    }
  }

  private static void date(PreparedStatement statement, int at, Optional<LocalDate> day)
      throws SQLException {
    statement.setObject(at, day.orElse(null), Types.DATE);
  }
}
