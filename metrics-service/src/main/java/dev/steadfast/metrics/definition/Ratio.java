package dev.steadfast.metrics.definition;

/**
 * What a share, or another ratio, is of.
 *
 * @param numerator the name of a definition, such as {@code resolved@1}
 * @param denominator the name of another
 */
public record Ratio(String numerator, String denominator) {}
