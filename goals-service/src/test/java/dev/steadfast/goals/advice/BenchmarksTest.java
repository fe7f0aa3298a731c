package dev.steadfast.goals.advice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.steadfast.contracts.metric.Aggregation;
import dev.steadfast.contracts.metric.BuiltInMetrics;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BenchmarksTest {
  private final Benchmarks benchmarks = new Benchmarks(new ObjectMapper());

  private static Benchmark row(boolean sameDefinition, String unit, String aggregation) {
    return new Benchmark(
        "csat",
        List.of("csat"),
        aggregation,
        unit,
        sameDefinition,
        "d",
        null,
        null,
        81.0,
        null,
        null,
        "s",
        "p",
        "B");
  }

  @Test
  void onlyTheSameThingInTheSameUnitIsComparable() {
    assertThat(row(true, "percent", "share").isComparable(BuiltInMetrics.CSAT, Aggregation.SHARE))
        .isTrue();
    assertThat(row(false, "percent", "share").isComparable(BuiltInMetrics.CSAT, Aggregation.SHARE))
        .isFalse();
    assertThat(row(true, "score", "share").isComparable(BuiltInMetrics.CSAT, Aggregation.SHARE))
        .isFalse();
    assertThat(row(true, "percent", "mean").isComparable(BuiltInMetrics.CSAT, Aggregation.SHARE))
        .isFalse();
  }

  @Test
  void figuresOfOtherScalesAreContext() {
    Benchmarks.Shown shown = benchmarks.of(BuiltInMetrics.CSAT, Aggregation.SHARE);

    assertThat(shown.comparable()).isEmpty();
    assertThat(shown.context()).extracting(Benchmark::source).contains("ACSI", "UKCSI", "SQM");
    assertThat(shown.note()).contains("context");
  }

  @Test
  void whereThereIsNoFigureItIsSaid() {
    assertThat(benchmarks.of(BuiltInMetrics.BACKLOG, Aggregation.LEVEL).note())
        .isEqualTo("No published figure of it is known here.");
    Benchmarks.Known known = new Benchmarks.Known(Map.of("backlog", "None is public."), List.of());
    assertThat(known.of(BuiltInMetrics.BACKLOG, Aggregation.LEVEL).note())
        .isEqualTo("None is public.");
  }
}
