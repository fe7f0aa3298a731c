package dev.steadfast.goals.advice;

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
class Benchmarks {
  private static final String RESOURCE = "/benchmarks/benchmarks.json";

  private final Known known;

  @Inject
  Benchmarks(ObjectMapper json) {
    try (InputStream resource = Benchmarks.class.getResourceAsStream(RESOURCE)) {
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
          about.stream().filter(row -> row.isComparable(metric, by)).toList();
      List<Benchmark> context =
          about.stream().filter(row -> !row.isComparable(metric, by)).toList();
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
  record Shown(List<Benchmark> comparable, List<Benchmark> context, String note) {}

  Shown of(MetricDefinition metric, Aggregation by) {
    return known.of(metric, by);
  }
}
