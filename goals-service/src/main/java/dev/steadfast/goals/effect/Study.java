package dev.steadfast.goals.effect;

import dev.steadfast.core.effect.Band;
import dev.steadfast.core.effect.Check;
import dev.steadfast.core.effect.CheckResult;
import dev.steadfast.core.effect.EffectAnswer;
import dev.steadfast.core.effect.EffectEstimator;
import dev.steadfast.core.effect.EffectVerdict;
import dev.steadfast.core.effect.Estimate;
import dev.steadfast.core.effect.Intervention;
import dev.steadfast.core.effect.Method;
import dev.steadfast.core.measure.Scope;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What became of an initiative: in all its scopes together, and in each.
 *
 * @param values of all scopes together, see {@link Combination}; none without a panel
 * @param together of those values
 * @param each by scope; only where there are several
 */
record Study(
    Material material, double[] values, EffectAnswer together, Map<Scope, EffectAnswer> each) {
  private static final int WEEK = 7;
  private static final int FEWEST = 14;

  /** Judges an initiative by its material. The same material gives the same answer. */
  static Study of(Material material) {
    if (material.panel().isEmpty()) {
      return new Study(material, new double[0], untold(new double[0], 0), Map.of());
    }
    Material.Panel panel = material.panel().get();
    int start = panel.study().index(material.terms().start());
    List<Scope> scopes = material.terms().scopes();
    double[] values =
        scopes.size() == 1
            ? panel.affected().values().iterator().next()
            : Combination.mean(List.copyOf(panel.affected().values()), start);
    Map<Scope, EffectAnswer> each = new LinkedHashMap<>();
    if (scopes.size() > 1) {
      panel
          .affected()
          .forEach((scope, own) -> each.put(scope, answer(panel, own, start, List.of(scope))));
    }
    return new Study(material, values, answer(panel, values, start, scopes), each);
  }

  private static EffectAnswer answer(
      Material.Panel panel, double[] values, int start, List<Scope> scopes) {
    if (observed(values, 0, start) == 0 || observed(values, start, values.length) == 0) {
      return untold(values, start);
    }
    List<Intervention> interventions = new ArrayList<>();
    interventions.add(new Intervention("", start));
    for (StudyDays.Began other : panel.touching(scopes)) {
      interventions.add(new Intervention(other.title(), panel.study().index(other.start())));
    }
    return EffectEstimator.estimateTogether(
            values, List.copyOf(panel.controls().values()), interventions, OptionalInt.of(WEEK))
        .getFirst();
  }

  /** The answer where one side has no value at all. */
  private static EffectAnswer untold(double[] values, int start) {
    double[] none = new double[values.length];
    Arrays.fill(none, Double.NaN);
    int before = observed(values, 0, start);
    int after = observed(values, start, values.length);
    return new EffectAnswer(
        Method.INTERRUPTED_TIME_SERIES,
        Estimate.UNKNOWN,
        Estimate.UNKNOWN,
        OptionalDouble.empty(),
        0.5,
        EffectVerdict.CANNOT_TELL,
        List.of(
            points("points-before", "before the start", before),
            points("points-after", "from the start on", after)),
        before,
        after,
        List.of(),
        none,
        new Band(none.clone(), none.clone()));
  }

  private static Check points(String name, String side, int count) {
    return new Check(
        name,
        count >= FEWEST ? CheckResult.PASSED : CheckResult.FAILED,
        "%d days with a value %s; %d are needed.".formatted(count, side, FEWEST));
  }

  private static int observed(double[] values, int from, int to) {
    int there = 0;
    for (int day = from; day < to; day++) {
      there += Double.isNaN(values[day]) ? 0 : 1;
    }
    return there;
  }

  /** The scopes that it is compared with, in the order of the answers' weights. */
  List<Scope> controls() {
    return material.panel().map(panel -> List.copyOf(panel.controls().keySet())).orElse(List.of());
  }

  /** The others that share its days, oldest first. */
  List<StudyDays.Began> overlapping() {
    return material
        .panel()
        .map(panel -> panel.touching(material.terms().scopes()))
        .orElse(List.of());
  }

  /** The first day that is looked at, or the start without a panel. */
  LocalDate from() {
    return material
        .panel()
        .map(panel -> panel.study().days().from())
        .orElse(material.terms().start());
  }
}
