package dev.steadfast.goals.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.steadfast.contracts.metric.Aggregation;
import dev.steadfast.contracts.metric.BuiltInMetrics;
import dev.steadfast.goals.benchmark.Benchmark.Mismatch;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PublishedBenchmarksTest {
  private final PublishedBenchmarks benchmarks = new PublishedBenchmarks(new ObjectMapper());

  @Test
  void onlyTheSameThingInTheSameUnitOnTheSameScaleIsComparable() {
    assertThat(mismatches(Figures.satisfaction())).isEmpty();
    assertThat(mismatches(Figures.satisfaction().ofAnotherDefinition()))
        .containsExactly(Mismatch.DEFINITION);
    assertThat(mismatches(Figures.satisfaction().in("score"))).containsExactly(Mismatch.UNIT);
    assertThat(mismatches(Figures.satisfaction().by("mean"))).containsExactly(Mismatch.AGGREGATION);
    assertThat(mismatches(Figures.satisfaction().onScale(null))).containsExactly(Mismatch.SCALE);
    assertThat(mismatches(Figures.satisfaction().onScale("nps"))).containsExactly(Mismatch.SCALE);
    // Answers on two points are those of csat.2-point, and of no other.
    assertThat(mismatches(Figures.satisfaction().onScale("csat-2")))
        .containsExactly(Mismatch.SCALE);
    assertThat(mismatches(Figures.of("nps"))).contains(Mismatch.METRIC);
  }

  private static List<Mismatch> mismatches(Figures figures) {
    return figures.benchmark().mismatches(BuiltInMetrics.CSAT, Aggregation.SHARE);
  }

  @Test
  void figuresOfOtherScalesAreContext() {
    PublishedBenchmarks.Shown shown = benchmarks.of(BuiltInMetrics.CSAT, Aggregation.SHARE);

    assertThat(shown.comparable()).isEmpty();
    assertThat(shown.context()).extracting(Benchmark::source).contains("ACSI", "UKCSI", "SQM");
    assertThat(shown.note()).contains("context");
  }

  @Test
  void whereThereIsNoFigureItIsSaid() {
    assertThat(benchmarks.of(BuiltInMetrics.BACKLOG, Aggregation.LEVEL).note())
        .isEqualTo("No published figure of it is known here.");
    PublishedBenchmarks.Known known =
        new PublishedBenchmarks.Known(Map.of("backlog", "None is public."), List.of());
    assertThat(known.of(BuiltInMetrics.BACKLOG, Aggregation.LEVEL).note())
        .isEqualTo("None is public.");
  }
}
