package dev.steadfast.core.change;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hipparchus.distribution.continuous.TDistribution;

/**
 * Finds single days outside the weekly pattern.
 *
 * <p>Expected is the level between two level shifts (see {@link ChangePoints}), moved by a running
 * median over {@value #WINDOW} days on either side, plus the median of the same day of the season.
 * Medians and the median absolute deviation keep the anomalies themselves from hiding each other.
 */
public final class Anomalies {
  private static final int FEWEST = 21;
  private static final int WINDOW = 28;
  private static final double NORMAL_MAD = 1.482602218505602;

  /**
   * Values per degree of freedom of a scale from the median absolute deviation: its efficiency is
   * 37 % (Hampel 1974).
   */
  private static final double EFFICIENCY = 0.37;

  private Anomalies() {}

  /**
   * The anomalies in order of their days; none in a series with fewer than 21 values or fewer than
   * three seasons, and none where more than half of the days equal their expectation.
   *
   * @param values one value a day in any unit; NaN for a day without
   * @param season days after which the pattern repeats; 1 for none
   * @param falseAlarmRate the share of ordinary days (normal around what is expected) that may be
   *     called anomalies, between 0 and 1, ends excluded
   * @throws IllegalArgumentException for anything else
   */
  public static List<Anomaly> find(double[] values, int season, double falseAlarmRate) {
    if (!(falseAlarmRate > 0 && falseAlarmRate < 1)) {
      throw new IllegalArgumentException("not a rate: " + falseAlarmRate);
    }
    List<LevelShift> shifts = ChangePoints.find(values, season);
    ObservedDays days = ObservedDays.of(values, season);
    int n = days.count();
    if (n < Math.max(FEWEST, 3 * season)) {
      return List.of();
    }
    double[] expected = expected(days, shifts);
    double[] distances = new double[n];
    for (int i = 0; i < n; i++) {
      distances[i] = Math.abs(days.values()[i] - expected[i]);
    }
    double fitted = season + 2.0 * shifts.size() + (double) n / WINDOW;
    double scale = NORMAL_MAD * median(distances) * Math.sqrt(n / Math.max(1, n - fitted));
    if (scale == 0) {
      return List.of();
    }
    double freedom = Math.max(1, EFFICIENCY * (n - fitted));
    double limit =
        scale * new TDistribution(freedom).inverseCumulativeProbability(1 - falseAlarmRate / 2);
    List<Anomaly> anomalies = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      if (distances[i] > limit) {
        double value = days.values()[i];
        anomalies.add(
            new Anomaly(
                days.times()[i],
                value,
                expected[i],
                expected[i] - limit,
                expected[i] + limit,
                (value - expected[i]) / scale));
      }
    }
    return List.copyOf(anomalies);
  }

  private static double[] expected(ObservedDays days, List<LevelShift> shifts) {
    double[] level = levels(days, shifts);
    double[] pattern = pattern(days, level);
    double[] rest = new double[days.count()];
    for (int i = 0; i < rest.length; i++) {
      rest[i] = days.values()[i] - level[i] - pattern[i];
    }
    double[] expected = new double[rest.length];
    for (int i = 0; i < rest.length; i++) {
      int from = i;
      int to = i;
      int day = days.times()[i];
      while (from > 0 && days.times()[from - 1] >= day - WINDOW) {
        from--;
      }
      while (to < rest.length && days.times()[to] <= day + WINDOW) {
        to++;
      }
      expected[i] = level[i] + pattern[i] + median(Arrays.copyOfRange(rest, from, to));
    }
    return expected;
  }

  private static double[] levels(ObservedDays days, List<LevelShift> shifts) {
    double[] level = new double[days.count()];
    int shift = 0;
    double current = shifts.isEmpty() ? median(days.values()) : shifts.getFirst().before();
    for (int i = 0; i < level.length; i++) {
      while (shift < shifts.size() && shifts.get(shift).index() <= days.times()[i]) {
        current = shifts.get(shift++).after();
      }
      level[i] = current;
    }
    return level;
  }

  private static double[] pattern(ObservedDays days, double[] level) {
    int season = days.season();
    double[] medians = new double[season];
    for (int phase = 0; phase < season; phase++) {
      double[] same = new double[days.count()];
      int count = 0;
      for (int i = 0; i < level.length; i++) {
        if (days.times()[i] % season == phase) {
          same[count++] = days.values()[i] - level[i];
        }
      }
      medians[phase] = count == 0 ? 0 : median(Arrays.copyOf(same, count));
    }
    double[] pattern = new double[level.length];
    for (int i = 0; i < pattern.length; i++) {
      pattern[i] = medians[days.times()[i] % season];
    }
    return pattern;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
