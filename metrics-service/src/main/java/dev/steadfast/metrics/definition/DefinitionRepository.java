package dev.steadfast.metrics.definition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.platform.access.Caller;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The metrics of the calling tenant. Deleted ones and retired versions are not there. */
@ApplicationScoped
class DefinitionRepository {
  private static final String SELECT =
      "SELECT key, document, definition, numerator, denominator, v.created_at, v.created_by, ready_at"
          + " FROM own_metric_version v JOIN own_metric m USING (tenant_id, key)"
          + " WHERE tenant_id = ? AND retired_at IS NULL AND deleted_at IS NULL";
  private static final String ORDER = " ORDER BY key, v.version DESC";

  private final AgroalDataSource dataSource;
  private final Caller caller;
  private final ObjectMapper json;

  @Inject
  DefinitionRepository(AgroalDataSource dataSource, Caller caller, ObjectMapper json) {
    this.dataSource = dataSource;
    this.caller = caller;
    this.json = json;
  }

  /** That of the key; empty as well for a text that is no key. */
  Optional<StoredMetric> find(String key) {
    return DefinitionRules.isKey(key)
        ? query(SELECT + " AND key = ?" + ORDER, caller.tenant(), key).stream().findFirst()
        : Optional.empty();
  }

  /** In the order of their keys. */
  List<StoredMetric> all() {
    return query(SELECT + ORDER, caller.tenant());
  }

  /** Nobody else changes metrics of the tenant until the transaction ends. */
  void lock() {
    run(
        "SELECT pg_advisory_xact_lock(hashtextextended('own-metrics|' || ?, 0))",
        caller.tenant().toString());
  }

  /** The last version that the key had, also before it was deleted; 0 if it never was. */
  int lastVersion(String key) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "SELECT version FROM own_metric WHERE tenant_id = ? AND key = ?")) {
      bind(select, caller.tenant(), key);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? row.getInt(1) : 0;
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the version of a metric cannot be read", e);
    }
  }

  /** Keeps a version. It is ready once everything is counted by that revision. */
  void insert(StoredVersion version, long revision) {
    MetricDefinition metric = version.metric();
    run(
        "INSERT INTO own_metric (tenant_id, key, version, created_at, created_by) VALUES (?, ?, ?, ?, ?)"
            + " ON CONFLICT (tenant_id, key) DO UPDATE SET version = excluded.version, deleted_at = NULL",
        caller.tenant(),
        metric.key(),
        (short) metric.version(),
        version.createdAt(),
        version.createdBy());
    run(
        "INSERT INTO own_metric_version (tenant_id, key, version, document, definition, numerator, denominator,"
            + " revision, created_at, created_by, ready_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        caller.tenant(),
        metric.key(),
        (short) metric.version(),
        text(version.document()),
        text(metric),
        version.ratio().map(Ratio::numerator).orElse(null),
        version.ratio().map(Ratio::denominator).orElse(null),
        revision,
        version.createdAt(),
        version.createdBy(),
        version.readyAt().orElse(null));
  }

  /** The last revision of the rules, for what is not counted but computed. */
  long revision() {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "SELECT coalesce(max(revision), 0) FROM counting_rules WHERE tenant_id = ?")) {
      bind(select, caller.tenant());
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the revision of the rules cannot be read", e);
    }
  }

  void retire(MetricDefinition version, OffsetDateTime at) {
    run(
        "UPDATE own_metric_version SET retired_at = ? WHERE tenant_id = ? AND key = ? AND version = ?",
        at,
        caller.tenant(),
        version.key(),
        (short) version.version());
  }

  void delete(String key, OffsetDateTime at) {
    run(
        "UPDATE own_metric SET deleted_at = ? WHERE tenant_id = ? AND key = ?",
        at,
        caller.tenant(),
        key);
  }

  /** Notes by which schedules a metric measures, in the place of what was noted before. */
  void noteUses(String key, List<UUID> schedules) {
    String user = "metric " + key;
    run("DELETE FROM schedule_use WHERE tenant_id = ? AND used_by = ?", caller.tenant(), user);
    for (UUID schedule : schedules) {
      run(
          "INSERT INTO schedule_use (tenant_id, schedule_id, used_by) VALUES (?, ?, ?)",
          caller.tenant(),
          schedule,
          user);
    }
  }

  /** Whether there is that schedule; if so it stays until the transaction ends. */
  boolean keepSchedule(UUID schedule) {
    return exists(
        "SELECT 1 FROM schedule WHERE tenant_id = ? AND id = ? AND deleted_at IS NULL FOR SHARE",
        caller.tenant(),
        schedule);
  }

  /** Whether an alert rule watches the metric. */
  boolean isWatched(String key) {
    return exists(
        "SELECT 1 FROM alert_rule WHERE tenant_id = ? AND document::jsonb ->> 'metric' = ?",
        caller.tenant(),
        key);
  }

  /** How far the counting anew is, 0 to 1: ids of interactions are spread evenly. */
  double progress() {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "SELECT passed, finished_at IS NULL FROM recount WHERE tenant_id = ?")) {
      bind(select, caller.tenant());
      try (ResultSet row = select.executeQuery()) {
        if (!row.next() || !row.getBoolean(2)) {
          return 1;
        }
        UUID passed = row.getObject(1, UUID.class);
        return passed == null ? 0 : (passed.getMostSignificantBits() >>> 32) / 4_294_967_296.0;
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the progress cannot be read", e);
    }
  }

  private List<StoredMetric> query(String sql, Object... values) {
    Map<String, List<StoredVersion>> found = new LinkedHashMap<>();
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(sql)) {
      bind(select, values);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          found.computeIfAbsent(row.getString(1), key -> new ArrayList<>()).add(version(row));
        }
      }
    } catch (SQLException | JsonProcessingException e) {
      throw new IllegalStateException("metrics cannot be read", e);
    }
    return found.values().stream().map(StoredMetric::new).toList();
  }

  private StoredVersion version(ResultSet row) throws SQLException, JsonProcessingException {
    String numerator = row.getString(4);
    return new StoredVersion(
        json.readValue(row.getString(2), DefinitionRequest.class),
        json.readValue(row.getString(3), MetricDefinition.class),
        numerator == null ? Optional.empty() : Optional.of(new Ratio(numerator, row.getString(5))),
        row.getObject(6, OffsetDateTime.class),
        row.getString(7),
        Optional.ofNullable(row.getObject(8, OffsetDateTime.class)));
  }

  private boolean exists(String sql, Object... values) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(sql)) {
      bind(select, values);
      try (ResultSet row = select.executeQuery()) {
        return row.next();
      }
    } catch (SQLException e) {
      throw new IllegalStateException("what a metric needs cannot be read", e);
    }
  }

  private void run(String sql, @Nullable Object... values) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, values);
      statement.execute();
    } catch (SQLException e) {
      throw new IllegalStateException("the metric could not be kept", e);
    }
  }

  private static void bind(PreparedStatement statement, @Nullable Object... values)
      throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
  }

  private String text(Object thing) {
    try {
      return json.writeValueAsString(thing);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a metric cannot be written as JSON", e);
    }
  }
}
