package dev.steadfast.core.change;

/**
 * A single day that does not fit its level and its place in the week.
 *
 * @param index the day, counted from 0
 * @param value as observed
 * @param expected local level plus season, in the unit of the series
 * @param lower end of the band outside which only the given share of ordinary days falls
 * @param upper end of the same band
 * @param score distance from expected, in standard deviations of an ordinary day; signed
 */
public record Anomaly(
    int index, double value, double expected, double lower, double upper, double score) {
  public Anomaly {
    if (index < 0 || !(lower <= upper) || (lower <= value && value <= upper)) {
      throw new IllegalArgumentException(value + " is ordinary between " + lower + " and " + upper);
    }
  }
}
