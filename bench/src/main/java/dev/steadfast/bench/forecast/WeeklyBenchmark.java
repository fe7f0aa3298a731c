package dev.steadfast.bench.forecast;

import dev.steadfast.bench.forecast.WeeklyCompetition.Published;
import dev.steadfast.bench.report.Bar;
import dev.steadfast.bench.report.Outcome;
import dev.steadfast.bench.report.Table;
import dev.steadfast.core.forecast.Band;
import dev.steadfast.core.forecast.Domain;
import dev.steadfast.core.forecast.Forecast;
import dev.steadfast.core.forecast.Forecaster;
import dev.steadfast.core.forecast.Series;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** M4: all 359 weekly series, beside the published errors of other methods. */
public final class WeeklyBenchmark {
  private static final Set<String> SIMPLE =
      Set.of("Naive2", "SES", "Holt", "Damped", "Theta", "Com");

  private final Path root;
  private final PrintStream out;

  public WeeklyBenchmark(Path root, PrintStream out) {
    this.root = root;
    this.out = out;
  }

  /** What the errors of all series sum to. */
  private static final class Score {
    private double smape;
    private double mase;
    private int inside;
    private int steps;
    private int series;

    void add(Forecast forecast, double[] train, double[] actual) {
      double[] median = forecast.median();
      Band band = forecast.interval(95);
      double absolute = 0;
      for (int h = 0; h < actual.length; h++) {
        double off = Math.abs(median[h] - actual[h]);
        absolute += off / actual.length;
        smape += 200 * off / (Math.abs(median[h]) + Math.abs(actual[h])) / actual.length;
        inside += band.lower()[h] <= actual[h] && actual[h] <= band.upper()[h] ? 1 : 0;
        steps++;
      }
      double scale = 0;
      for (int t = 1; t < train.length; t++) {
        scale += Math.abs(train[t] - train[t - 1]) / (train.length - 1);
      }
      mase += absolute / scale;
      series++;
    }
  }

  /**
   * Forecasts all of them on this thread.
   *
   * @throws dev.steadfast.bench.BenchFailure if the data are not there
   */
  public Outcome run() {
    WeeklyCompetition m4 = WeeklyCompetition.read(root);
    out.println("M4: " + m4.train().size() + " weekly series, 13 steps, one thread");
    ThreadClock clock = new ThreadClock();
    Score score = new Score();
    for (int i = 0; i < m4.train().size(); i++) {
      Series series = new Series(m4.train().get(i), Domain.NON_NEGATIVE, 52);
      double[] actual = m4.test().get(i);
      if (Forecaster.forecast(series, actual.length) instanceof Forecast forecast) {
        score.add(forecast, m4.train().get(i), actual);
      }
    }
    return report(m4, score, clock.wallSeconds(), clock.cpuSeconds());
  }

  private Outcome report(WeeklyCompetition m4, Score score, double wall, double cpu) {
    double smape = score.smape / score.series;
    double mase = score.mase / score.series;
    double coverage = 100.0 * score.inside / score.steps;
    Table table = new Table("", "sMAPE", "MASE");
    table.row("Steadfast", text(smape), text(mase));
    List<Published> simple =
        m4.published().stream().filter(row -> SIMPLE.contains(row.method())).toList();
    simple.forEach(row -> table.row(row.method(), text(row.smape()), text(row.mase())));
    out.println(table.text());
    long betterSmape = m4.published().stream().filter(row -> row.smape() < smape).count();
    long betterMase = m4.published().stream().filter(row -> row.mase() < mase).count();
    out.printf(
        Locale.ROOT,
        "Of %d published methods %d have a lower sMAPE, %d a lower MASE. %.1f s, %.1f s of CPU.%n",
        m4.published().size(),
        betterSmape,
        betterMase,
        wall,
        cpu);
    double bestSmape = simple.stream().mapToDouble(Published::smape).min().orElseThrow();
    double bestMase = simple.stream().mapToDouble(Published::mase).min().orElseThrow();
    List<Bar> bars = new ArrayList<>();
    bars.add(new Bar("sMAPE below the best simple method", smape, bestSmape, 0, false, "%.3f"));
    bars.add(new Bar("MASE below the best simple method", mase, bestMase, 0, false, "%.3f"));
    bars.add(new Bar("95 % intervals that hold, %", coverage, 93, 0, true, "%.2f"));
    bars.add(new Bar("95 % intervals that hold, %", coverage, 97, 0, false, "%.2f"));
    bars.add(new Bar("all series forecast", score.series, m4.train().size(), 0, true, "%.0f"));
    bars.add(new Bar("seconds of CPU on one core", cpu, 60, 0, false, "%.1f"));
    bars.forEach(bar -> out.println(bar.line()));
    Map<String, Object> results = new LinkedHashMap<>();
    results.put("smape", smape);
    results.put("mase", mase);
    results.put("coverage95", coverage);
    results.put("wallSeconds", wall);
    results.put("cpuSeconds", cpu);
    results.put("publishedWithLowerSmape", betterSmape);
    results.put("publishedWithLowerMase", betterMase);
    return new Outcome(results, bars);
  }

  private static String text(double error) {
    return String.format(Locale.ROOT, "%.3f", error);
  }
}
