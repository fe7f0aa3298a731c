package dev.steadfast.contracts.metric;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The absolute value of one day cell. Durations are sums of milliseconds; {@code histogram} is
 * Base64 of the platform's histogram encoding; a lower {@code revision} than one already held is to
 * be ignored.
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
    long revision) {}
