package dev.steadfast.metrics.sla;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.steadfast.metrics.rules.RuleRevisions;
import dev.steadfast.metrics.rules.TargetSchedules;
import dev.steadfast.metrics.schedule.ScheduleReader;
import dev.steadfast.metrics.timeline.TargetClock;
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
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The policies of the calling tenant, and what they change about counting. */
@ApplicationScoped
class SlaPolicyRepository {
  private static final String COLUMNS =
      "SELECT p.id, v.version, v.document, v.valid_from, p.created_at, p.created_by, v.changed_at, v.changed_by"
          + " FROM sla_policy p JOIN sla_policy_version v ON v.tenant_id = p.tenant_id AND v.policy_id = p.id";
  private static final String NEWEST = COLUMNS + " AND v.version = p.version WHERE p.tenant_id = ?";

  private final AgroalDataSource dataSource;
  private final Caller caller;
  private final ScheduleReader schedules;
  private final ObjectMapper json;
  private final Clock clock;

  @Inject
  SlaPolicyRepository(
      AgroalDataSource dataSource,
      Caller caller,
      ScheduleReader schedules,
      ObjectMapper json,
      Clock clock) {
    this.dataSource = dataSource;
    this.caller = caller;
    this.schedules = schedules;
    this.json = json;
    this.clock = clock;
  }

  /**
   * The policy.
   *
   * @throws ProblemException {@code not-found}
   */
  StoredPolicy require(UUID id) {
    return one(id, query(NEWEST + " AND p.id = ?", caller.tenant(), id));
  }

  /**
   * The policy, which nobody else changes until the transaction ends.
   *
   * @throws ProblemException {@code not-found}
   */
  StoredPolicy requireForChange(UUID id) {
    return one(id, query(NEWEST + " AND p.id = ? FOR UPDATE OF p", caller.tenant(), id));
  }

  private static StoredPolicy one(UUID id, List<StoredPolicy> found) {
    return found.stream()
        .findFirst()
        .orElseThrow(() -> ProblemException.notFound("service level policy", id));
  }

  /** In the order in which they apply; one more than the limit if there are more. */
  List<StoredPolicy> list(@Nullable Cursor after, int limit) {
    return query(
        NEWEST + " AND (p.position, p.id) > (?, ?) ORDER BY p.position, p.id LIMIT ?",
        caller.tenant(),
        after == null ? -1 : after.number(0),
        after == null ? new UUID(0, 0) : after.uuid(1),
        limit + 1);
  }

  /** All versions of a policy, the newest first. */
  List<StoredPolicy> versions(UUID id) {
    return query(
        COLUMNS + " WHERE p.tenant_id = ? AND p.id = ? ORDER BY v.version DESC",
        caller.tenant(),
        id);
  }

  /** How many there are; nobody makes another until the transaction ends. */
  int countForChange() {
    return with(
        "policies cannot be counted",
        connection -> {
          try (PreparedStatement lock =
                  connection.prepareStatement(
                      "SELECT pg_advisory_xact_lock(hashtextextended('sla-policies|' || ?, 0))");
              PreparedStatement count =
                  connection.prepareStatement(
                      "SELECT count(*) FROM sla_policy WHERE tenant_id = ?")) {
            lock.setString(1, caller.tenant().toString());
            lock.execute();
            count.setObject(1, caller.tenant());
            try (ResultSet row = count.executeQuery()) {
              row.next();
              return row.getInt(1);
            }
          }
        });
  }

  /** The schedule as a clock; empty if there is none. */
  Optional<TargetClock.Business> schedule(UUID id) {
    return with(
        "a schedule cannot be read",
        connection ->
            schedules
                .choose(connection, caller.tenant(), id)
                .map(one -> new TargetClock.Business(id, one.version(), one.hours())));
  }

  void insert(StoredPolicy policy) {
    update(
        "INSERT INTO sla_policy (tenant_id, id, version, position, created_at, created_by)"
            + " VALUES (?, ?, ?, ?, ?, ?)",
        caller.tenant(),
        policy.id(),
        policy.version(),
        positionOf(policy),
        policy.createdAt(),
        policy.createdBy());
    insertVersion(policy);
  }

  /** Keeps the next version. */
  void update(StoredPolicy policy) {
    update(
        "UPDATE sla_policy SET version = ?, position = ? WHERE tenant_id = ? AND id = ?",
        policy.version(),
        positionOf(policy),
        caller.tenant(),
        policy.id());
    insertVersion(policy);
  }

  private static int positionOf(StoredPolicy policy) {
    Integer position = policy.document().position();
    return position == null ? 0 : position;
  }

  private void insertVersion(StoredPolicy policy) {
    update(
        "INSERT INTO sla_policy_version (tenant_id, policy_id, version, valid_from, document, changed_at,"
            + " changed_by) VALUES (?, ?, ?, ?, ?, ?, ?)",
        caller.tenant(),
        policy.id(),
        policy.version(),
        policy.validFrom(),
        text(policy.document()),
        policy.changedAt(),
        policy.changedBy());
  }

  void delete(UUID id) {
    update("DELETE FROM sla_policy WHERE tenant_id = ? AND id = ?", caller.tenant(), id);
  }

  /** Changes what counts, and has everything counted anew. */
  void decide(UUID policy, Collection<UUID> usedSchedules, Consumer<ObjectNode> change) {
    with(
        "counting rules cannot be made",
        connection -> {
          TargetSchedules.use(connection, caller.tenant(), policy, usedSchedules);
          return RuleRevisions.next(connection, caller.tenant(), caller.subject(), clock, change);
        });
  }

  @FunctionalInterface
  private interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  private <T> T with(String failure, Work<T> work) {
    try (Connection connection = dataSource.getConnection()) {
      return work.on(connection);
    } catch (SQLException e) {
      throw new IllegalStateException(failure, e);
    }
  }

  private List<StoredPolicy> query(String sql, Object... values) {
    return with(
        "policies cannot be read",
        connection -> {
          List<StoredPolicy> found = new ArrayList<>();
          try (PreparedStatement select = connection.prepareStatement(sql)) {
            bind(select, values);
            try (ResultSet row = select.executeQuery()) {
              while (row.next()) {
                found.add(policyOf(row));
              }
            }
          }
          return found;
        });
  }

  private StoredPolicy policyOf(ResultSet row) throws SQLException {
    try {
      return new StoredPolicy(
          row.getObject(1, UUID.class),
          row.getLong(2),
          json.readValue(row.getString(3), SlaPolicyRequest.class),
          row.getObject(4, OffsetDateTime.class),
          row.getObject(5, OffsetDateTime.class),
          row.getString(6),
          row.getObject(7, OffsetDateTime.class),
          row.getString(8));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a policy is not JSON", e);
    }
  }

  private void update(String sql, Object... values) {
    with(
        "the policy could not be kept",
        connection -> {
          try (PreparedStatement update = connection.prepareStatement(sql)) {
            bind(update, values);
            return update.executeUpdate();
          }
        });
  }

  private static void bind(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
  }

  private String text(SlaPolicyRequest document) {
    try {
      return json.writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a policy cannot be written as JSON", e);
    }
  }
}
