package dev.steadfast.goals.testing;

import dev.steadfast.core.measure.Histogram;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;

/** Daily numbers of a metric whose truth is known. */
public final class SimulatedDays {
  private SimulatedDays() {}

  /**
   * Resolutions of a team, 30 a day, log-normal with that median and a deviation of 0.5.
   *
   * @param from the first day
   * @param to the last day
   */
  public static List<MetricDay> resolutions(
      String team, LocalDate from, LocalDate to, double median, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<MetricDay> days = new ArrayList<>();
    for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
      Histogram histogram = new Histogram();
      long sum = 0;
      for (int i = 0; i < 30; i++) {
        long value = Math.round(median * Math.exp(0.5 * random.nextGaussian()));
        histogram.record(value, 1);
        sum += value;
      }
      String encoded = Base64.getEncoder().encodeToString(histogram.encode());
      days.add(
          new MetricDay(
              "resolution-time", 1, "team=" + team, day, "UTC", 30, sum, 0, 0, encoded, 1));
    }
    return days;
  }

  /** Satisfaction answers of a team, 20 a day, each a top score with that chance. */
  public static List<MetricDay> ratings(
      String team, LocalDate from, LocalDate to, double chance, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<MetricDay> days = new ArrayList<>();
    for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
      int good = 0;
      for (int i = 0; i < 20; i++) {
        good += random.nextDouble() < chance ? 1 : 0;
      }
      days.add(new MetricDay("csat", 1, "team=" + team, day, "UTC", 20, 0, good, 20, null, 1));
    }
    return days;
  }
}
