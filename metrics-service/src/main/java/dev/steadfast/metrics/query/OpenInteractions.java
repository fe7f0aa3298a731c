package dev.steadfast.metrics.query;

import dev.steadfast.contracts.metric.MetricDefinition.Kind;
import dev.steadfast.platform.access.Caller;
import dev.steadfast.platform.http.Cursor;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The interactions behind a level, or behind the ages of those in it: which are in it at the end of
 * a period. Read from the changes of the level, without those of interactions that were resolved
 * for good before that.
 */
@ApplicationScoped
class OpenInteractions {
  /** When it came into the level last. */
  private static final String CAME_IN =
      "max(anchored_at) FILTER (WHERE level > 0 AND level <= moved)";

  /** From when on its age counts, whoever had it then. */
  private static final String CAME_FIRST = "min(anchored_at)";

  private final AgroalDataSource dataSource;
  private final Caller caller;
  private final Clock clock;

  @Inject
  OpenInteractions(AgroalDataSource dataSource, Caller caller, Clock clock) {
    this.dataSource = dataSource;
    this.caller = caller;
    this.clock = clock;
  }

  /** Whether the number of a query is one of interactions that are in a level. */
  static boolean areBehind(MetricQuery query) {
    return query.metric().kind() == Kind.LEVEL || query.metric().kind() == Kind.AGE;
  }

  /**
   * Up to {@code limit} of them after the cursor, in the order of since when they are in it. The
   * value is 1, or the age.
   */
  List<ObservationView> page(MetricQuery query, @Nullable Cursor after, int limit)
      throws SQLException {
    boolean isAge = query.metric().kind() == Kind.AGE;
    Instant end = query.period().to().toInstant();
    Instant now = clock.instant();
    Instant at = isAge && now.isBefore(end) ? now : end;
    try (Connection connection = dataSource.getConnection();
        Statement quoting = connection.createStatement()) {
      DimensionColumns dimensions = new DimensionColumns(query, quoting);
      String sql = sql(dimensions, isAge ? CAME_FIRST : CAME_IN, after != null);
      try (PreparedStatement select = connection.prepareStatement(sql)) {
        int next = bind(select, query, dimensions, at);
        if (after != null) {
          OffsetDateTime since = ObservationRepository.time(after);
          select.setObject(next++, since);
          select.setObject(next++, since);
          select.setObject(next++, after.uuid(1));
        }
        select.setInt(next, limit);
        return rows(select, isAge, at);
      }
    }
  }

  /**
   * All changes of an interaction are read, of which those count that the filter asks for. What
   * happens at one instant happens at once: a change of hands takes nobody out of a level.
   */
  private static String sql(DimensionColumns dimensions, String since, boolean isAfter) {
    return """
    WITH change AS (
      SELECT o.interaction_id, i.system, i.subject, o.anchored_at, o.ordinal, o.team, o.agent, o.channel,
        o.priority, CASE WHEN true%s THEN o.value ELSE 0 END AS value
      FROM observation o JOIN interaction i USING (tenant_id, interaction_id)
      WHERE o.tenant_id = ? AND o.metric = ? AND o.version = ? AND o.anchored_at < ?
        AND (i.resolved_at IS NULL OR i.resolved_at >= ?)%s),
    running AS (
      SELECT *, sum(value) OVER (PARTITION BY interaction_id ORDER BY anchored_at) AS level,
        sum(value) OVER (PARTITION BY interaction_id, anchored_at) AS moved
      FROM change),
    inside AS (
      SELECT interaction_id, system, subject, %s AS since, sum(value) AS level,
        (array_agg(team ORDER BY anchored_at DESC, ordinal DESC) FILTER (WHERE value > 0))[1] AS team,
        (array_agg(agent ORDER BY anchored_at DESC, ordinal DESC) FILTER (WHERE value > 0))[1] AS agent,
        (array_agg(channel ORDER BY anchored_at DESC, ordinal DESC) FILTER (WHERE value > 0))[1] AS channel,
        (array_agg(priority ORDER BY anchored_at DESC, ordinal DESC) FILTER (WHERE value > 0))[1] AS priority
      FROM running GROUP BY interaction_id, system, subject HAVING sum(value) > 0)
    SELECT interaction_id, system, subject, since, level, team, agent, channel, priority FROM inside%s
    ORDER BY since, interaction_id LIMIT ?
    """
        .formatted(
            dimensions.ownConditions(),
            dimensions.traitConditions(),
            since,
            isAfter ? " WHERE since >= ? AND (since, interaction_id) > (?, ?)" : "");
  }

  private int bind(
      PreparedStatement select, MetricQuery query, DimensionColumns dimensions, Instant at)
      throws SQLException {
    OffsetDateTime end = at.atOffset(ZoneOffset.UTC);
    int next = dimensions.bindOwn(select, 1);
    select.setObject(next++, caller.tenant());
    select.setString(next++, query.counted().key());
    select.setInt(next++, query.counted().version());
    select.setObject(next++, end);
    select.setObject(next++, end);
    return dimensions.bindTraits(select, next);
  }

  private static List<ObservationView> rows(PreparedStatement select, boolean isAge, Instant at)
      throws SQLException {
    List<ObservationView> rows = new ArrayList<>();
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        OffsetDateTime since = row.getObject(4, OffsetDateTime.class);
        rows.add(
            new ObservationView(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getString(3),
                since,
                BigDecimal.valueOf(
                    isAge ? Duration.between(since.toInstant(), at).toMillis() : row.getLong(5)),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getString(9),
                0,
                null,
                null));
      }
    }
    return rows;
  }
}
