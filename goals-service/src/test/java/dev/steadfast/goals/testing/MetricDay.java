package dev.steadfast.goals.testing;

import dev.steadfast.contracts.metric.MetricCell;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What one metric measured in one scope on one day.
 *
 * @param histogram in Base64
 */
public record MetricDay(
    String metric,
    int version,
    String scope,
    LocalDate day,
    String zone,
    long count,
    long sum,
    long numerator,
    long denominator,
    @Nullable String histogram,
    long revision) {
  MetricCell cell() {
    return new MetricCell(metric, version, count, sum, numerator, denominator, histogram);
  }
}
