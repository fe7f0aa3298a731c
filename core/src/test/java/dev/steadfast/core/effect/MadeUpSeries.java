package dev.steadfast.core.effect;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/**
 * A made-up daily series with a weekly pattern and AR(1) noise of standard deviation one; with
 * controls, all follow one slow common factor to different degrees, with noise of their own.
 */
record MadeUpSeries(double[] values, List<double[]> controls, int start) {
  static MadeUpSeries of(SplittableRandom random, int before, int after, double rho, int controls) {
    int days = before + after;
    double[] pattern = random.doubles(7, -2.5, 2.5).toArray();
    double[] common = noise(random, days, 0.8);
    List<double[]> others = new ArrayList<>();
    for (int j = 0; j < controls; j++) {
      double follows = random.nextDouble(0.5, 1.5);
      double[] own = noise(random, days, 0.3);
      double[] other = new double[days];
      for (int day = 0; day < days; day++) {
        other[day] = 30 + follows * (pattern[day % 7] + 1.5 * common[day]) + 0.7 * own[day];
      }
      others.add(other);
    }
    double[] own = noise(random, days, rho);
    double[] values = new double[days];
    for (int day = 0; day < days; day++) {
      values[day] = 100 + pattern[day % 7] + (controls > 0 ? 1.5 * common[day] : 0) + own[day];
    }
    return new MadeUpSeries(values, others, before);
  }

  /** All series rise by 0.02 a day and share a random walk with steps of 0.1. */
  static MadeUpSeries sharingADrift(
      SplittableRandom random, int before, int after, double rho, int controls) {
    int days = before + after;
    double[] drift = new double[days];
    for (int day = 1; day < days; day++) {
      drift[day] = drift[day - 1] + 0.02 + 0.1 * random.nextGaussian();
    }
    List<double[]> all = new ArrayList<>();
    for (int j = 0; j <= controls; j++) {
      double[] series = noise(random, days, rho);
      for (int day = 0; day < days; day++) {
        series[day] += 50 + drift[day];
      }
      all.add(series);
    }
    return new MadeUpSeries(all.getFirst(), all.subList(1, all.size()), before);
  }

  /** 60 to 180 days before, 14 to 60 after, rho 0 to 0.6. */
  static MadeUpSeries realistic(SplittableRandom random, int controls) {
    return of(
        random, random.nextInt(60, 181), random.nextInt(14, 61), random.nextDouble(0.6), controls);
  }

  MadeUpSeries raisedBy(double effect) {
    return raisedFrom(start, effect);
  }

  MadeUpSeries raisedFrom(int day, double effect) {
    double[] raised = values.clone();
    for (int i = day; i < raised.length; i++) {
      raised[i] += effect;
    }
    return new MadeUpSeries(raised, controls, start);
  }

  MadeUpSeries sloping(double slope) {
    double[] sloped = values.clone();
    for (int i = 0; i < sloped.length; i++) {
      sloped[i] += slope * i;
    }
    return new MadeUpSeries(sloped, controls, start);
  }

  EffectQuestion question() {
    return new EffectQuestion(values, controls, start, OptionalInt.of(7));
  }

  private static double[] noise(SplittableRandom random, int days, double rho) {
    double[] noise = new double[days];
    double today = random.nextGaussian();
    for (int day = 0; day < days; day++) {
      noise[day] = today;
      today = rho * today + Math.sqrt(1 - rho * rho) * random.nextGaussian();
    }
    return noise;
  }
}
