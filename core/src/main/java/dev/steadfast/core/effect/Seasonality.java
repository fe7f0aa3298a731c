package dev.steadfast.core.effect;

import dev.steadfast.core.statistics.LeastSquares;
import dev.steadfast.core.statistics.SeasonalColumns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.hipparchus.distribution.continuous.FDistribution;

/** The season to fit: the one given, or a week where the days before show one. */
final class Seasonality {
  private static final int WEEK = 7;
  private static final int WEEKS_TO_SEE_ONE = 3;
  private static final double CHANCE = 0.01;

  private Seasonality() {}

  /** 1 where there is none, or where fewer than two seasons were observed before the start. */
  static int of(double[] values, int start, OptionalInt given) {
    int[] days = IntStream.range(0, start).filter(day -> !Double.isNaN(values[day])).toArray();
    if (given.isPresent()) {
      return days.length >= 2 * given.getAsInt() ? given.getAsInt() : 1;
    }
    return days.length >= WEEKS_TO_SEE_ONE * WEEK && showsWeek(values, days) ? WEEK : 1;
  }

  private static boolean showsWeek(double[] values, int[] days) {
    double[] target = Arrays.stream(days).mapToDouble(day -> values[day]).toArray();
    List<double[]> columns = new ArrayList<>();
    double[] level = new double[days.length];
    Arrays.fill(level, 1);
    columns.add(level);
    columns.add(Arrays.stream(days).asDoubleStream().toArray());
    LeastSquares without = LeastSquares.fit(columns, target);
    columns.addAll(SeasonalColumns.of(days, WEEK));
    LeastSquares with = LeastSquares.fit(columns, target);
    int freedom = days.length - with.rank();
    double unexplained = with.residualSumOfSquares() / freedom;
    double explained = (without.residualSumOfSquares() - with.residualSumOfSquares()) / (WEEK - 1);
    if (!(unexplained > 0)) {
      return explained > 0;
    }
    return new FDistribution(WEEK - 1, freedom).cumulativeProbability(explained / unexplained)
        > 1 - CHANCE;
  }
}
