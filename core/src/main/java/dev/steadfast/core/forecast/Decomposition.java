package dev.steadfast.core.forecast;

import java.util.List;

/**
 * What the history consists of, in the unit of the series.
 *
 * @param level at its end, season removed
 * @param trend by which the forecast level changes in the next step
 * @param season deviations from the level, one for each step of the shortest season that the data
 *     carry, beginning with the first step to come; empty where none is carried
 * @param spread standard deviation of single steps around level and season
 * @param shifts oldest first
 * @param missing steps without a value
 * @param n steps with a value
 */
public record Decomposition(
    double level,
    double trend,
    double[] season,
    double spread,
    List<LevelShift> shifts,
    int missing,
    int n) {
  public Decomposition {
    shifts = List.copyOf(shifts);
  }
}
