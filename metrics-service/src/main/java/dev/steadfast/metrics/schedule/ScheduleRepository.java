package dev.steadfast.metrics.schedule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.steadfast.core.schedule.AffectedDates;
import dev.steadfast.core.schedule.Schedule;
import dev.steadfast.metrics.rules.TargetSchedules;
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
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The schedules of the calling tenant. Deleted ones are not there. */
@ApplicationScoped
class ScheduleRepository {
  private static final String SELECT =
      "SELECT id, version, document, created_at, created_by, changed_at, changed_by FROM schedule"
          + " WHERE tenant_id = ? AND deleted_at IS NULL";

  private final AgroalDataSource dataSource;
  private final Caller caller;
  private final ObjectMapper json;

  @Inject
  ScheduleRepository(AgroalDataSource dataSource, Caller caller, ObjectMapper json) {
    this.dataSource = dataSource;
    this.caller = caller;
    this.json = json;
  }

  /**
   * The schedule.
   *
   * @throws ProblemException {@code not-found}
   */
  StoredSchedule require(UUID id) {
    return one(id, query(SELECT + " AND id = ?", caller.tenant(), id));
  }

  /**
   * The schedule, which nobody else changes until the transaction ends.
   *
   * @throws ProblemException {@code not-found}
   */
  StoredSchedule requireForChange(UUID id) {
    return one(id, query(SELECT + " AND id = ? FOR UPDATE", caller.tenant(), id));
  }

  private static StoredSchedule one(UUID id, List<StoredSchedule> found) {
    return found.stream().findFirst().orElseThrow(() -> ProblemException.notFound("schedule", id));
  }

  /** Newest first; one more than the limit if there are more. */
  List<StoredSchedule> list(@Nullable Cursor after, int limit) {
    return query(
        SELECT + " AND id < ? ORDER BY id DESC LIMIT ?",
        caller.tenant(),
        after == null ? new UUID(-1, -1) : after.uuid(0),
        limit + 1);
  }

  void insert(StoredSchedule schedule) {
    update(
        "INSERT INTO schedule (tenant_id, id, version, name, document, created_at, created_by, changed_at,"
            + " changed_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        caller.tenant(),
        schedule.id(),
        schedule.version(),
        String.valueOf(schedule.document().name()),
        text(schedule.document()),
        schedule.createdAt(),
        schedule.createdBy(),
        schedule.changedAt(),
        schedule.changedBy());
  }

  /** Keeps the next version. */
  void update(StoredSchedule schedule) {
    update(
        "UPDATE schedule SET name = ?, document = ?, version = ?, changed_at = ?, changed_by = ?"
            + " WHERE tenant_id = ? AND id = ?",
        String.valueOf(schedule.document().name()),
        text(schedule.document()),
        schedule.version(),
        schedule.changedAt(),
        schedule.changedBy(),
        caller.tenant(),
        schedule.id());
  }

  /** Notes which dates the schedule measures otherwise since its present version. */
  void noteChange(StoredSchedule schedule, AffectedDates dates) {
    update(
        "INSERT INTO schedule_change (tenant_id, schedule_id, version, first_date, last_date, changed_at,"
            + " changed_by) VALUES (?, ?, ?, ?, ?, ?, ?)",
        caller.tenant(),
        schedule.id(),
        schedule.version(),
        dates.first(),
        dates.last(),
        schedule.changedAt(),
        schedule.changedBy());
  }

  /** Targets that are applied from now on go by the hours as they are now. */
  void changeTargets(StoredSchedule schedule, Schedule hours, Clock clock) {
    try (Connection connection = dataSource.getConnection()) {
      TargetSchedules.change(
          connection,
          caller.tenant(),
          caller.subject(),
          clock,
          new TargetClock.Business(schedule.id(), schedule.version(), hours));
    } catch (SQLException e) {
      throw new IllegalStateException("targets could not be given the schedule", e);
    }
  }

  void delete(UUID id, OffsetDateTime at) {
    update(
        "UPDATE schedule SET deleted_at = ? WHERE tenant_id = ? AND id = ?",
        at,
        caller.tenant(),
        id);
  }

  /** What measures by the schedule, the first ten. */
  List<String> uses(UUID id) {
    List<String> uses = new ArrayList<>();
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "SELECT used_by FROM schedule_use WHERE tenant_id = ? AND schedule_id = ?"
                    + " ORDER BY used_by LIMIT 10")) {
      bind(select, caller.tenant(), id);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          uses.add(row.getString(1));
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the uses of a schedule cannot be read", e);
    }
    return uses;
  }

  private List<StoredSchedule> query(String sql, Object... values) {
    List<StoredSchedule> found = new ArrayList<>();
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(sql)) {
      bind(select, values);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          found.add(
              new StoredSchedule(
                  row.getObject(1, UUID.class),
                  row.getLong(2),
                  json.readValue(row.getString(3), ScheduleRequest.class),
                  row.getObject(4, OffsetDateTime.class),
                  row.getString(5),
                  row.getObject(6, OffsetDateTime.class),
                  row.getString(7)));
        }
      }
    } catch (SQLException | JsonProcessingException e) {
      throw new IllegalStateException("schedules cannot be read", e);
    }
    return found;
  }

  private void update(String sql, Object... values) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement update = connection.prepareStatement(sql)) {
      bind(update, values);
      update.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException("the schedule could not be kept", e);
    }
  }

  private static void bind(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
  }

  private String text(ScheduleRequest document) {
    try {
      return json.writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a schedule cannot be written as JSON", e);
    }
  }
}
