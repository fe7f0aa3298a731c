package dev.steadfast.metrics.schedule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.steadfast.core.schedule.Schedule;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Schedules ready to measure by. The last ones used are kept, by their version. */
@ApplicationScoped
public class ScheduleReader {
  private static final int KEPT = 64;

  private final HolidayCalendars calendars;
  private final ObjectMapper json;
  private final Map<Key, Schedule> kept =
      new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Schedule> eldest) {
          return size() > KEPT;
        }
      };

  private record Key(UUID schedule, long version) {}

  @Inject
  ScheduleReader(HolidayCalendars calendars, ObjectMapper json) {
    this.calendars = calendars;
    this.json = json;
  }

  /**
   * The schedule as it is in the transaction of the connection; also a deleted one, since what was
   * measured by it is still explained. Empty if the tenant never had it.
   */
  public Optional<Schedule> find(Connection connection, UUID tenant, UUID id) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT version, document FROM schedule WHERE tenant_id = ? AND id = ?")) {
      select.setObject(1, tenant);
      select.setObject(2, id);
      try (ResultSet row = select.executeQuery()) {
        return row.next()
            ? Optional.of(
                of(id, row.getLong(1), json.readValue(row.getString(2), ScheduleRequest.class)))
            : Optional.empty();
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("schedule " + id + " cannot be read", e);
      }
    }
  }

  /** A schedule that something is about to measure by, at that version. */
  public record Chosen(long version, Schedule hours) {}

  /**
   * The schedule as it is, which nobody changes or deletes until the transaction ends. Empty if the
   * tenant has no such schedule any more.
   */
  public Optional<Chosen> choose(Connection transaction, UUID tenant, UUID id) throws SQLException {
    try (PreparedStatement select =
        transaction.prepareStatement(
            "SELECT version FROM schedule WHERE tenant_id = ? AND id = ? AND deleted_at IS NULL FOR SHARE")) {
      select.setObject(1, tenant);
      select.setObject(2, id);
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        long version = row.getLong(1);
        return find(transaction, tenant, id).map(hours -> new Chosen(version, hours));
      }
    }
  }

  /** That version of a schedule. */
  Schedule of(StoredSchedule stored) {
    return of(stored.id(), stored.version(), stored.document());
  }

  private Schedule of(UUID id, long version, ScheduleRequest document) {
    Key key = new Key(id, version);
    synchronized (kept) {
      Schedule schedule = kept.get(key);
      if (schedule != null) {
        return schedule;
      }
    }
    Schedule schedule = ScheduleRules.check(document, calendars).schedule(calendars);
    synchronized (kept) {
      kept.put(key, schedule);
    }
    return schedule;
  }
}
