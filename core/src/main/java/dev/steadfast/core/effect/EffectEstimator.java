package dev.steadfast.core.effect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Estimates what initiatives changed: values after the start minus a counterfactual fitted to the
 * days before it.
 *
 * <p>The counterfactual is a regression on level, season, comparable series if there are any, and a
 * trend weighted by its evidence, in AR(1) noise (generalised least squares). The interval holds
 * the noise of the days after, the uncertainty of every coefficient, and that of the correlation
 * (through the degrees of freedom of Student's t).
 */
public final class EffectEstimator {
  /** Days beyond the coefficients without which no interval is worth giving. */
  private static final int FEWEST_TO_SPARE = 6;

  private final Comparison comparison;
  private final Panel panel;
  private final ControlChoice choice;
  private final int controls;
  private final int first;
  private final int[] before;
  private final int[] after;
  private final List<Check> shared = new ArrayList<>();

  private EffectEstimator(EffectQuestion question) {
    first = question.intervention();
    int season = Seasonality.of(question.values(), first, question.season());
    choice = ControlChoice.of(question.values(), question.controls(), first, season);
    controls = question.controls().size();
    comparison = Comparison.of(question.values(), choice, season, first);
    panel = comparison.scaled();
    before = panel.observed(0, first);
    after = panel.observed(first, question.values().length);
    if (controls > 0 && choice.regressors().isEmpty()) {
      shared.add(
          Check.notPossible(
              "controls", "No control varies before the start and is observed in 90 % of days."));
    }
    if (question.season().isPresent() && season == 1) {
      shared.add(
          Check.notPossible(
              "season", "Fewer than two seasons were observed before the start; none is fitted."));
    }
  }

  /** The effect of one initiative. */
  public static EffectAnswer estimate(EffectQuestion question) {
    Intervention only = new Intervention("", question.intervention());
    return new EffectEstimator(question).answers(List.of(only)).getFirst();
  }

  /**
   * The effects of initiatives that may overlap, in the order given. The cumulative effects sum to
   * the joint effect from the first start on: none is credited twice.
   *
   * @param interventions at least one; each starts inside the values
   * @throws IllegalArgumentException for anything else, and as {@link EffectQuestion}
   */
  public static List<EffectAnswer> estimateTogether(
      double[] values,
      List<double[]> controls,
      List<Intervention> interventions,
      OptionalInt season) {
    if (interventions.isEmpty()) {
      throw new IllegalArgumentException("no initiative, no effect");
    }
    for (Intervention intervention : interventions) {
      if (intervention.start() >= values.length) {
        throw new IllegalArgumentException(
            intervention.name() + " starts after the last of " + values.length + " values");
      }
    }
    int first = interventions.stream().mapToInt(Intervention::start).min().getAsInt();
    return new EffectEstimator(new EffectQuestion(values, controls, first, season))
        .answers(interventions);
  }

  private List<EffectAnswer> answers(List<Intervention> interventions) {
    Credit credit = Credit.of(panel, interventions);
    int needed = panel.row(0, Baseline.Shape.TREND).length + FEWEST_TO_SPARE;
    if (before.length < needed || after.length == 0) {
      return interventions.stream().map(one -> unknown(one)).toList();
    }
    PlaceboDates placebos = new PlaceboDates(comparison, before, after.length);
    Counterfactual counterfactual = Counterfactual.of(comparison, before, placebos);
    AssumptionChecks checks = new AssumptionChecks(panel, first);
    shared.add(checks.variation(counterfactual.main().level()));
    shared.add(checks.preTrend(counterfactual));
    shared.add(AssumptionChecks.placeboDates(placebos.chances(counterfactual.scaledWeight())));
    Expectation expectation = Expectation.of(panel, counterfactual, before, after);
    List<EffectAnswer> answers = new ArrayList<>();
    for (int i = 0; i < interventions.size(); i++) {
      int change = credit.changeOf(i);
      answers.add(
          change < 0
              ? unknown(interventions.get(i))
              : answer(interventions, i, credit, counterfactual, expectation));
    }
    return answers;
  }

  private EffectAnswer answer(
      List<Intervention> interventions,
      int initiative,
      Credit credit,
      Counterfactual counterfactual,
      Expectation expectation) {
    int change = credit.changeOf(initiative);
    int from = credit.starts().get(change);
    Uncertain effect = counterfactual.gap(after, credit.weights(after, change));
    int days = (int) Arrays.stream(after).filter(day -> day >= from).count();
    List<Check> checks = pointChecks(credit, change);
    checks.addAll(shared);
    if (interventions.size() > 1) {
      checks.add(separable(credit, change));
    }
    Estimate average = effect.estimate();
    double expected = expectation.mean(after, from);
    double[] coefficients = new double[choice.regressors().size()];
    for (int r = 0; r < coefficients.length; r++) {
      coefficients[r] =
          counterfactual.scaledWeight()
              * counterfactual.scaled().coefficient(panel.regressorColumn() + r);
    }
    return new EffectAnswer(
        choice.method(),
        average,
        average.times(days),
        expected == 0
            ? OptionalDouble.empty()
            : OptionalDouble.of(100 * average.value() / Math.abs(expected)),
        effect.probability(),
        verdict(average, checks),
        checks,
        before.length,
        days,
        choice.weights(controls, coefficients, 1 - counterfactual.scaledWeight()),
        expectation.counterfactual().clone(),
        expectation.band());
  }

  /** The days on either side on which nothing else started. */
  private List<Check> pointChecks(Credit credit, int change) {
    int start = credit.starts().get(change);
    int end = credit.ends().get(change);
    int clear = change == 0 ? 0 : credit.starts().get(change - 1);
    int previous = panel.observed(clear, start).length;
    List<Check> checks = new ArrayList<>();
    checks.add(
        AssumptionChecks.points(
            "points-before", "before the start", Math.min(before.length, previous)));
    checks.add(
        AssumptionChecks.points(
            "points-after",
            end == panel.values().length ? "from the start on" : "before the next start",
            panel.observed(start, end).length));
    return checks;
  }

  private static Check separable(Credit credit, int change) {
    int sharing = credit.members().get(change).size();
    return sharing == 1
        ? Check.passed("separable", "No other initiative started with this one.")
        : Check.failed(
            "separable",
            sharing + " initiatives started together; each is credited with an equal share.");
  }

  private static EffectVerdict verdict(Estimate average, List<Check> checks) {
    if (checks.stream().anyMatch(check -> check.result() == CheckResult.FAILED)) {
      return EffectVerdict.CANNOT_TELL;
    }
    if (!average.excludesZero()) {
      return EffectVerdict.NO_EFFECT_FOUND;
    }
    return average.value() > 0 ? EffectVerdict.RAISED : EffectVerdict.LOWERED;
  }

  private EffectAnswer unknown(Intervention intervention) {
    double[] none = new double[panel.values().length];
    Arrays.fill(none, Double.NaN);
    int days = panel.observed(intervention.start(), none.length).length;
    List<Check> checks = new ArrayList<>();
    checks.add(AssumptionChecks.points("points-before", "before the start", before.length));
    checks.add(AssumptionChecks.points("points-after", "from the start on", days));
    checks.addAll(shared);
    if (checks.stream().noneMatch(check -> check.result() == CheckResult.FAILED)) {
      checks.add(
          Check.failed(
              "points-before", before.length + " days are too few for the season and controls."));
    }
    return new EffectAnswer(
        choice.method(),
        Estimate.UNKNOWN,
        Estimate.UNKNOWN,
        OptionalDouble.empty(),
        0.5,
        EffectVerdict.CANNOT_TELL,
        checks,
        before.length,
        days,
        choice.weights(controls, new double[0], 0),
        none,
        new Band(none.clone(), none.clone()));
  }
}
