package dev.steadfast.goals.plan;

import dev.steadfast.core.measure.Scope;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The initiatives that can matter to a goal, and what is known to weigh them.
 *
 * @param all oldest start first
 * @param observations see {@link Contributions}
 * @param past see {@link Contributions}
 */
public record Initiatives(
    List<Planned> all, Map<Scope, Long> observations, Map<InitiativeKind, PastEffect> past) {
  /** There are none. */
  public static final Initiatives NONE = new Initiatives(List.of(), Map.of(), Map.of());

  public Initiatives {
    all = List.copyOf(all);
    observations = Map.copyOf(observations);
    past = Map.copyOf(past);
  }

  /** What they do to a goal. */
  public Contributions contributions(Aim aim) {
    return new Contributions(aim, observations, past);
  }

  /** The plan of a goal. */
  public Plan plan(Aim aim) {
    return plan(aim, any -> true);
  }

  /** What tells an initiative apart in a plan. */
  public String key(Planned planned) {
    return planned.key(past);
  }

  private Plan plan(Aim aim, Predicate<String> which) {
    Contributions contributions = contributions(aim);
    Plan plan = Plan.NONE;
    for (Planned planned : all) {
      if (which.test(key(planned))
          && contributions.of(planned) instanceof Contribution.Moves moves
          && moves.isOpen()) {
        plan = plan.and(key(planned), moves);
      }
    }
    return plan;
  }

  /**
   * An earlier plan carried on to another day or window: the same initiatives, with what is still
   * to come of them then. Of those that were deleted or revised since, as much as there was.
   *
   * @param then for which it was made
   */
  public Plan carried(Plan before, Aim then, Aim now) {
    Set<String> keys = before.keys();
    Set<String> known = new HashSet<>();
    all.forEach(planned -> known.add(key(planned)));
    Plan today = plan(now, keys::contains);
    if (known.containsAll(keys)) {
      return today;
    }
    Plan was = plan(then, keys::contains);
    double variance =
        before.deviation() * before.deviation()
            - was.deviation() * was.deviation()
            + today.deviation() * today.deviation();
    return new Plan(
        before.hash(),
        before.effect() - was.effect() + today.effect(),
        Math.sqrt(Math.max(0, variance)));
  }
}
