package dev.steadfast.metrics.driver;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.steadfast.contracts.metric.Aggregation;
import dev.steadfast.core.driver.Decomposition;
import dev.steadfast.core.driver.Decomposition.Part;
import dev.steadfast.metrics.arrival.Gap;
import dev.steadfast.metrics.query.MetricQuery;
import dev.steadfast.metrics.query.SilentSources;
import dev.steadfast.metrics.reference.ReferenceView;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The change of a metric between two periods, split by the values of a dimension. */
@Schema(
    name = "Drivers",
    examples =
        """
        {"metric": "csat", "version": 1, "unit": "percent", "aggregation": "share", "zone": "Europe/Berlin",
         "by": "team", "filter": {},
         "measured": {"from": "2026-03-01T00:00:00+01:00", "to": "2026-04-01T00:00:00+02:00", "n": 200, "value": 45.0},
         "against": {"from": "2026-02-01T00:00:00+01:00", "to": "2026-03-01T00:00:00+01:00", "n": 200, "value": 50.0},
         "change": -5.0, "mix": -15.0, "rate": 10.0,
         "drivers": [
          {"value": "A", "known": true, "nBefore": 100, "n": 50, "sharePercentBefore": 50.0, "sharePercent": 25.0,
           "before": 80.0, "after": 90.0, "mix": -9.375, "rate": 3.75, "contribution": -5.625},
          {"value": "B", "known": true, "nBefore": 100, "n": 150, "sharePercentBefore": 50.0, "sharePercent": 75.0,
           "before": 20.0, "after": 30.0, "mix": -5.625, "rate": 6.25, "contribution": 0.625}],
         "summary": "Customer satisfaction (share) fell from 50.0 % to 45.0 %: −5.0 points, of which the mix of teams makes −15.0 points and their own values +10.0 points. Largest: A −5.6 points (mix −9.4 points, own value +3.8 points), B +0.6 points (mix −5.6 points, own value +6.3 points)."}
        """)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DriversView(
    String metric,
    int version,
    String unit,
    Aggregation aggregation,
    String zone,
    String by,
    Map<String, String> filter,
    PeriodView measured,
    PeriodView against,
    @Schema(
            description =
                "Measured less against, of shares in percentage points; absent where either has no value.")
        @Nullable Double change,
    @Schema(description = "What all mixes sum to.") @Nullable Double mix,
    @Schema(description = "What all rates sum to. Mix and rate together are the change.")
        @Nullable Double rate,
    @Schema(description = "Largest contribution first.") List<DriverView> drivers,
    String summary) {

  /** One of both periods. */
  @Schema(name = "DriversPeriod")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record PeriodView(
      OffsetDateTime from,
      OffsetDateTime to,
      long n,
      @Nullable Double value,
      @Schema(
              description =
                  "True where a source fell silent in this time: a count is too low then, and one of nothing has no value.")
          @Nullable Boolean noData,
      @Schema(description = "Which source, and since when.") @Nullable String noDataReason) {}

  /** What one value of the dimension contributes. */
  @Schema(name = "Driver")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record DriverView(
      @Schema(description = "Empty for the observations that have none.") String value,
      @Schema(description = "What the team or agent is called, where that is known.")
          @Nullable String label,
      @Schema(description = "False for the observations without a value.") boolean known,
      long nBefore,
      long n,
      @Schema(description = "Of all observations in the period compared with, in percent.")
          double sharePercentBefore,
      @Schema(description = "Of all observations in the period measured, in percent.")
          double sharePercent,
      @Schema(description = "Its own value before; absent where it had no observation.")
          @Nullable Double before,
      @Nullable Double after,
      @Schema(
              description =
                  "Since its share is another. Of counts: what it gained or lost on the others.")
          double mix,
      @Schema(
              description =
                  "Since its own value is another. Of counts: its part of the growth of the whole.")
          double rate,
      @Schema(description = "Both together; all contributions sum to the change.")
          double contribution) {}

  static DriversView of(SplitQueries queries, Map<String, ReferenceView> named) {
    MetricQuery measured = queries.measured();
    Optional<Decomposition> split = queries.split();
    return new DriversView(
        measured.metric().key(),
        measured.metric().version(),
        queries.unit(),
        queries.aggregation(),
        measured.period().zone().getId(),
        queries.by(),
        measured.filter(),
        period(measured, queries.n(), queries.value(), queries.found().gaps()),
        period(
            queries.against(), queries.nBefore(), queries.valueBefore(), queries.before().gaps()),
        split.map(Decomposition::change).orElse(null),
        split.map(d -> d.parts().stream().mapToDouble(Part::mix).sum()).orElse(null),
        split.map(d -> d.parts().stream().mapToDouble(Part::rate).sum()).orElse(null),
        split
            .map(d -> d.parts().stream().map(part -> driver(queries, named, part)).toList())
            .orElse(List.of()),
        DriversSummary.of(queries, named, split));
  }

  private static PeriodView period(
      MetricQuery query, long n, OptionalDouble value, List<Gap> gaps) {
    return new PeriodView(
        query.period().from().toOffsetDateTime(),
        query.period().to().toOffsetDateTime(),
        n,
        orNull(value),
        gaps.isEmpty() ? null : true,
        gaps.isEmpty() ? null : SilentSources.reason(gaps));
  }

  private static DriverView driver(
      SplitQueries queries, Map<String, ReferenceView> named, Part part) {
    ReferenceView reference = named.get(part.value());
    return new DriverView(
        part.value(),
        reference == null ? null : reference.label(),
        !part.value().isEmpty(),
        queries.nBefore(part.value()),
        queries.n(part.value()),
        100 * part.shareBefore(),
        100 * part.shareAfter(),
        orNull(part.rateBefore()),
        orNull(part.rateAfter()),
        part.mix(),
        part.rate(),
        part.contribution());
  }

  private static @Nullable Double orNull(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }
}
