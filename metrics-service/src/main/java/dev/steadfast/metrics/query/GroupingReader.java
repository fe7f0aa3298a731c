package dev.steadfast.metrics.query;

import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.metrics.definition.MetricCatalogue;
import dev.steadfast.metrics.definition.MetricCatalogue.Parts;
import dev.steadfast.metrics.intake.TenantZones;
import dev.steadfast.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Answers a query from the cheapest source that can: day cells, the quarter hours within them, or
 * the observations for combinations of dimensions that are not merged beforehand. All give the same
 * numbers.
 */
@ApplicationScoped
public class GroupingReader {
  private final MetricCatalogue catalogue;
  private final CellRepository cells;
  private final ObservationRepository observations;
  private final BacklogAges ages;
  private final DistinctRepository distinct;
  private final DistinctLevels distinctLevels;
  private final TenantZones zones;

  @Inject
  GroupingReader(
      MetricCatalogue catalogue,
      CellRepository cells,
      ObservationRepository observations,
      BacklogAges ages,
      DistinctRepository distinct,
      DistinctLevels distinctLevels,
      TenantZones zones) {
    this.catalogue = catalogue;
    this.ages = ages;
    this.cells = cells;
    this.observations = observations;
    this.distinct = distinct;
    this.distinctLevels = distinctLevels;
    this.zones = zones;
  }

  /** All cells of the query, by group and bucket. */
  public Grouping read(MetricQuery query) throws SQLException {
    return read(query, false);
  }

  /** The same, with when its days were counted otherwise after they were over. */
  public Grouping readWithRestatements(MetricQuery query) throws SQLException {
    return read(query, query.asOf() == null);
  }

  private Grouping read(MetricQuery query, boolean withRestatements) throws SQLException {
    Optional<Parts> parts = catalogue.partsOf(query.metric());
    Grouping found =
        parts.isPresent()
            ? Grouping.ofParts(
                query,
                counted(query.of(parts.get().numerator()), withRestatements),
                counted(query.of(parts.get().denominator()), withRestatements))
            : counted(query, withRestatements);
    return found.settlingAfter(Cohorts.settleAfterDays(catalogue.originOf(query.metric())));
  }

  private Grouping counted(MetricQuery query, boolean withRestatements) throws SQLException {
    Instant since = withRestatements ? catalogue.countedSince(query.metric()) : Instant.MAX;
    Grouping grouping = new Grouping(query);
    ZoneId zone = zones.ofCaller();
    boolean isOfDays = query.period().zone().equals(zone) && query.period().isWholeDays();
    boolean isAge = query.metric().kind() == MetricDefinition.Kind.AGE;
    if (query.asOf() != null && (isAge || !(query.isMerged() && isOfDays))) {
      throw ProblemException.invalidParameter(
          "asOf",
          "What was reported is known of whole days of the reporting zone, by one dimension or team and channel.");
    }
    if (query.asksForDistinct()) {
      addDistinct(query, grouping);
    }
    if (isAge) {
      ages.addTo(query, grouping);
    } else if (query.isOfPeople()) {
      distinct.addPeople(query, grouping);
    } else if (!query.isMerged()) {
      observations.addTo(query, grouping);
    } else {
      addCells(query, grouping, isOfDays, zone, since);
    }
    return grouping;
  }

  private void addDistinct(MetricQuery query, Grouping grouping) throws SQLException {
    if (query.metric().kind() == MetricDefinition.Kind.LEVEL) {
      distinctLevels.addTo(query, grouping);
    } else {
      distinct.addTo(query, grouping);
    }
  }

  private void addCells(
      MetricQuery query, Grouping grouping, boolean isOfDays, ZoneId zone, Instant since)
      throws SQLException {
    if (isOfDays) {
      cells.addDays(query, grouping, since);
    } else {
      cells.addQuarters(query, zone, grouping);
      if (!since.equals(Instant.MAX)) {
        cells.addRestatements(query, zone, since, grouping);
      }
    }
    if (query.hasWholes()) {
      grouping.leaveWithout();
    }
  }
}
