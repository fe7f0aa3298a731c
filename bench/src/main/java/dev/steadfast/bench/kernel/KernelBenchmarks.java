package dev.steadfast.bench.kernel;

import dev.steadfast.bench.BenchFailure;
import dev.steadfast.bench.report.Outcome;
import dev.steadfast.bench.report.Table;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs the kernels of B9 that bench can reach, each beside what else would do it. */
public final class KernelBenchmarks {
  private static final String OURS = "Ours";
  private static final String THEIRS = "Plain";

  private final PrintStream out;

  public KernelBenchmarks(PrintStream out) {
    this.out = out;
  }

  /**
   * Runs them and prints what they take.
   *
   * @throws BenchFailure when JMH does not run
   */
  public Outcome run() {
    out.println("B9: kernels under JMH, 3 × 1 s of warm-up and 5 × 1 s measured in one fork each");
    out.println("    (histogram, timeline fold and schedule span; takes about seven minutes)");
    try {
      Map<String, Result<?>> times = new TreeMap<>();
      for (RunResult run :
          new Runner(
                  new OptionsBuilder()
                      .include(HistogramBenchmark.class.getName())
                      .include(FoldBenchmark.class.getName())
                      .include(SpanBenchmark.class.getName())
                      .verbosity(VerboseMode.SILENT)
                      .build())
              .run()) {
        times.put(name(run), run.getPrimaryResult());
      }
      return report(times);
    } catch (RunnerException e) {
      throw new BenchFailure("JMH: " + e.getMessage(), e);
    }
  }

  private static String name(RunResult run) {
    String method = run.getParams().getBenchmark();
    String size = String.join(" ", run.getParams().getParamsKeys());
    return method.substring(method.lastIndexOf('.') + 1)
        + ", "
        + run.getParams().getParam(size)
        + " "
        + size;
  }

  private Outcome report(Map<String, Result<?>> times) {
    Table table = new Table("kernel", "ours µs", "plain µs", "ours ÷ plain");
    List<Map<String, Object>> facts = new ArrayList<>();
    times.forEach(
        (name, ours) -> {
          Result<?> theirs = times.get(name.replace(OURS, THEIRS));
          if (!name.contains(OURS) || theirs == null) {
            return;
          }
          String kernel = name.replace(OURS, "");
          double ratio = ours.getScore() / theirs.getScore();
          table.row(kernel, text(ours), text(theirs), "%.3f".formatted(ratio));
          Map<String, Object> fact = new LinkedHashMap<>();
          fact.put("kernel", kernel);
          fact.put("oursMicroseconds", ours.getScore());
          fact.put("oursError", error(ours));
          fact.put("plainMicroseconds", theirs.getScore());
          fact.put("plainError", error(theirs));
          facts.add(fact);
        });
    out.println();
    out.println(table.text());
    return new Outcome(Map.of("kernels", facts), List.of());
  }

  private static String text(Result<?> result) {
    return "%.3f ± %.3f".formatted(result.getScore(), error(result));
  }

  /** Half of the 99.9 % interval; 0 where there are too few iterations for one. */
  private static double error(Result<?> result) {
    return Double.isNaN(result.getScoreError()) ? 0 : result.getScoreError();
  }
}
