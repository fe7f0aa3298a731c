package dev.steadfast.bench.querying;

import com.fasterxml.jackson.databind.JsonNode;
import dev.steadfast.bench.BenchFailure;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How far the quantiles of a series are from the exact ones.
 *
 * @param points with a value
 * @param worst the largest relative error of any quantile
 */
record Accuracy(int points, double worst) {
  private static final double ROUNDING = 1e-9;

  /**
   * Compares a series with the exact values.
   *
   * @throws BenchFailure if a count or a mean is not exactly right, or a point is missing
   */
  static Accuracy of(JsonNode series, Map<PeerQuery.Place, PeerQuery.Exact> exact) {
    Map<PeerQuery.Place, PeerQuery.Exact> left = new HashMap<>(exact);
    List<String> faults = new ArrayList<>();
    double worst = 0;
    for (JsonNode group : series.path("series")) {
      for (JsonNode point : group.path("points")) {
        PeerQuery.Place place =
            new PeerQuery.Place(
                group.at("/group/team").asText(),
                OffsetDateTime.parse(point.path("from").asText()).toInstant());
        PeerQuery.Exact right = left.remove(place);
        JsonNode values = point.path("values");
        if (right == null) {
          if (point.path("n").asLong() != 0) {
            faults.add(place + ": " + point.path("n") + " instead of 0");
          }
          continue;
        }
        if (point.path("n").asLong() != right.count()
            || error(values.path("mean"), right.mean()) > ROUNDING) {
          faults.add(place + ": " + values + " instead of " + right);
        }
        worst = Math.max(worst, error(values.path("median"), right.median()));
        worst = Math.max(worst, error(values.path("p90"), right.p90()));
        worst = Math.max(worst, error(values.path("p99"), right.p99()));
      }
    }
    left.forEach((place, right) -> faults.add(place + ": nothing instead of " + right));
    if (!faults.isEmpty()) {
      throw new BenchFailure(
          "wrong answers, %d, such as\n  %s"
              .formatted(
                  faults.size(),
                  String.join("\n  ", faults.subList(0, Math.min(5, faults.size())))));
    }
    return new Accuracy(exact.size(), worst);
  }

  private static double error(JsonNode value, double exact) {
    return value.isNumber() ? Math.abs(value.asDouble() - exact) / exact : Double.POSITIVE_INFINITY;
  }
}
