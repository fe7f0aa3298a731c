package dev.steadfast.goals.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.steadfast.contracts.metric.Aggregation;
import dev.steadfast.contracts.metric.MetricDefinition;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The published figures that come with the service. */
@ApplicationScoped
public class PublishedBenchmarks {
  private static final String RESOURCE = "/benchmarks/benchmarks.json";

  private final Known known;

  @Inject
  PublishedBenchmarks(ObjectMapper json) {
    try (InputStream resource = PublishedBenchmarks.class.getResourceAsStream(RESOURCE)) {
      known = json.readValue(resource, Known.class);
    } catch (IOException e) {
      throw new UncheckedIOException("the benchmarks are unreadable", e);
    }
  }

  /**
   * All of them.
   *
   * @param withoutPublicSet why there is none, by metric
   */
  record Known(Map<String, String> withoutPublicSet, List<Benchmark> rows) {
    Shown of(MetricDefinition metric, Aggregation by) {
      List<Benchmark> about =
          rows.stream().filter(row -> row.contextFor().contains(metric.key())).toList();
      List<Benchmark> comparable =
          about.stream().filter(row -> row.mismatches(metric, by).isEmpty()).toList();
      List<Benchmark> context =
          about.stream().filter(row -> !row.mismatches(metric, by).isEmpty()).toList();
      return new Shown(comparable, context, note(metric.key(), comparable, context));
    }

    private String note(String metric, List<Benchmark> comparable, List<Benchmark> context) {
      if (!comparable.isEmpty()) {
        return "Comparable ones count the same thing in the same unit; the others are context only.";
      }
      if (!context.isEmpty()) {
        return "None counts exactly what this metric counts, so they are context and no yardstick.";
      }
      return withoutPublicSet.getOrDefault(metric, "No published figure of it is known here.");
    }
  }

  /** Those that say something about a metric. */
  @Schema(name = "AdviceBenchmarks")
  public record Shown(List<Benchmark> comparable, List<Benchmark> context, String note) {}

  /** Those that say something about a metric. */
  public Shown of(MetricDefinition metric, Aggregation by) {
    return known.of(metric, by);
  }

  /** All of them, in an order that stays. */
  List<Benchmark> rows() {
    return known.rows();
  }

  /** Why there is no public set of some metrics, by their keys. */
  Map<String, String> withoutPublicSet() {
    return known.withoutPublicSet();
  }
}
