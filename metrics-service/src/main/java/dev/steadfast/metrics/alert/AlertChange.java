package dev.steadfast.metrics.alert;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A change of how a rule stood.
 *
 * @param from ok, firing or no-data
 * @param to the same
 * @param reason in words
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "AlertChange")
record AlertChange(
    UUID id,
    UUID ruleId,
    String ruleName,
    OffsetDateTime changedAt,
    String from,
    String to,
    @Nullable Double value,
    @Nullable Double lower,
    @Nullable Double upper,
    long n,
    String reason) {}
