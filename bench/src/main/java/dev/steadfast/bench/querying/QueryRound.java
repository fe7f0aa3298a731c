package dev.steadfast.bench.querying;

import dev.steadfast.bench.report.Spread;
import java.util.Arrays;
import java.util.Map;

/**
 * One question to one tenant, both ways, in one round.
 *
 * @param ours milliseconds of each request, from its first byte to the last of the answer; sorted
 * @param peer the same of each SQL statement
 */
record QueryRound(double[] ours, double[] peer) {
  QueryRound {
    Arrays.sort(ours);
    Arrays.sort(peer);
  }

  double median() {
    return Spread.of(ours).median();
  }

  double p99() {
    return ours[(int) Math.ceil(0.99 * ours.length) - 1];
  }

  double peerMedian() {
    return Spread.of(peer).median();
  }

  /** How many times faster ours is. */
  double ratio() {
    return peerMedian() / median();
  }

  /** For the file of results. */
  Map<String, Object> facts() {
    return Map.of(
        "p50Milliseconds", median(),
        "p99Milliseconds", p99(),
        "percentileContMilliseconds", peerMedian(),
        "ratio", ratio());
  }
}
