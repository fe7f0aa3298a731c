package dev.steadfast.metrics.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.steadfast.metrics.alert.AlertState.Coming;
import dev.steadfast.metrics.alert.Reading.Seen;
import dev.steadfast.platform.access.Caller;
import dev.steadfast.platform.http.Cursor;
import dev.steadfast.platform.problem.ProblemException;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rules of the calling tenant, and how they stand. */
@ApplicationScoped
class AlertRepository {
  static final UUID LAST = new UUID(-1, -1);
  private static final String SELECT =
      "SELECT r.id, r.version, r.document, r.created_at, r.created_by, r.changed_at, r.changed_by,"
          + " s.standing, s.since, s.to_be, s.to_be_since, s.told, s.evaluated_at, s.value, s.lower, s.upper, s.n,"
          + " s.reason FROM alert_rule r JOIN alert_state s ON s.tenant_id = r.tenant_id AND s.rule_id = r.id"
          + " WHERE r.tenant_id = ?";

  /** By the status that people see. Only enabled rules have one. */
  static final Map<String, String> STATUSES =
      Map.of(
          "all", "",
          "firing", " AND s.standing = 'firing'",
          "pending", " AND s.standing <> 'firing' AND s.to_be = 'firing'",
          "no-data", " AND s.standing = 'no-data' AND s.to_be IS NULL",
          "ok", " AND s.standing = 'ok' AND s.to_be IS DISTINCT FROM 'firing'");

  private final AgroalDataSource dataSource;
  private final Caller caller;
  private final ObjectMapper json;

  @Inject
  AlertRepository(AgroalDataSource dataSource, Caller caller, ObjectMapper json) {
    this.dataSource = dataSource;
    this.caller = caller;
    this.json = json;
  }

  /**
   * The rule.
   *
   * @throws ProblemException {@code not-found}
   */
  StoredRule require(UUID id) {
    return one(id, rules(SELECT + " AND r.id = ?", caller.tenant(), id));
  }

  /**
   * The rule, which nobody else changes or looks at until the transaction ends.
   *
   * @throws ProblemException {@code not-found}
   */
  StoredRule requireForChange(UUID id) {
    return one(id, rules(SELECT + " AND r.id = ? FOR UPDATE OF r", caller.tenant(), id));
  }

  private static StoredRule one(UUID id, List<StoredRule> found) {
    return found.stream()
        .findFirst()
        .orElseThrow(() -> ProblemException.notFound("alert rule", id));
  }

  /** Newest first; one more than the limit if there are more. */
  List<StoredRule> list(@Nullable Cursor after, int limit) {
    return rules(
        SELECT + " AND r.id < ? ORDER BY r.id DESC LIMIT ?",
        caller.tenant(),
        after == null ? LAST : after.uuid(0),
        limit + 1);
  }

  /** Those that are enabled and have that status, newest rule first. */
  List<StoredRule> standing(String status, @Nullable Cursor after, int limit) {
    return rules(
        SELECT
            + " AND r.enabled"
            + STATUSES.getOrDefault(status, "")
            + " AND r.id < ? ORDER BY r.id DESC LIMIT ?",
        caller.tenant(),
        after == null ? LAST : after.uuid(0),
        limit + 1);
  }

  /** Those to be looked at, which nobody changes meanwhile. */
  List<StoredRule> enabled() {
    return rules(SELECT + " AND r.enabled ORDER BY r.id FOR SHARE OF r", caller.tenant());
  }

  /** How many there are, enabled or not; nobody makes another until the transaction ends. */
  int countForChange() {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement lock =
            connection.prepareStatement(
                "SELECT pg_advisory_xact_lock(hashtextextended('alert-rules|' || ?, 0))");
        PreparedStatement count =
            connection.prepareStatement("SELECT count(*) FROM alert_rule WHERE tenant_id = ?")) {
      lock.setString(1, caller.tenant().toString());
      lock.execute();
      count.setObject(1, caller.tenant());
      try (ResultSet row = count.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("alert rules cannot be counted", e);
    }
  }

  void insert(StoredRule rule) {
    update(
        "INSERT INTO alert_rule (tenant_id, id, version, name, enabled, document, created_at, created_by,"
            + " changed_at, changed_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        caller.tenant(),
        rule.id(),
        rule.version(),
        String.valueOf(rule.document().name()),
        isEnabled(rule),
        text(rule.document()),
        rule.createdAt(),
        rule.createdBy(),
        rule.changedAt(),
        rule.changedBy());
    update(
        "INSERT INTO alert_state (tenant_id, rule_id, standing, since, told, reason) VALUES (?, ?, ?, ?, ?, ?)",
        caller.tenant(),
        rule.id(),
        rule.state().standing().code(),
        at(rule.state().since()),
        rule.state().told().code(),
        rule.seen().reason());
  }

  /** Keeps the next version. */
  void update(StoredRule rule) {
    update(
        "UPDATE alert_rule SET name = ?, enabled = ?, document = ?, version = ?, changed_at = ?, changed_by = ?"
            + " WHERE tenant_id = ? AND id = ?",
        String.valueOf(rule.document().name()),
        isEnabled(rule),
        text(rule.document()),
        rule.version(),
        rule.changedAt(),
        rule.changedBy(),
        caller.tenant(),
        rule.id());
    keepState(rule);
  }

  private static boolean isEnabled(StoredRule rule) {
    return rule.document().enabled() == null || rule.document().enabled();
  }

  void delete(UUID id) {
    update("DELETE FROM alert_rule WHERE tenant_id = ? AND id = ?", caller.tenant(), id);
  }

  /** Keeps how the rule stands. */
  void keepState(StoredRule rule) {
    AlertState state = rule.state();
    Seen seen = rule.seen();
    update(
        "UPDATE alert_state SET standing = ?, since = ?, to_be = ?, to_be_since = ?, told = ?, evaluated_at = ?,"
            + " value = ?, lower = ?, upper = ?, n = ?, reason = ? WHERE tenant_id = ? AND rule_id = ?",
        state.standing().code(),
        at(state.since()),
        state.toBe().map(coming -> coming.standing().code()).orElse(null),
        state.toBe().map(coming -> at(coming.since())).orElse(null),
        state.told().code(),
        state.evaluatedAt().map(AlertRepository::at).orElse(null),
        seen.value(),
        seen.lower(),
        seen.upper(),
        seen.n(),
        seen.reason(),
        caller.tenant(),
        rule.id());
  }

  private List<StoredRule> rules(String sql, Object... values) {
    List<StoredRule> found = new ArrayList<>();
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(sql)) {
      bind(select, values);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          found.add(
              new StoredRule(
                  row.getObject(1, UUID.class),
                  row.getLong(2),
                  json.readValue(row.getString(3), AlertRuleRequest.class),
                  row.getObject(4, OffsetDateTime.class),
                  row.getString(5),
                  row.getObject(6, OffsetDateTime.class),
                  row.getString(7),
                  state(row),
                  new Seen(
                      row.getObject(14, Double.class),
                      row.getObject(15, Double.class),
                      row.getObject(16, Double.class),
                      row.getLong(17),
                      row.getString(18))));
        }
      }
    } catch (SQLException | JsonProcessingException e) {
      throw new IllegalStateException("alert rules cannot be read", e);
    }
    return found;
  }

  private static AlertState state(ResultSet row) throws SQLException {
    String toBe = row.getString(10);
    return new AlertState(
        Standing.of(row.getString(8)),
        row.getObject(9, OffsetDateTime.class).toInstant(),
        toBe == null
            ? Optional.empty()
            : Optional.of(
                new Coming(Standing.of(toBe), row.getObject(11, OffsetDateTime.class).toInstant())),
        Standing.of(row.getString(12)),
        Optional.ofNullable(row.getObject(13, OffsetDateTime.class))
            .map(OffsetDateTime::toInstant));
  }

  private void update(String sql, @Nullable Object... values) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement update = connection.prepareStatement(sql)) {
      bind(update, values);
      update.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException("the alert rule could not be kept", e);
    }
  }

  private static void bind(PreparedStatement statement, @Nullable Object... values)
      throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private String text(AlertRuleRequest document) {
    try {
      return json.writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("an alert rule cannot be written as JSON", e);
    }
  }
}
