package dev.steadfast.goals.benchmark;

import dev.steadfast.contracts.metric.BuiltInMetrics;
import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.platform.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** Which figures a list shows. Its conditions are joined by "and". */
record BenchmarkFilter(
    @Nullable MetricDefinition metric, @Nullable String industry, @Nullable String channel) {

  /**
   * The filter in the words of a query.
   *
   * @throws ProblemException {@code invalid-parameter} for a metric that is not there
   */
  static BenchmarkFilter of(
      @Nullable String metric, @Nullable String industry, @Nullable String channel) {
    return new BenchmarkFilter(metric == null ? null : metric(metric), industry, channel);
  }

  /**
   * The metric of that key.
   *
   * @throws ProblemException {@code invalid-parameter}
   */
  static MetricDefinition metric(String key) {
    return BuiltInMetrics.named(key)
        .orElseThrow(
            () -> ProblemException.invalidParameter("metric", "There is no metric '" + key + "'."));
  }

  /** Whether it shows that one. */
  boolean shows(Benchmark benchmark) {
    return (metric == null || benchmark.contextFor().contains(metric.key()))
        && (industry == null || industry.equals(benchmark.industry()))
        && (channel == null || channel.equals(benchmark.channel()));
  }
}
