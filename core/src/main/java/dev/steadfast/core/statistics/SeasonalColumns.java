package dev.steadfast.core.statistics;

import java.util.ArrayList;
import java.util.List;

/** The regressors of a repeating pattern, each with mean zero over a whole season. */
public final class SeasonalColumns {
  private SeasonalColumns() {}

  /**
   * One column fewer than the season has days; none for a season of 1.
   *
   * @param season at least 1
   */
  public static List<double[]> of(int[] times, int season) {
    if (season < 1) {
      throw new IllegalArgumentException("not a season: " + season);
    }
    List<double[]> columns = new ArrayList<>();
    for (int phase = 1; phase < season; phase++) {
      double[] column = new double[times.length];
      for (int i = 0; i < times.length; i++) {
        column[i] = (Math.floorMod(times[i], season) == phase ? 1 : 0) - 1.0 / season;
      }
      columns.add(column);
    }
    return columns;
  }
}
