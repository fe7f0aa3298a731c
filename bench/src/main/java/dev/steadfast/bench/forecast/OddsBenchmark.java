package dev.steadfast.bench.forecast;

import dev.steadfast.bench.report.Bar;
import dev.steadfast.bench.report.Outcome;
import dev.steadfast.bench.report.Table;
import dev.steadfast.core.calibration.Reliability;
import dev.steadfast.core.calibration.Statement;
import dev.steadfast.core.forecast.Direction;
import dev.steadfast.core.forecast.Outcomes;
import dev.steadfast.core.forecast.WindowForecast;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * ODDS: do stated odds come true as often as stated? Each invented goal counts once. Half of the
 * targets are taken from the advice at odds drawn evenly, half are set by hand.
 */
public final class OddsBenchmark {
  private static final int GOALS = 16_000;
  private static final int LEAST_IN_A_TENTH = 1_000;
  private static final double MOST_POINTS = 5;
  private static final long SEED = 70_000_000;

  private final Path root;
  private final PrintStream out;

  /**
   * @param root of the project, beside which the log of a real service desk may be
   */
  public OddsBenchmark(Path root, PrintStream out) {
    this.root = root;
    this.out = out;
  }

  /** States the odds of all goals, and sees what happens. */
  public Outcome run() {
    out.println("ODDS: " + GOALS + " goals on invented metrics, one thread, a few minutes");
    List<Statement> all = new ArrayList<>();
    Map<String, List<Statement>> parts = new LinkedHashMap<>();
    for (int i = 0; i < GOALS; i++) {
      SimulatedGoal goal = SimulatedGoal.of(SEED + i);
      boolean isAdvised = i % 2 == 0;
      Statement statement = statement(goal, isAdvised, i);
      all.add(statement);
      add(parts, isAdvised ? "target from the advice" : "target set by hand", statement);
      add(parts, goal.aggregation().code(), statement);
    }
    Map<String, Object> results = new LinkedHashMap<>();
    Reliability reliability = Reliability.of(all);
    print("all", reliability);
    results.put("all", reliability);
    parts.forEach(
        (name, statements) -> {
          Reliability part = Reliability.of(statements);
          results.put(name, part);
          out.printf(
              Locale.ROOT,
              "%-24s Brier %.4f, worst tenth %+.1f points%n",
              name,
              part.brier(),
              worst(part));
        });
    ServiceDeskLog.read(root)
        .ifPresentOrElse(
            log -> rollBack(log, results),
            () -> out.println("The log of a real service desk is not beside the project."));
    return judged(reliability, results);
  }

  private void rollBack(ServiceDeskLog log, Map<String, Object> results) {
    out.println();
    out.println(
        "A real service desk, rolled back day by day (overlapping windows; reported, no bar):");
    RolledBackOdds.of(log)
        .forEach(
            (name, reliability) -> {
              results.put("service desk, " + name, reliability);
              out.printf(
                  Locale.ROOT,
                  "%-24s %5d statements, Brier %.4f, worst tenth %+.1f points%n",
                  name,
                  reliability.n(),
                  reliability.brier(),
                  worst(reliability));
              if (name.equals("all")) {
                print("service desk", reliability);
              }
            });
    out.println();
  }

  private static void add(Map<String, List<Statement>> parts, String name, Statement statement) {
    parts.computeIfAbsent(name, part -> new ArrayList<>()).add(statement);
  }

  private static Statement statement(SimulatedGoal goal, boolean isAdvised, long seed) {
    Outcomes outcomes =
        (Outcomes)
            WindowForecast.of(
                goal.history(), goal.aggregation(), goal.windowFrom(), goal.windowTo());
    double wanted = new SplittableRandom(seed).nextDouble();
    double target = isAdvised ? outcomes.levelAt(wanted, goal.direction()) : goal.target();
    double actual = goal.outcome();
    boolean happened = goal.direction() == Direction.UP ? actual >= target : actual <= target;
    return new Statement(outcomes.oddsOf(target, goal.direction()), happened);
  }

  private void print(String name, Reliability reliability) {
    Table table = new Table("stated odds, " + name, "goals", "stated %", "happened %", "points");
    for (Reliability.Decile decile : reliability.deciles()) {
      table.row(
          String.format(Locale.ROOT, "%.0f – %.0f %%", 100 * decile.from(), 100 * decile.to()),
          String.valueOf(decile.n()),
          String.format(Locale.ROOT, "%.1f", 100 * decile.stated()),
          String.format(Locale.ROOT, "%.1f", 100 * decile.happened()),
          String.format(Locale.ROOT, "%+.1f", decile.points()));
    }
    out.println(table.text());
  }

  private static double worst(Reliability reliability) {
    double worst = 0;
    for (Reliability.Decile decile : reliability.deciles()) {
      worst = Math.abs(decile.points()) > Math.abs(worst) ? decile.points() : worst;
    }
    return worst;
  }

  private Outcome judged(Reliability reliability, Map<String, Object> results) {
    int least = reliability.deciles().stream().mapToInt(Reliability.Decile::n).min().orElse(0);
    List<Bar> bars =
        List.of(
            new Bar("goals in the thinnest tenth", least, LEAST_IN_A_TENTH, 0, true, "%.0f"),
            new Bar(
                "points off in the worst tenth",
                Math.abs(worst(reliability)),
                MOST_POINTS,
                0,
                false,
                "%.1f"));
    bars.forEach(bar -> out.println(bar.line()));
    return new Outcome(results, bars);
  }
}
