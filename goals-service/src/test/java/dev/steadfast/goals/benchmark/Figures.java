package dev.steadfast.goals.benchmark;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A figure told as a sentence. */
record Figures(Benchmark benchmark) {
  static Figures satisfaction() {
    return of("csat").in("percent").by("share").onScale("csat-5").of(80.0, null, null, null);
  }

  static Figures of(String metric) {
    return new Figures(
        new Benchmark(
            metric,
            List.of(metric),
            null,
            "percent",
            true,
            "d",
            null,
            null,
            null,
            null,
            80.0,
            null,
            null,
            null,
            "s",
            null,
            "p",
            "B"));
  }

  Figures in(String unit) {
    return with(benchmark.sameDefinition(), unit, benchmark.aggregation(), benchmark.scale());
  }

  Figures by(String aggregation) {
    return with(benchmark.sameDefinition(), benchmark.unit(), aggregation, benchmark.scale());
  }

  Figures onScale(@Nullable String scale) {
    return with(benchmark.sameDefinition(), benchmark.unit(), benchmark.aggregation(), scale);
  }

  Figures ofAnotherDefinition() {
    return with(false, benchmark.unit(), benchmark.aggregation(), benchmark.scale());
  }

  private Figures with(
      boolean same, String unit, @Nullable String aggregation, @Nullable String scale) {
    return new Figures(
        new Benchmark(
            benchmark.figures(),
            benchmark.contextFor(),
            aggregation,
            unit,
            same,
            "d",
            scale,
            null,
            null,
            null,
            benchmark.value(),
            benchmark.from(),
            benchmark.to(),
            benchmark.spread(),
            "s",
            null,
            "p",
            "B"));
  }

  Figures of(
      @Nullable Double value, @Nullable Double from, @Nullable Double to, @Nullable Spread spread) {
    return new Figures(
        new Benchmark(
            benchmark.figures(),
            benchmark.contextFor(),
            benchmark.aggregation(),
            benchmark.unit(),
            benchmark.sameDefinition(),
            "d",
            benchmark.scale(),
            null,
            null,
            null,
            value,
            from,
            to,
            spread,
            "s",
            null,
            "p",
            "B"));
  }
}
