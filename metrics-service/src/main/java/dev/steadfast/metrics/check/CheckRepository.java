package dev.steadfast.metrics.check;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.f4b6a3.uuid.UuidCreator;
import dev.steadfast.contracts.problem.ProblemCode;
import dev.steadfast.platform.access.Caller;
import dev.steadfast.platform.access.TenantRows;
import dev.steadfast.platform.problem.ProblemException;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The checks of the calling tenant, as requests see them. */
@ApplicationScoped
class CheckRepository {
  private static final String SELECT =
      """
      SELECT id, state, metrics, parts_alone + parts_together, parts_done, events_read, found, failure,
        requested_at, requested_by, started_at, finished_at
      FROM cell_check WHERE tenant_id = ?
      """;
  private static final String OPEN = " AND state IN ('queued', 'running')";

  private final TenantRows rows;
  private final AgroalDataSource dataSource;
  private final Caller caller;
  private final Clock clock;
  private final ObjectMapper json;

  @Inject
  CheckRepository(
      TenantRows rows, AgroalDataSource dataSource, Caller caller, Clock clock, ObjectMapper json) {
    this.rows = rows;
    this.dataSource = dataSource;
    this.caller = caller;
    this.clock = clock;
    this.json = json;
  }

  /**
   * Queues a check, or finds the same one if that has not ended.
   *
   * @throws ProblemException {@code conflict} while one of other metrics has not ended
   */
  @Transactional(dontRollbackOn = ProblemException.class)
  UUID queue(Set<String> keys) {
    UUID id = UuidCreator.getTimeOrderedEpoch();
    if (isQueued(id, keys)) {
      return id;
    }
    CheckJobView open =
        rows.read(SELECT + OPEN, this::viewOf).stream()
            .findFirst()
            .orElseThrow(() -> conflict("Another check has just ended; send this again."));
    if (!open.metrics().equals(keys)) {
      throw conflict(
          "Another check of your tenant, %s, has not ended; send this once it has."
              .formatted(open.id()));
    }
    return open.id();
  }

  private static ProblemException conflict(String detail) {
    return new ProblemException(ProblemCode.CONFLICT, detail);
  }

  private boolean isQueued(UUID id, Set<String> keys) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                """
                INSERT INTO cell_check (tenant_id, id, state, metrics, requested_at, requested_by)
                VALUES (?, ?, 'queued', ?, ?, ?)
                ON CONFLICT (tenant_id) WHERE state IN ('queued', 'running') DO NOTHING
                """)) {
      insert.setObject(1, caller.tenant());
      insert.setObject(2, id);
      insert.setArray(3, connection.createArrayOf("text", keys.toArray()));
      insert.setObject(4, OffsetDateTime.now(clock).withOffsetSameInstant(ZoneOffset.UTC));
      insert.setString(5, caller.subject());
      return insert.executeUpdate() == 1;
    } catch (SQLException e) {
      throw new IllegalStateException("the check could not be queued", e);
    }
  }

  @Transactional
  Optional<CheckJobView> find(UUID id) {
    return rows.read(SELECT + " AND id = ?", this::viewOf, id).stream().findFirst();
  }

  /** Newest first; one more than the limit if there are more. */
  @Transactional
  List<CheckJobView> list(int limit, @Nullable UUID after) {
    return after == null
        ? rows.read(SELECT + " ORDER BY id DESC LIMIT ?", this::viewOf, limit + 1)
        : rows.read(
            SELECT + " AND id < ? ORDER BY id DESC LIMIT ?", this::viewOf, after, limit + 1);
  }

  private CheckJobView viewOf(ResultSet row) throws SQLException {
    int parts = row.getInt(4);
    Integer planned = row.wasNull() ? null : parts;
    return new CheckJobView(
        row.getObject(1, UUID.class),
        row.getString(2),
        new TreeSet<>(Arrays.asList((String[]) row.getArray(3).getArray())),
        planned,
        row.getInt(5),
        row.getLong(6),
        CheckView.read(json, row.getString(7)).orElse(null),
        row.getString(8),
        row.getObject(9, OffsetDateTime.class),
        row.getString(10),
        row.getObject(11, OffsetDateTime.class),
        row.getObject(12, OffsetDateTime.class));
  }
}
