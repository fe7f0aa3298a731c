package dev.steadfast.goals.effect;

import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.core.effect.EffectAnswer;
import dev.steadfast.core.effect.EffectVerdict;
import dev.steadfast.goals.measure.Series;
import dev.steadfast.goals.plan.InitiativeKind;
import dev.steadfast.goals.plan.PastEffect;
import dev.steadfast.goals.plan.PastEffectReader;
import dev.steadfast.platform.access.Caller;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The table of what was last measured of each initiative. */
@ApplicationScoped
@Transactional
class MeasuredEffects {
  private final AgroalDataSource dataSource;
  private final Caller caller;

  @Inject
  MeasuredEffects(AgroalDataSource dataSource, Caller caller) {
    this.dataSource = dataSource;
    this.caller = caller;
  }

  /** Keeps an answer, unless a newer one is held or the initiative is gone. */
  void store(Study study, OffsetDateTime at) {
    Material material = study.material();
    EffectAnswer answer = study.together();
    boolean known = answer.verdict() != EffectVerdict.CANNOT_TELL && answer.average().isKnown();
    try (Connection connection = dataSource.getConnection();
        PreparedStatement upsert =
            connection.prepareStatement(
                """
                INSERT INTO initiative_effect AS held (tenant_id, initiative_id, initiative_version,
                  measured_at, last_day, verdict, method, effect, lower, upper, probability,
                  days_before, days_after)
                SELECT i.tenant_id, i.id, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?
                FROM initiative i WHERE i.tenant_id = ? AND i.id = ? FOR KEY SHARE
                ON CONFLICT (tenant_id, initiative_id) DO UPDATE SET
                  initiative_version = excluded.initiative_version,
                  measured_at = excluded.measured_at, last_day = excluded.last_day,
                  verdict = excluded.verdict, method = excluded.method, effect = excluded.effect,
                  lower = excluded.lower, upper = excluded.upper,
                  probability = excluded.probability, days_before = excluded.days_before,
                  days_after = excluded.days_after
                WHERE held.measured_at <= excluded.measured_at
                """)) {
      upsert.setLong(1, material.version());
      upsert.setObject(2, at);
      upsert.setObject(3, material.last());
      upsert.setString(4, EffectView.code(answer.verdict()));
      upsert.setString(5, EffectView.code(answer.method()));
      upsert.setObject(6, known ? answer.average().value() : null, Types.DOUBLE);
      upsert.setObject(7, known ? answer.average().lower() : null, Types.DOUBLE);
      upsert.setObject(8, known ? answer.average().upper() : null, Types.DOUBLE);
      upsert.setDouble(9, answer.probability());
      upsert.setInt(10, answer.daysBefore());
      upsert.setInt(11, answer.daysAfter());
      upsert.setObject(12, caller.tenant());
      upsert.setObject(13, material.id());
      upsert.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException("the effect could not be kept", e);
    }
  }

  /**
   * Initiatives of some kinds on a metric that ought to be measured: those never measured as they
   * are now, newest first, then those measured longest ago.
   *
   * @param startedBy they started on that day or before
   * @param measuredBefore what is held is older than that
   */
  List<UUID> due(
      Collection<InitiativeKind> kinds,
      MetricDefinition metric,
      LocalDate startedBy,
      OffsetDateTime measuredBefore,
      int limit) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                """
                SELECT i.id FROM initiative i
                LEFT JOIN initiative_effect e ON e.tenant_id = i.tenant_id
                  AND e.initiative_id = i.id AND e.initiative_version = i.version
                WHERE i.tenant_id = ? AND i.metric = ? AND i.metric_version = ?
                  AND i.kind = ANY (?) AND i.start_day <= ? AND (e.measured_at IS NULL OR e.measured_at < ?)
                ORDER BY e.measured_at NULLS FIRST, i.start_day DESC, i.id LIMIT ?
                """)) {
      select.setObject(1, caller.tenant());
      select.setString(2, metric.key());
      select.setInt(3, metric.version());
      select.setArray(
          4, connection.createArrayOf("text", kinds.stream().map(InitiativeKind::code).toArray()));
      select.setObject(5, startedBy);
      select.setObject(6, measuredBefore);
      select.setInt(7, limit);
      List<UUID> due = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          due.add(row.getObject(1, UUID.class));
        }
      }
      return due;
    } catch (SQLException e) {
      throw new IllegalStateException("the initiatives could not be read", e);
    }
  }

  /** What is held of all kinds on a metric, taken together by kind. */
  Map<InitiativeKind, PastEffect> byKind(MetricDefinition metric) {
    try (Connection connection = dataSource.getConnection()) {
      return PastEffectReader.of(
          connection, new Series(caller.tenant(), metric.key(), metric.version(), ""));
    } catch (SQLException e) {
      throw new IllegalStateException("the effects could not be read", e);
    }
  }

  /** What is held of a kind on a metric, newest start first; at most {@code limit}. */
  List<MeasuredEffect> of(InitiativeKind kind, MetricDefinition metric, int limit) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                """
                SELECT i.id, i.title, i.start_day, e.verdict, e.effect, e.lower, e.upper, e.measured_at
                FROM initiative i
                JOIN initiative_effect e ON e.tenant_id = i.tenant_id
                  AND e.initiative_id = i.id AND e.initiative_version = i.version
                WHERE i.tenant_id = ? AND i.metric = ? AND i.metric_version = ? AND i.kind = ?
                ORDER BY i.start_day DESC, i.id LIMIT ?
                """)) {
      select.setObject(1, caller.tenant());
      select.setString(2, metric.key());
      select.setInt(3, metric.version());
      select.setString(4, kind.code());
      select.setInt(5, limit);
      List<MeasuredEffect> effects = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          effects.add(effect(row));
        }
      }
      return effects;
    } catch (SQLException e) {
      throw new IllegalStateException("the effects could not be read", e);
    }
  }

  private static MeasuredEffect effect(ResultSet row) throws SQLException {
    double effect = row.getDouble(5);
    Optional<PastEffect.Measured> measured =
        row.wasNull()
            ? Optional.empty()
            : Optional.of(new PastEffect.Measured(effect, row.getDouble(6), row.getDouble(7)));
    return new MeasuredEffect(
        row.getObject(1, UUID.class),
        row.getString(2),
        row.getObject(3, LocalDate.class),
        row.getString(4),
        measured,
        row.getObject(8, OffsetDateTime.class));
  }
}
