package dev.steadfast.goals.benchmark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.steadfast.platform.access.Caller;
import dev.steadfast.platform.problem.ProblemException;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The figures that the calling tenant has added. */
@ApplicationScoped
class BenchmarkRepository {
  private static final String SELECT =
      "SELECT id, version, document, created_at, created_by, changed_at, changed_by FROM benchmark"
          + " WHERE tenant_id = ?";

  private final AgroalDataSource dataSource;
  private final Caller caller;
  private final ObjectMapper json;

  @Inject
  BenchmarkRepository(AgroalDataSource dataSource, Caller caller, ObjectMapper json) {
    this.dataSource = dataSource;
    this.caller = caller;
    this.json = json;
  }

  /**
   * The figure.
   *
   * @throws ProblemException {@code not-found}
   */
  StoredBenchmark require(UUID id) {
    return one(id, query(SELECT + " AND id = ?", caller.tenant(), id));
  }

  /**
   * The figure, which nobody else changes until the transaction ends.
   *
   * @throws ProblemException {@code not-found}
   */
  StoredBenchmark requireForChange(UUID id) {
    return one(id, query(SELECT + " AND id = ? FOR UPDATE", caller.tenant(), id));
  }

  private static StoredBenchmark one(UUID id, List<StoredBenchmark> found) {
    return found.stream().findFirst().orElseThrow(() -> ProblemException.notFound("benchmark", id));
  }

  /** As many at most of those that the filter shows, before that id; newest first. */
  List<StoredBenchmark> list(BenchmarkFilter filter, UUID before, int limit) {
    String metric = filter.metric() == null ? null : filter.metric().key();
    return query(
        SELECT
            + " AND (?::text IS NULL OR metric = ?) AND (?::text IS NULL OR industry = ?)"
            + " AND (?::text IS NULL OR channel = ?) AND id < ? ORDER BY id DESC LIMIT ?",
        caller.tenant(),
        metric,
        metric,
        filter.industry(),
        filter.industry(),
        filter.channel(),
        filter.channel(),
        before,
        limit);
  }

  void insert(StoredBenchmark benchmark) {
    update(
        "INSERT INTO benchmark (tenant_id, id, version, metric, industry, channel, document, created_at,"
            + " created_by, changed_at, changed_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        caller.tenant(),
        benchmark.id(),
        benchmark.version(),
        benchmark.document().metric(),
        benchmark.document().industry(),
        benchmark.document().channel(),
        text(benchmark.document()),
        benchmark.createdAt(),
        benchmark.createdBy(),
        benchmark.changedAt(),
        benchmark.changedBy());
  }

  /** Keeps the next version. */
  void update(StoredBenchmark benchmark) {
    update(
        "UPDATE benchmark SET version = ?, metric = ?, industry = ?, channel = ?, document = ?, changed_at = ?,"
            + " changed_by = ? WHERE tenant_id = ? AND id = ?",
        benchmark.version(),
        benchmark.document().metric(),
        benchmark.document().industry(),
        benchmark.document().channel(),
        text(benchmark.document()),
        benchmark.changedAt(),
        benchmark.changedBy(),
        caller.tenant(),
        benchmark.id());
  }

  void delete(UUID id) {
    update("DELETE FROM benchmark WHERE tenant_id = ? AND id = ?", caller.tenant(), id);
  }

  private List<StoredBenchmark> query(String sql, @Nullable Object... values) {
    List<StoredBenchmark> found = new ArrayList<>();
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(sql)) {
      bind(select, values);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          found.add(
              new StoredBenchmark(
                  row.getObject(1, UUID.class),
                  row.getLong(2),
                  json.readValue(row.getString(3), BenchmarkRequest.class),
                  row.getObject(4, OffsetDateTime.class),
                  row.getString(5),
                  row.getObject(6, OffsetDateTime.class),
                  row.getString(7)));
        }
      }
    } catch (SQLException | JsonProcessingException e) {
      throw new IllegalStateException("benchmarks cannot be read", e);
    }
    return found;
  }

  private void update(String sql, @Nullable Object... values) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement update = connection.prepareStatement(sql)) {
      bind(update, values);
      update.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException("the benchmark could not be kept", e);
    }
  }

  private static void bind(PreparedStatement statement, @Nullable Object... values)
      throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
  }

  private String text(BenchmarkRequest document) {
    try {
      return json.writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a benchmark cannot be written as JSON", e);
    }
  }
}
