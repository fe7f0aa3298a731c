package dev.steadfast.goals.measure;

import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.core.measure.Scope;
import dev.steadfast.goals.progress.DateRange;
import dev.steadfast.goals.progress.DayCell;
import dev.steadfast.platform.access.Caller;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The day cells that the service holds, read for a request within its transaction and its tenant.
 */
@ApplicationScoped
public class StoredDays {
  private final AgroalDataSource dataSource;
  private final Caller caller;

  @Inject
  StoredDays(AgroalDataSource dataSource, Caller caller) {
    this.dataSource = dataSource;
    this.caller = caller;
  }

  /**
   * The cells of some scopes in those days, oldest first; of a level, what was before them too. A
   * scope without any is left out.
   */
  public Map<Scope, List<DayCell>> cells(
      MetricDefinition metric, Collection<Scope> scopes, DateRange days) {
    Map<UUID, Scope> asked = new HashMap<>();
    List<MetricDays.Wanted> wanted = new ArrayList<>();
    for (Scope scope : scopes) {
      UUID id = new UUID(0, wanted.size());
      asked.put(id, scope);
      wanted.add(
          MetricDays.Wanted.of(id, series(metric, scope), days, metric.defaultAggregation()));
    }
    try (Connection connection = dataSource.getConnection()) {
      Map<Scope, List<DayCell>> cells = new HashMap<>();
      MetricDays.cells(connection, wanted)
          .forEach(
              (id, found) -> {
                Scope scope = asked.get(id);
                if (scope != null) {
                  found.sort(Comparator.comparing(DayCell::day));
                  cells.put(scope, found);
                }
              });
      return cells;
    } catch (SQLException e) {
      throw new IllegalStateException("the day cells could not be read", e);
    }
  }

  private Series series(MetricDefinition metric, Scope scope) {
    return new Series(caller.tenant(), metric.key(), metric.version(), scope.text());
  }

  /** The scopes of exactly those dimensions that have cells in those days, fullest first. */
  public List<Scope> scopes(MetricDefinition metric, Set<String> dimensions, DateRange days) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                """
                SELECT scope FROM metric_day
                WHERE tenant_id = ? AND ? = ANY (metrics) AND day BETWEEN ? AND ?
                GROUP BY scope ORDER BY count(*) DESC, scope
                """)) {
      select.setObject(1, caller.tenant());
      select.setString(2, metric.name());
      select.setObject(3, days.from());
      select.setObject(4, days.to());
      List<Scope> scopes = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          Scope scope = Scope.parse(row.getString(1));
          if (scope.values().keySet().equals(dimensions)) {
            scopes.add(scope);
          }
        }
      }
      return scopes;
    } catch (SQLException e) {
      throw new IllegalStateException("the scopes could not be read", e);
    }
  }

  /** The day before that of now in the reporting zone of a series: the newest one that is whole. */
  public LocalDate newestWholeDay(MetricDefinition metric, Scope scope, Instant now) {
    try (Connection connection = dataSource.getConnection()) {
      ZoneId zone = MetricDays.zone(connection, series(metric, scope)).orElse(ZoneOffset.UTC);
      return LocalDate.ofInstant(now, zone).minusDays(1);
    } catch (SQLException e) {
      throw new IllegalStateException("the zone could not be read", e);
    }
  }
}
