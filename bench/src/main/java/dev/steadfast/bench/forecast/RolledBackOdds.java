package dev.steadfast.bench.forecast;

import dev.steadfast.bench.forecast.ServiceDeskLog.Measured;
import dev.steadfast.core.calibration.Reliability;
import dev.steadfast.core.calibration.Statement;
import dev.steadfast.core.forecast.Direction;
import dev.steadfast.core.forecast.Outcomes;
import dev.steadfast.core.forecast.WindowForecast;
import dev.steadfast.core.measure.Cell;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;

/**
 * The odds that would have been stated on each day of a real service desk, from what was known
 * then, for the week and the two weeks to come, against what came. Statements of neighbouring days
 * share most of their days: they are far fewer independent cases than they are many.
 */
final class RolledBackOdds {
  private static final int FIRST_ORIGIN = 21;
  private static final int[] WINDOWS = {7, 14};
  private static final int TARGETS = 10;
  private static final long SEED = 498;

  private RolledBackOdds() {}

  /** By metric. */
  static Map<String, Reliability> of(ServiceDeskLog log) {
    Map<String, Reliability> found = new LinkedHashMap<>();
    List<Statement> all = new ArrayList<>();
    log.metrics()
        .forEach(
            (name, metric) -> {
              List<Statement> statements = statements(metric);
              found.put(name, Reliability.of(statements));
              all.addAll(statements);
            });
    found.put("all", Reliability.of(all));
    return found;
  }

  private static List<Statement> statements(Measured metric) {
    List<Statement> statements = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(SEED);
    for (int window : WINDOWS) {
      for (int origin = FIRST_ORIGIN; origin + window <= metric.days().size(); origin++) {
        List<Cell> known = metric.days().subList(0, origin);
        if (WindowForecast.of(known, metric.aggregation(), origin, origin + window)
            instanceof Outcomes outcomes) {
          OptionalDouble actual = actual(metric, origin, origin + window);
          for (int i = 0; i < TARGETS && actual.isPresent(); i++) {
            Direction direction = i % 2 == 0 ? Direction.UP : Direction.DOWN;
            double target = outcomes.levelAt(random.nextDouble(), direction);
            double came = actual.getAsDouble();
            boolean happened = direction == Direction.UP ? came >= target : came <= target;
            statements.add(new Statement(outcomes.oddsOf(target, direction), happened));
          }
        }
      }
    }
    return statements;
  }

  private static OptionalDouble actual(Measured metric, int from, int to) {
    Cell sum = new Cell();
    metric.days().subList(from, to).forEach(sum::add);
    return dev.steadfast.core.measure.Measured.inWholes(sum).value(metric.aggregation());
  }
}
