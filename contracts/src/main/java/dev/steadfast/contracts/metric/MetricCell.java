package dev.steadfast.contracts.metric;

import org.jspecify.annotations.Nullable;

/**
 * The parts of one metric's value. Durations are sums of milliseconds, numbers those of the steps
 * of their definition; {@code histogram} is Base64 of the platform's histogram encoding.
 */
public record MetricCell(
    String metric,
    int version,
    long count,
    long sum,
    long numerator,
    long denominator,
    @Nullable String histogram) {}
