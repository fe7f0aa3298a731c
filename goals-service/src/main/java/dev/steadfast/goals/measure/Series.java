package dev.steadfast.goals.measure;

import java.util.UUID;

/**
 * The day cells of one metric in one scope.
 *
 * @param scope in its canonical text form
 */
public record Series(UUID tenant, String metric, int version, String scope) {}
