package dev.steadfast.bench.querying;

import java.util.List;

/**
 * How large B6 is.
 *
 * @param events of the tenants, ascending
 * @param rounds in which every query is asked
 * @param queries how often a round asks for each series
 * @param isJudged whether the bars apply
 */
public record QueryOptions(List<Long> events, int rounds, int queries, boolean isJudged) {
  static final long SEED = 6;

  /** As {@code docs/benchmarks.md} describes it. */
  public static QueryOptions standard() {
    return new QueryOptions(List.of(1_000_000L, 10_000_000L), 5, 100, true);
  }

  /** A trial run of the benchmark itself: too short to judge. */
  public static QueryOptions quick() {
    return new QueryOptions(List.of(50_000L, 500_000L), 2, 20, false);
  }
}
