package dev.steadfast.bench;

import dev.steadfast.bench.forecast.OddsBenchmark;
import dev.steadfast.bench.forecast.RefreshBenchmark;
import dev.steadfast.bench.forecast.WeeklyBenchmark;
import dev.steadfast.bench.importing.DuplicateBenchmark;
import dev.steadfast.bench.importing.ImportBenchmark;
import dev.steadfast.bench.importing.ImportOptions;
import dev.steadfast.bench.kernel.KernelBenchmarks;
import dev.steadfast.bench.machine.Machine;
import dev.steadfast.bench.querying.QueryBenchmark;
import dev.steadfast.bench.querying.QueryOptions;
import dev.steadfast.bench.report.Outcome;
import dev.steadfast.bench.report.ResultFile;
import dev.steadfast.launcher.suite.SuiteFailure;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Runs the named scenarios, or all that there are.
 *
 * <p>Arguments: names such as {@code B3}, {@code all}; {@code --quick} makes those that start the
 * suite too short to judge. Exit codes: 0, 1 when a bar is missed or a scenario cannot run, 2 for a
 * name that is no scenario.
 */
public final class Main {
  private static final List<String> THERE =
      List.of("B3", "B4", "B6", "B9", "M4", "FORECAST", "ODDS");
  private static final Set<String> PLANNED = Set.of("B1", "B2", "B5", "B7", "B8", "B10");
  private static final String QUICK = "--QUICK";

  private final Path root;
  private final PrintStream out;
  private final Clock clock;

  Main(Path root, PrintStream out, Clock clock) {
    this.root = root;
    this.out = out;
    this.clock = clock;
  }

  public static void main(String[] args) {
    // Must stand before the first logger: a library on the class path insists on its own.
    System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
    Logger.getLogger("").setLevel(Level.WARNING);
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Path root = Path.of(System.getProperty("steadfast.root", "."));
    System.exit(new Main(root, out, Clock.systemUTC()).run(List.of(args)));
  }

  int run(List<String> args) {
    List<String> names =
        new ArrayList<>(args.stream().map(name -> name.toUpperCase(Locale.ROOT)).toList());
    boolean isQuick = names.remove(QUICK);
    for (String name : names) {
      if (!name.equals("ALL") && !THERE.contains(name)) {
        out.println(
            PLANNED.contains(name)
                ? "The scenario " + name + " is not there yet; " + there() + " are."
                : "There is no scenario " + name + "; " + there() + " are.");
        return 2;
      }
    }
    return measure(names.isEmpty() || names.contains("ALL") ? THERE : names, isQuick);
  }

  private static String there() {
    int last = THERE.size() - 1;
    return String.join(", ", THERE.subList(0, last)) + " and " + THERE.get(last);
  }

  private int measure(List<String> names, boolean isQuick) {
    Machine machine = Machine.here();
    out.printf(
        "%d cores of %s, %.1f GiB, %s, %s%n%n",
        machine.cores(),
        machine.processor(),
        machine.memoryBytes() / 1073741824.0,
        machine.kernel(),
        machine.java());
    Map<String, Object> results = new LinkedHashMap<>();
    results.put("startedAt", clock.instant().toString());
    results.put("machine", machine.facts());
    boolean isGood = true;
    for (String name : names) {
      try {
        Outcome outcome = scenario(name, isQuick);
        results.put(name, outcome.results());
        isGood &= outcome.isGood();
      } catch (BenchFailure | SuiteFailure e) {
        out.println(name + " gives no result: " + e.getMessage());
        results.put(name, Map.of("failure", String.valueOf(e.getMessage())));
        isGood = false;
      }
      out.println();
    }
    Path file = ResultFile.write(root.resolve("bench/results"), clock.instant(), results);
    out.println("All rounds: " + root.relativize(file));
    return isGood ? 0 : 1;
  }

  private Outcome scenario(String name, boolean isQuick) {
    return switch (name) {
      case "B3" ->
          new ImportBenchmark(root, isQuick ? ImportOptions.quick() : ImportOptions.standard(), out)
              .run();
      case "B4" ->
          new DuplicateBenchmark(
                  root, isQuick ? ImportOptions.small() : ImportOptions.standard(), out)
              .run();
      case "B6" ->
          new QueryBenchmark(root, isQuick ? QueryOptions.quick() : QueryOptions.standard(), out)
              .run();
      case "B9" -> new KernelBenchmarks(out).run();
      case "M4" -> new WeeklyBenchmark(root, out).run();
      case "FORECAST" -> new RefreshBenchmark(out).run();
      case "ODDS" -> new OddsBenchmark(root, out).run();
      default -> throw new IllegalArgumentException(name);
    };
  }
}
