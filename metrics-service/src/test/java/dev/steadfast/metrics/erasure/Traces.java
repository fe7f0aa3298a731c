package dev.steadfast.metrics.erasure;

import static org.awaitility.Awaitility.await;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.steadfast.metrics.redaction.PersonKind;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;

/** Looks for a text in every row of every table of the service. */
record Traces(DataSource worker) {

  /** In how many rows of the tenant the text is, by table; the outbox is waited for. */
  Map<String, Integer> of(UUID tenant, String text) throws SQLException {
    await().until(() -> count("outbox", "true", null, text) == 0);
    Map<String, Integer> traces = new TreeMap<>();
    for (String table : tables()) {
      int rows = count(table, "t.tenant_id = ?", tenant, text);
      if (rows > 0) {
        traces.put(table, rows);
      }
    }
    return traces;
  }

  private List<String> tables() throws SQLException {
    List<String> tables = new ArrayList<>();
    try (Connection connection = worker.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                """
                SELECT c.relname FROM pg_class c
                JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id'
                WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p')
                  AND NOT c.relispartition
                """);
        ResultSet row = select.executeQuery()) {
      while (row.next()) {
        tables.add(row.getString(1));
      }
    }
    return tables;
  }

  /** Bytes are shown in hexadecimal digits. */
  private int count(
      String table, String condition, @org.jspecify.annotations.Nullable UUID tenant, String text)
      throws SQLException {
    String sql =
        "SELECT count(*) FROM "
            + table
            + " t WHERE "
            + condition
            + " AND (strpos(t::text, ?) > 0 OR strpos(t::text, ?) > 0)";
    try (Connection connection = worker.getConnection();
        PreparedStatement select = connection.prepareStatement(sql)) {
      int at = 1;
      if (tenant != null) {
        select.setObject(at++, tenant);
      }
      select.setString(at++, text);
      select.setString(at, HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8)));
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    }
  }

  /** An erasure that a process of that name runs. */
  ErasureJob running(UUID tenant, PersonKind kind, String reference, UUID owner)
      throws SQLException {
    UUID id = UuidCreator.getTimeOrderedEpoch();
    execute(
        "INSERT INTO erasure_key (tenant_id, secret) VALUES (?, 'secret') ON CONFLICT DO NOTHING",
        tenant);
    execute(
        "INSERT INTO erasure (tenant_id, id, state, kind, mode, person_hash, pseudonym, reference, requested_at,"
            + " requested_by, lease_owner, leased_until) VALUES (?, ?, 'running', ?, 'pseudonymise', ?,"
            + " 'erased-00000001', ?, now(), 'test', ?, now() + interval '1 hour')",
        tenant,
        id,
        kind.text(),
        new dev.steadfast.metrics.redaction.PersonHash("secret".getBytes(StandardCharsets.UTF_8))
            .of(kind, reference),
        reference,
        owner);
    return new ErasureJob(
        tenant, id, kind, ErasureMode.PSEUDONYMISE, reference, "erased-00000001", false);
  }

  void execute(String sql, Object... values) throws SQLException {
    try (Connection connection = worker.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.executeUpdate();
      if (!connection.getAutoCommit()) {
        connection.commit();
      }
    }
  }
}
