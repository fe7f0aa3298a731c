package dev.steadfast.goals.odds;

import dev.steadfast.core.forecast.CannotTell;
import dev.steadfast.core.forecast.WindowOutlook;
import dev.steadfast.core.measure.Scope;
import dev.steadfast.goals.measure.ActiveGoal;
import dev.steadfast.goals.plan.Aim;
import dev.steadfast.goals.plan.Initiatives;
import dev.steadfast.goals.plan.Plan;
import dev.steadfast.goals.progress.DateRange;
import dev.steadfast.goals.progress.DayCell;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * A goal on a day with all that its odds rest on, whoever asks for them.
 *
 * @param on the day, which counts as still to come, in {@code zone}
 * @param cells of the days before it
 * @param spread by the record of past forecasts
 * @param initiatives that can matter to it
 */
public record GoalToday(
    ActiveGoal goal,
    LocalDate on,
    ZoneId zone,
    List<DayCell> cells,
    Spread spread,
    Initiatives initiatives) {
  public GoalToday {
    cells = List.copyOf(cells);
  }

  /** The days that its final value is measured over, or empty where none fit into its period. */
  public Optional<DateRange> window() {
    return Terms.of(goal).map(Terms::window);
  }

  /** What its forecast is about; where no window fits, of the whole period. */
  Terms terms() {
    return Terms.of(goal).orElseGet(() -> Terms.of(goal, goal.period()));
  }

  /** What of its final value is still to come. */
  public Aim aim() {
    return aim(terms(), on);
  }

  static Aim aim(Terms terms, LocalDate on) {
    return new Aim(
        terms.series().metric(),
        Scope.parse(terms.series().scope()),
        terms.aggregation(),
        terms.window(),
        on);
  }

  /** The days that its forecast learns from. */
  public DailyHistory history() {
    return history(terms(), on);
  }

  private DailyHistory history(Terms terms, LocalDate day) {
    return DailyHistory.of(terms.aggregation(), cells, day, terms.window().from());
  }

  Inputs inputs() {
    return new Inputs(history(), terms(), initiatives.plan(aim()), spread.factor());
  }

  /** What its last window will measure by those inputs. */
  WindowOutlook outlook(Inputs inputs) {
    return window().isEmpty() ? noWindow() : inputs.outlook();
  }

  /** The same if nothing came of any plan, spread as the record of past forecasts asks for. */
  public WindowOutlook withoutPlan() {
    return window().isEmpty() ? noWindow() : inputs().withoutPlan();
  }

  private static CannotTell noWindow() {
    return new CannotTell(
        "No whole week or month ends within the period, so there is nothing to forecast.");
  }

  /** What was known and planned when a forecast before was made. */
  Change.Past past() {
    return new Change.Past() {
      @Override
      public DailyHistory asOf(KeptForecast before) {
        return history(before.terms(), before.made().on());
      }

      @Override
      public Plan carried(KeptForecast before, Terms terms) {
        return initiatives.carried(
            before.inputs().plan(), aim(before.terms(), before.made().on()), aim(terms, on));
      }
    };
  }
}
