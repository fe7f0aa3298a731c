package dev.steadfast.core.forecast;

/**
 * A model's part in a forecast.
 *
 * @param weight 0 to 1; all weights of a forecast sum to 1
 */
public record ModelWeight(String name, double weight) {}
