package dev.steadfast.core.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steadfast.core.calibration.Reliability;
import dev.steadfast.core.calibration.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A small form of the benchmark ODDS: odds that are stated come true as often. */
class StatedOddsTest {
  private static final int GOALS = 500;
  private static final int HORIZON = 42;

  @Test
  void oddsOfSharesComeTrueAsOftenAsStated() {
    SplittableRandom random = new SplittableRandom(7);
    List<Statement> statements = new ArrayList<>();
    for (int goal = 0; goal < GOALS; goal++) {
      int days = 100 + random.nextInt(150);
      long[] hits = new long[days + HORIZON];
      long[] sizes = new long[days + HORIZON];
      double logit = random.nextDouble(-1, 2);
      double step = random.nextInt(3) * 0.01;
      for (int t = 0; t < sizes.length; t++) {
        logit += step * random.nextGaussian();
        sizes[t] = t % 7 >= 5 ? 0 : 10 + random.nextInt(60);
        for (long i = 0; i < sizes[t]; i++) {
          hits[t] += random.nextDouble() < 1 / (1 + Math.exp(-logit)) ? 1 : 0;
        }
      }
      Outcomes outcomes =
          (Outcomes)
              WindowForecast.ofShare(
                  Arrays.copyOf(hits, days),
                  Arrays.copyOf(sizes, days),
                  days + HORIZON - 28,
                  days + HORIZON);
      double numerator = 0;
      double denominator = 0;
      for (int t = days + HORIZON - 28; t < days + HORIZON; t++) {
        numerator += hits[t];
        denominator += sizes[t];
      }
      double target = outcomes.levelAt(random.nextDouble(), Direction.UP);
      statements.add(
          new Statement(
              outcomes.oddsOf(target, Direction.UP), 100 * numerator / denominator >= target));
    }

    assertReliable(statements);
  }

  @Test
  void oddsOfCountsComeTrueAsOftenAsStated() {
    SplittableRandom random = new SplittableRandom(8);
    List<Statement> statements = new ArrayList<>();
    for (int goal = 0; goal < GOALS; goal++) {
      int days = 100 + random.nextInt(150);
      double[] values = new double[days];
      double total = 0;
      double level = Math.log(60);
      double step = random.nextInt(3) * 0.005;
      for (int t = 0; t < days + HORIZON; t++) {
        level += step * random.nextGaussian();
        double mean = Math.exp(level) * (t % 7 >= 5 ? 0.5 : 1);
        double value = Math.max(0, Math.rint(mean + Math.sqrt(2 * mean) * random.nextGaussian()));
        if (t < days) {
          values[t] = value;
        } else {
          total += value;
        }
      }
      Outcomes outcomes =
          (Outcomes)
              WindowForecast.ofSum(new Series(values, Domain.COUNT, 7, 365), days, days + HORIZON);
      double target = outcomes.levelAt(random.nextDouble(), Direction.DOWN);
      statements.add(new Statement(outcomes.oddsOf(target, Direction.DOWN), total <= target));
    }

    assertReliable(statements);
  }

  /** The benchmark's ± 5 points, and three standard errors of a share of so few. */
  private static void assertReliable(List<Statement> statements) {
    for (Reliability.Decile decile : Reliability.of(statements).deciles()) {
      double stated = decile.stated();
      double error = 100 * Math.sqrt(stated * (1 - stated) / decile.n());
      assertThat(Math.abs(decile.points()))
          .as("stated %.2f, happened %.2f of %d", stated, decile.happened(), decile.n())
          .isLessThan(5 + 3 * error);
    }
  }
}
