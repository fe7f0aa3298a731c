package dev.steadfast.bench.forecast;

import dev.steadfast.bench.report.Bar;
import dev.steadfast.bench.report.Outcome;
import dev.steadfast.bench.report.Table;
import dev.steadfast.core.forecast.Outcomes;
import dev.steadfast.core.forecast.WindowForecast;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;

/** FORECAST: 10,000 goals are forecast anew, with the odds of their targets, on one thread. */
public final class RefreshBenchmark {
  private static final int GOALS = 10_000;
  private static final int DIFFERENT = 500;
  private static final long SEED = 5_000_000;

  private final PrintStream out;

  public RefreshBenchmark(PrintStream out) {
    this.out = out;
  }

  /** Forecasts all of them, prints and judges the time. */
  public Outcome run() {
    List<SimulatedGoal> goals =
        LongStream.range(0, DIFFERENT).mapToObj(i -> SimulatedGoal.of(SEED + i)).toList();
    out.println(
        "FORECAST: 10,000 goals of 180 to 730 days, 14 to 90 to come, "
            + DIFFERENT
            + " different ones, one thread, no warm-up");
    Map<String, double[]> kinds = new TreeMap<>();
    double checksum = 0;
    ThreadClock all = new ThreadClock();
    for (int i = 0; i < GOALS; i++) {
      SimulatedGoal goal = goals.get(i % DIFFERENT);
      ThreadClock one = new ThreadClock();
      Outcomes outcomes =
          (Outcomes)
              WindowForecast.of(
                  goal.history(), goal.aggregation(), goal.windowFrom(), goal.windowTo());
      checksum += outcomes.oddsOf(goal.target(), goal.direction());
      double[] sums = kinds.computeIfAbsent(goal.aggregation().code(), kind -> new double[2]);
      sums[0] += one.cpuSeconds();
      sums[1]++;
    }
    return report(all.wallSeconds(), all.cpuSeconds(), kinds, checksum / GOALS);
  }

  private Outcome report(double wall, double cpu, Map<String, double[]> kinds, double meanOdds) {
    Table table = new Table("", "goals", "ms of CPU each");
    Map<String, Object> each = new LinkedHashMap<>();
    kinds.forEach(
        (kind, sums) -> {
          double ms = 1000 * sums[0] / sums[1];
          table.row(kind, "%.0f".formatted(sums[1]), String.format(Locale.ROOT, "%.2f", ms));
          each.put(kind, ms);
        });
    out.println(table.text());
    out.printf(Locale.ROOT, "%.1f s of wall clock; mean odds %.3f%n", wall, meanOdds);
    List<Bar> bars = List.of(new Bar("seconds of CPU on one core", cpu, 60, 0, false, "%.1f"));
    bars.forEach(bar -> out.println(bar.line()));
    Map<String, Object> results = new LinkedHashMap<>();
    results.put("goals", GOALS);
    results.put("wallSeconds", wall);
    results.put("cpuSeconds", cpu);
    results.put("cpuMillisecondsEach", each);
    return new Outcome(results, bars);
  }
}
