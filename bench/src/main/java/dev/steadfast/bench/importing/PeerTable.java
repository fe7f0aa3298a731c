package dev.steadfast.bench.importing;

import dev.steadfast.bench.BenchFailure;
import dev.steadfast.bench.machine.CpuTime;
import dev.steadfast.bench.suite.RunningSuite;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * A table with the columns and the primary key of the raw events, filled by plain means over one
 * connection. It is not partitioned and has no row-level security, which both favour the peers.
 */
final class PeerTable {
  private static final String TABLE = "bench.raw_event";

  /** How an INSERT of many rows may be written. */
  enum InsertForm {
    VALUES("one VALUES row an event"),
    UNNEST("unnest of one array a column");

    private final String text;

    InsertForm(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }
  }

  /**
   * One filling of the table.
   *
   * @param cpu of PostgreSQL and of this process; the idle services are left out
   */
  record Round(int rows, double seconds, double cpu) {
    double perSecond() {
      return rows / seconds;
    }

    double perCpuSecond() {
      return rows / cpu;
    }

    /** For the file of results. */
    Map<String, Object> facts() {
      return Map.of("seconds", seconds, "rowsPerSecond", perSecond(), "cpuSeconds", cpu);
    }
  }

  private interface Filling {
    void run(Connection database) throws SQLException;
  }

  private final RunningSuite suite;
  private final RawRows raw;

  PeerTable(RunningSuite suite, RawRows raw) throws SQLException {
    this.suite = suite;
    this.raw = raw;
    try (Connection database = suite.connect();
        Statement statement = database.createStatement()) {
      statement.execute("CREATE SCHEMA bench");
      statement.execute("CREATE TABLE bench.raw_event (LIKE metrics.raw_event INCLUDING ALL)");
    }
  }

  int rows() {
    return raw.rows().size();
  }

  /** One transaction; the bytes are ready beforehand. */
  Round copy() throws SQLException {
    return measured(rows(), this::copyAll);
  }

  private void copyAll(Connection database) throws SQLException {
    CopyIn copy =
        database
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn("COPY " + TABLE + " (" + RawRows.COLUMNS + ") FROM STDIN BINARY");
    for (byte[] chunk : raw.binary()) {
      copy.writeToCopy(chunk, 0, chunk.length);
    }
    copy.endCopy();
  }

  /** Statements of 1,000 rows, each committed: a sender that waits for it has them for good. */
  Round insert(InsertForm form) throws SQLException {
    return insert(form, rows());
  }

  /** The same with the first rows only. */
  Round insert(InsertForm form, int rows) throws SQLException {
    return measured(rows, database -> insertAll(database, form, raw.rows().subList(0, rows)));
  }

  private static void insertAll(Connection database, InsertForm form, List<RawRows.Row> rows)
      throws SQLException {
    int size = Math.min(rows.size(), ImportOptions.BATCH);
    try (PreparedStatement insert = database.prepareStatement(sql(form, size))) {
      for (int from = 0; from < rows.size(); from += size) {
        List<RawRows.Row> batch = rows.subList(from, Math.min(rows.size(), from + size));
        if (batch.size() < size) {
          insertAll(database, form, batch);
          return;
        }
        switch (form) {
          case VALUES -> bindValues(insert, batch);
          case UNNEST -> bindArrays(insert, batch);
        }
        if (insert.executeUpdate() != batch.size()) {
          throw new BenchFailure("the INSERT met rows that were there");
        }
      }
    }
  }

  private static String sql(InsertForm form, int size) {
    String rows =
        switch (form) {
          case VALUES ->
              "VALUES " + String.join(", ", Collections.nCopies(size, "(?, ?, ?, ?, ?, ?, ?)"));
          case UNNEST ->
              "SELECT * FROM unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::date[], ?::timestamptz[],"
                  + " ?::text[], ?::text[])";
        };
    return "INSERT INTO "
        + TABLE
        + " ("
        + RawRows.COLUMNS
        + ") "
        + rows
        + " ON CONFLICT DO NOTHING";
  }

  private static void bindValues(PreparedStatement insert, List<RawRows.Row> rows)
      throws SQLException {
    int at = 1;
    for (RawRows.Row row : rows) {
      insert.setObject(at++, row.tenant());
      insert.setObject(at++, row.interaction());
      insert.setObject(at++, row.key());
      insert.setObject(at++, row.receivedOn());
      insert.setObject(at++, row.occurredAt());
      insert.setString(at++, row.type());
      insert.setString(at++, row.event());
    }
  }

  private static void bindArrays(PreparedStatement insert, List<RawRows.Row> rows)
      throws SQLException {
    array(insert, 1, "uuid", rows, RawRows.Row::tenant);
    array(insert, 2, "uuid", rows, RawRows.Row::interaction);
    array(insert, 3, "uuid", rows, RawRows.Row::key);
    array(insert, 4, "date", rows, row -> row.receivedOn().toString());
    array(insert, 5, "timestamptz", rows, row -> row.occurredAt().toString());
    array(insert, 6, "text", rows, RawRows.Row::type);
    array(insert, 7, "text", rows, RawRows.Row::event);
  }

  private static void array(
      PreparedStatement insert,
      int at,
      String type,
      List<RawRows.Row> rows,
      Function<RawRows.Row, Object> column)
      throws SQLException {
    Object[] values = rows.stream().map(column).toArray();
    insert.setArray(at, insert.getConnection().createArrayOf(type, values));
  }

  private Round measured(int rows, Filling filling) throws SQLException {
    try (Connection database = suite.connect();
        Statement statement = database.createStatement()) {
      statement.execute("TRUNCATE " + TABLE);
      suite.settle();
      suite.checkpoint();
      CpuTime before = suite.cpu();
      long begin = System.nanoTime();
      filling.run(database);
      double seconds = (System.nanoTime() - begin) / 1e9;
      double cpu = suite.cpu().since(before).total("postgresql", RunningSuite.LOAD_GENERATOR);
      try (ResultSet row = statement.executeQuery("SELECT count(*) FROM " + TABLE)) {
        row.next();
        if (row.getInt(1) != rows) {
          throw new BenchFailure(row.getInt(1) + " rows instead of " + rows);
        }
      }
      return new Round(rows, seconds, cpu);
    }
  }
}
