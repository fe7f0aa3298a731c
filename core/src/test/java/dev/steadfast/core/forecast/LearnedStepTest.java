package dev.steadfast.core.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steadfast.contracts.metric.Aggregation;
import dev.steadfast.core.measure.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * How soon a forecast shows a lasting step in its history: plans that have begun fade by it. Ninety
 * days with a wandering level, simulated with a fixed seed.
 */
class LearnedStepTest {
  private static final int DAYS = 90;
  private static final int SERIES = 20;

  /** The mean part of a step on the last days that forecasts of the next four weeks hold. */
  private static double learned(Aggregation aggregation, int daysSince, int step) {
    double sum = 0;
    for (int series = 0; series < SERIES; series++) {
      double moved = mean(aggregation, series, daysSince, step);
      sum += (moved - mean(aggregation, series, daysSince, 0)) / step / SERIES;
    }
    return sum;
  }

  private static double mean(Aggregation aggregation, int seed, int daysSince, int step) {
    SplittableRandom random = new SplittableRandom(1 + 7919L * seed);
    boolean isLevel = aggregation == Aggregation.LEVEL;
    List<Cell> days = new ArrayList<>();
    double wander = 0;
    long before = 0;
    for (int t = 0; t < DAYS; t++) {
      wander = 0.97 * wander + (isLevel ? 10 : 1.5) * random.nextGaussian();
      double noise = (isLevel ? 6 : 12) * random.nextGaussian();
      long value = Math.round(200 + wander + noise) + (t >= DAYS - daysSince ? step : 0);
      days.add(
          isLevel
              ? new Cell(1, value - before, 0, 0, null)
              : new Cell(Math.max(0, value), 0, 0, 0, null));
      before = value;
    }
    Outcomes outcomes = (Outcomes) WindowForecast.of(days, aggregation, DAYS, DAYS + 28);
    return isLevel ? outcomes.mean() : outcomes.mean() / 28;
  }

  @Test
  void aCountShowsMostOfAStepAfterThreeWeeks() {
    assertThat(learned(Aggregation.COUNT, 1, 20)).isLessThan(0.4);
    assertThat(learned(Aggregation.COUNT, 10, 20)).isBetween(0.4, 1.0);
    assertThat(learned(Aggregation.COUNT, 21, 20)).isBetween(0.8, 1.2);
  }

  @Test
  void aLevelShowsMostOfAStepOnTheNextDay() {
    assertThat(learned(Aggregation.LEVEL, 1, 20)).isBetween(0.5, 1.2);
  }
}
