package dev.steadfast.bench.querying;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.steadfast.bench.BenchFailure;
import dev.steadfast.bench.querying.PeerQuery.Exact;
import dev.steadfast.bench.querying.PeerQuery.Place;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AccuracyTest {
  private static final Place MONDAY = new Place("a", Instant.parse("2025-08-04T00:00:00Z"));

  private static JsonNode series(int n, double mean, double p99) throws JsonProcessingException {
    return new ObjectMapper()
        .readTree(
            """
            {"series": [{"group": {"team": "a"}, "points": [
              {"from": "2025-08-03T00:00:00Z", "n": 0, "values": {"count": 0}},
              {"from": "2025-08-04T00:00:00Z", "n": %d,
               "values": {"mean": %s, "median": 100, "p90": 200, "p99": %s}}]}]}
            """
                .formatted(n, mean, p99));
  }

  @Test
  void theWorstQuantileCounts() throws JsonProcessingException {
    // When
    Accuracy accuracy =
        Accuracy.of(series(4, 120.5, 303), Map.of(MONDAY, new Exact(4, 120.5, 100, 200.2, 300)));

    // Then
    assertThat(accuracy.points()).isEqualTo(1);
    assertThat(accuracy.worst()).isCloseTo(0.01, within(1e-12));
  }

  @Test
  void aWrongCountAWrongMeanAndAMissingPointAreFaults() throws JsonProcessingException {
    Map<Place, Exact> exact = Map.of(MONDAY, new Exact(4, 120.5, 100, 200, 300));
    Place tuesday = new Place("a", Instant.parse("2025-08-05T00:00:00Z"));

    assertThatThrownBy(() -> Accuracy.of(series(5, 120.5, 300), exact))
        .isInstanceOf(BenchFailure.class);
    assertThatThrownBy(() -> Accuracy.of(series(4, 120.6, 300), exact))
        .isInstanceOf(BenchFailure.class);
    assertThatThrownBy(() -> Accuracy.of(series(4, 120.5, 300), Map.of()))
        .isInstanceOf(BenchFailure.class);
    assertThatThrownBy(
            () ->
                Accuracy.of(
                    series(4, 120.5, 300),
                    Map.of(
                        MONDAY,
                        new Exact(4, 120.5, 100, 200, 300),
                        tuesday,
                        new Exact(1, 1, 1, 1, 1))))
        .isInstanceOf(BenchFailure.class)
        .hasMessageContaining("nothing instead of");
  }
}
