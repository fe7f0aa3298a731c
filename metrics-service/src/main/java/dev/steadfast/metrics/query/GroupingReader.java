package dev.steadfast.metrics.query;

import dev.steadfast.metrics.intake.TenantZones;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;

/**
 * Answers a query from the cheapest source that can: day cells, the quarter hours within them, or
 * the observations for combinations of dimensions that are not merged beforehand. All give the same
 * numbers.
 */
@ApplicationScoped
public class GroupingReader {
  private final CellRepository cells;
  private final ObservationRepository observations;
  private final TenantZones zones;

  @Inject
  GroupingReader(CellRepository cells, ObservationRepository observations, TenantZones zones) {
    this.cells = cells;
    this.observations = observations;
    this.zones = zones;
  }

  /** All cells of the query, by group and bucket. */
  public Grouping read(MetricQuery query) throws SQLException {
    Grouping grouping = new Grouping(query);
    if (!query.isMerged()) {
      observations.addTo(query, grouping);
    } else if (query.period().zone().equals(zones.ofCaller()) && query.period().isWholeDays()) {
      cells.addDays(query, grouping);
    } else {
      cells.addQuarters(query, zones.ofCaller(), grouping);
    }
    return grouping;
  }
}
