package dev.steadfast.bench.importing;

/**
 * How large B3 and B4 are.
 *
 * @param interactions in a measured round
 * @param warmUpInteractions in the round before them, of another tenant
 * @param rounds of the suite and of each peer
 * @param connections over which the batches are sent
 * @param isJudged whether the bars apply
 */
public record ImportOptions(
    int interactions, int warmUpInteractions, int rounds, int connections, boolean isJudged) {
  static final int BATCH = 1_000;
  static final long SEED = 3;

  /** As {@code docs/benchmarks.md} describes it. */
  public static ImportOptions standard() {
    return new ImportOptions(36_000, 12_000, 5, 4, true);
  }

  /** A trial run of the benchmark itself: too short to judge. */
  public static ImportOptions quick() {
    return new ImportOptions(6_000, 3_000, 1, 4, false);
  }

  /** The same with as many rounds as the standard has. */
  public static ImportOptions small() {
    return new ImportOptions(6_000, 3_000, 5, 4, false);
  }
}
