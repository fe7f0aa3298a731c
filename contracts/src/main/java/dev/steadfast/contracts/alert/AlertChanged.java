package dev.steadfast.contracts.alert;

import java.time.OffsetDateTime;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An alert rule fired, cleared, or has no data to judge by. {@code since} is when that began, which
 * is before {@code toldAt} where quiet hours lie between; the value is the one last seen.
 */
public record AlertChanged(
    UUID ruleId,
    String name,
    String metric,
    int version,
    String aggregation,
    String scope,
    String condition,
    @Nullable Double value,
    @Nullable Double lower,
    @Nullable Double upper,
    long n,
    String reason,
    OffsetDateTime since,
    OffsetDateTime toldAt,
    Map<String, String> labels) {}
