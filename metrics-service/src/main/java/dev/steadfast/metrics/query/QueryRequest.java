package dev.steadfast.metrics.query;

import dev.steadfast.platform.problem.Findings;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Several series at once. */
@Schema(
    name = "QueryRequest",
    requiredProperties = {"queries"},
    examples =
        """
        {"queries": [
          {"metric": "csat", "from": "2026-03-01", "to": "2026-04-01", "interval": "week"},
          {"metric": "first-response-time", "from": "2026-03-01", "to": "2026-04-01", "interval": "whole",
           "aggregation": "median,p90", "groupBy": "team", "filter": ["channel:email"]}]}
        """)
record QueryRequest(@Schema(minItems = 1, maxItems = 20) @Nullable List<@Nullable Query> queries) {
  private static final int MOST = 20;

  /** One series, with the parameters of the address that reads it alone. */
  @Schema(
      name = "SeriesQuery",
      requiredProperties = {"metric"})
  record Query(
      @Nullable String metric,
      @Schema(description = "of the definition; the newest that is ready by default")
          @Nullable Integer version,
      @Schema(description = "inclusive: a date in the zone, or an RFC 3339 time")
          @Nullable String from,
      @Schema(description = "exclusive") @Nullable String to,
      @Schema(
              enumeration = {"hour", "day", "week", "month", "whole"},
              defaultValue = "day",
              description = "whole: one point for all of the period")
          @Nullable String interval,
      @Nullable String zone,
      @Schema(description = "one or more, separated by commas, such as `median,within:PT1H`")
          @Nullable String aggregation,
      @Schema(description = "one or two dimensions, separated by commas") @Nullable String groupBy,
      @Schema(description = "dimension:value") @Nullable List<@Nullable String> filter,
      @Schema(
              description =
                  "what was reported then, rounded down to the full hour: whole days of the reporting zone that were"
                      + " over by then",
              examples = "2026-03-02T08:00:00Z")
          @Nullable String asOf) {

    /** The filters; a null among them is none that fits. */
    List<String> filters() {
      return filter == null
          ? List.of()
          : filter.stream().map(one -> one == null ? "" : one).toList();
    }
  }

  /**
   * The queries.
   *
   * @throws dev.steadfast.platform.problem.ProblemException {@code rule-violated} for a request
   *     that is none at all; what is wrong with a query is its own problem
   */
  List<Query> required() {
    Findings findings = new Findings();
    List<@Nullable Query> given = queries == null ? List.of() : queries;
    if (given.isEmpty() || given.size() > MOST) {
      findings.add("/queries", "has 1 to " + MOST + " queries");
    }
    for (int i = 0; i < Math.min(given.size(), MOST); i++) {
      if (given.get(i) == null) {
        findings.add("/queries/" + i, "is an object");
      }
    }
    findings.refuseIfAny();
    return given.stream().filter(Objects::nonNull).toList();
  }
}
