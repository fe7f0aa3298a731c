package dev.steadfast.metrics.processing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steadfast.contracts.metric.BuiltInMetrics;
import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.metrics.timeline.Dimensions;
import dev.steadfast.metrics.timeline.Observation;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CellDifferencesTest {
  private static final UUID TENANT = new UUID(0, 7);
  private static final Dimensions ALL_KNOWN = new Dimensions("billing", "bob", "email", "high");

  private final CellDifferences differences = new CellDifferences();

  private static Observation observation(
      MetricDefinition metric, String at, long value, Dimensions dimensions) {
    return new Observation(metric, 0, Instant.parse(at).toEpochMilli(), value, dimensions);
  }

  private static Observation resolution(String at, long value) {
    return observation(BuiltInMetrics.RESOLUTION_TIME, at, value, ALL_KNOWN);
  }

  /** The row of a scope on a day, as "metric, quarter: count, sum". */
  private List<String> row(String scope, String day) {
    CellDifferences.Row row =
        differences.rows().get(new ScopeDay(TENANT, scope, LocalDate.parse(day).toEpochDay()));
    List<String> cells = new ArrayList<>();
    if (row != null) {
      row.cells()
          .forEach(
              (metric, quarters) ->
                  quarters.forEach(
                      (quarter, cell) ->
                          cells.add(
                              "%s, %d: %d, %d"
                                  .formatted(metric, quarter, cell.count(), cell.sum()))));
    }
    return cells;
  }

  private static MetricDefinition copy(MetricDefinition of, MetricDefinition.Kind kind) {
    return new MetricDefinition(
        of.key(),
        of.version(),
        of.title(),
        of.description(),
        of.unit(),
        of.direction(),
        kind,
        of.startRule(),
        of.endRule(),
        of.anchor(),
        of.population(),
        of.defaultAggregation(),
        of.minimumSample(),
        of.decimals());
  }

  @Test
  void anObservationCountsInEachMergedScopeItHasTheValuesOf() {
    // When
    differences.apply(TENANT, ZoneOffset.UTC, resolution("2026-03-02T10:20:00Z", 5_000), 1, 0);

    // Then
    assertThat(differences.rows().keySet())
        .extracting(ScopeDay::scope)
        .containsExactlyInAnyOrder(
            "all",
            "team=billing",
            "agent=bob",
            "channel=email",
            "team=billing;channel=email",
            "priority=high");
    for (ScopeDay key : differences.rows().keySet()) {
      assertThat(row(key.scope(), "2026-03-02")).containsExactly("resolution-time@1, 41: 1, 5000");
    }
  }

  @Test
  void oneWithoutATeamCountsInNoTeam() {
    // When
    differences.apply(
        TENANT,
        ZoneOffset.UTC,
        observation(
            BuiltInMetrics.VOLUME,
            "2026-03-02T00:00:00Z",
            1,
            new Dimensions(null, null, "email", null)),
        1,
        0);

    // Then
    assertThat(differences.rows().keySet())
        .extracting(ScopeDay::scope)
        .containsExactlyInAnyOrder("all", "channel=email");
  }

  @Test
  void whatIsTakenBackAsItWasLeavesNothingToWrite() {
    // Given
    differences.apply(TENANT, ZoneOffset.UTC, resolution("2026-03-02T10:20:00Z", 5_000), -1, 0);

    // When
    differences.apply(TENANT, ZoneOffset.UTC, resolution("2026-03-02T10:20:00Z", 5_000), 1, 0);

    // Then
    assertThat(differences.size()).isEqualTo(2);
    assertThat(row("all", "2026-03-02")).isEmpty();
  }

  @Test
  void observationsOfSeveralPlacesMeetInTheScopesTheyShare() {
    // When
    differences.apply(TENANT, ZoneOffset.UTC, resolution("2026-03-02T10:20:00Z", 5_000), 1, 0);
    differences.apply(
        TENANT,
        ZoneOffset.UTC,
        observation(
            BuiltInMetrics.RESOLUTION_TIME,
            "2026-03-02T10:29:59.999Z",
            7_000,
            new Dimensions("billing", "anna", "phone", null)),
        1,
        0);
    differences.apply(
        TENANT,
        ZoneOffset.UTC,
        observation(BuiltInMetrics.VOLUME, "2026-03-02T10:30:00Z", 1, ALL_KNOWN),
        1,
        0);

    // Then
    assertThat(row("team=billing", "2026-03-02"))
        .containsExactly("resolution-time@1, 41: 2, 12000", "volume@1, 42: 1, 1");
    assertThat(row("agent=anna", "2026-03-02")).containsExactly("resolution-time@1, 41: 1, 7000");
  }

  @Test
  void theLastQuarterOfADayOf25HoursIsTheHundredth() {
    // Given clocks that are set back in the night
    ZoneId berlin = ZoneId.of("Europe/Berlin");

    // When
    differences.apply(TENANT, berlin, resolution("2026-10-24T22:00:00Z", 1), 1, 0);
    differences.apply(TENANT, berlin, resolution("2026-10-25T22:59:59Z", 2), 1, 0);
    differences.apply(TENANT, berlin, resolution("2026-10-25T23:00:00Z", 4), 1, 0);

    // Then
    assertThat(row("all", "2026-10-25"))
        .containsExactly("resolution-time@1, 0: 1, 1", "resolution-time@1, 99: 1, 2");
    assertThat(row("all", "2026-10-26")).containsExactly("resolution-time@1, 0: 1, 4");
  }

  @Test
  void aRowKnowsEveryReasonOfItsChanges() {
    // When
    int late = RestatementCause.LATE.bit();
    int corrected = RestatementCause.CORRECTED.bit();
    differences.apply(TENANT, ZoneOffset.UTC, resolution("2026-03-02T10:20:00Z", 1), 1, late);
    differences.apply(
        TENANT,
        ZoneOffset.UTC,
        observation(
            BuiltInMetrics.RESOLUTION_TIME,
            "2026-03-02T11:00:00Z",
            1,
            new Dimensions("sales", null, null, null)),
        1,
        corrected);

    // Then
    long day = LocalDate.parse("2026-03-02").toEpochDay();
    assertThat(differences.rows().get(new ScopeDay(TENANT, "all", day)))
        .extracting(CellDifferences.Row::causes)
        .isEqualTo(late | corrected);
    assertThat(differences.rows().get(new ScopeDay(TENANT, "team=billing", day)))
        .extracting(CellDifferences.Row::causes)
        .isEqualTo(late);
  }

  @Test
  void definitionsOfOneNameAreOneMetric() {
    // Given a definition as two revisions of a tenant's rules have it
    MetricDefinition one = BuiltInMetrics.RESOLUTION_TIME;
    MetricDefinition other = copy(one, one.kind());
    assertThat(other).isNotSameAs(one);

    // When
    String at = "2026-03-02T10:20:00Z";
    differences.apply(TENANT, ZoneOffset.UTC, observation(one, at, 5, ALL_KNOWN), -1, 0);
    differences.apply(TENANT, ZoneOffset.UTC, observation(other, at, 7, ALL_KNOWN), 1, 0);

    // Then
    assertThat(row("all", "2026-03-02")).containsExactly("resolution-time@1, 41: 0, 2");
  }

  @Test
  void metricsThatTwoTenantsCallAlikeAreCountedEachByItsKind() {
    // Given a count of one tenant, and a duration of another with its name
    UUID other = new UUID(0, 8);
    MetricDefinition count = copy(BuiltInMetrics.RESOLUTION_TIME, MetricDefinition.Kind.COUNT);

    // When
    String at = "2026-03-02T10:20:00Z";
    differences.apply(other, ZoneOffset.UTC, observation(count, at, 1, ALL_KNOWN), 1, 0);
    differences.apply(TENANT, ZoneOffset.UTC, resolution(at, 120), 1, 0);

    // Then
    assertThat(row("all", "2026-03-02")).containsExactly("resolution-time@1, 41: 1, 120");
  }

  @Test
  void moreChangesThanAPlaceBeginsWithAreAllCounted() {
    // When
    for (int i = 0; i < 1_000; i++) {
      differences.apply(TENANT, ZoneOffset.UTC, resolution("2026-03-02T10:20:00Z", i), 1, 0);
    }
    differences.apply(TENANT, ZoneOffset.UTC, resolution("2026-03-02T10:20:00Z", 0), -1, 0);

    // Then
    assertThat(row("all", "2026-03-02")).containsExactly("resolution-time@1, 41: 999, 499500");
  }
}
