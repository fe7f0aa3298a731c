package dev.steadfast.goals.forecast;

import dev.steadfast.core.forecast.Outcomes;
import dev.steadfast.goals.plan.Contribution;
import dev.steadfast.goals.plan.Contributions;
import dev.steadfast.goals.plan.Initiatives;
import dev.steadfast.goals.plan.Plan;
import dev.steadfast.goals.plan.Planned;
import dev.steadfast.goals.progress.Target;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The odds of a goal as planned, with each change alone, and with all of them.
 *
 * @param planned what is planned anyway, or has begun so lately that the history cannot show all of
 *     it, with what it does
 * @param changes in the order asked
 */
record WhatIf(Prospect now, List<Entry> planned, List<Changed> changes, Prospect all) {
  WhatIf {
    planned = List.copyOf(planned);
    changes = List.copyOf(changes);
  }

  /** An initiative and what it does. */
  record Entry(Planned initiative, Contribution contribution) {}

  /** What would be otherwise. */
  sealed interface Change {
    /** One that is not planned would happen. */
    record Added(Planned initiative) implements Change {}

    /** A planned one would be otherwise. */
    record Moved(Planned before, Planned after) implements Change {}

    /** A planned one would not happen. */
    record LeftOut(Planned initiative) implements Change {}

    /** The initiative in question, as it would be. */
    default Planned candidate() {
      return switch (this) {
        case Added added -> added.initiative;
        case Moved moved -> moved.after;
        case LeftOut leftOut -> leftOut.initiative;
      };
    }
  }

  /**
   * A change and the odds with it alone.
   *
   * @param contribution of the initiative as it would be; of one left out, as it is planned
   */
  record Changed(Change change, Contribution contribution, Prospect odds) {}

  /**
   * Weighs changes of a plan.
   *
   * @param base if nothing came of any plan
   * @param initiatives that are planned
   */
  static WhatIf of(
      Outcomes base,
      Target target,
      Initiatives initiatives,
      Contributions contributions,
      List<Change> changes) {
    Map<String, Entry> now = new LinkedHashMap<>();
    for (Planned each : initiatives.all()) {
      now.put(key(each, -1), new Entry(each, contributions.of(each)));
    }
    Map<String, Entry> all = new LinkedHashMap<>(now);
    List<Changed> changed = new ArrayList<>();
    for (int place = 0; place < changes.size(); place++) {
      Change change = changes.get(place);
      String key = key(change.candidate(), place);
      Contribution contribution = contribution(change, contributions);
      Map<String, Entry> alone = new LinkedHashMap<>(now);
      apply(change, key, contribution, alone);
      apply(change, key, contribution, all);
      changed.add(
          new Changed(
              change, contribution, Prospect.of(base, target, plan(alone.values(), initiatives))));
    }
    return new WhatIf(
        Prospect.of(base, target, plan(now.values(), initiatives)),
        now.values().stream().filter(WhatIf::isShown).toList(),
        changed,
        Prospect.of(base, target, plan(all.values(), initiatives)));
  }

  /** What began so long ago that the history shows all of it is no plan any more. */
  private static boolean isShown(Entry entry) {
    return !(entry.contribution() instanceof Contribution.Moves moves) || moves.stillToCome() > 0;
  }

  private static Plan plan(Collection<Entry> entries, Initiatives initiatives) {
    Plan plan = Plan.NONE;
    for (Entry each : entries) {
      if (each.contribution() instanceof Contribution.Moves moves && moves.isOpen()) {
        plan = plan.and(initiatives.key(each.initiative()), moves);
      }
    }
    return plan;
  }

  private static Contribution contribution(Change change, Contributions contributions) {
    Optional<Planned> before =
        switch (change) {
          case Change.Added added -> Optional.empty();
          case Change.Moved moved -> Optional.of(moved.before());
          case Change.LeftOut leftOut -> Optional.of(leftOut.initiative());
        };
    LocalDate today = contributions.aim().on();
    if (before.isPresent() && before.get().start().isBefore(today)) {
      return new Contribution.Unknown(
          "It has begun on %s; what it did since is in the history and cannot be taken out."
              .formatted(before.get().start()));
    }
    return contributions.of(change.candidate());
  }

  private static void apply(
      Change change, String key, Contribution contribution, Map<String, Entry> plan) {
    if (contribution instanceof Contribution.Unknown) {
      return;
    }
    switch (change) {
      case Change.Added added -> plan.put(key, new Entry(added.initiative(), contribution));
      case Change.Moved moved -> plan.put(key, new Entry(moved.after(), contribution));
      case Change.LeftOut leftOut -> plan.remove(key);
    }
  }

  /** What tells initiatives apart: the id, or the place among those that are only thought of. */
  private static String key(Planned initiative, int place) {
    return initiative.id().map(UUID::toString).orElse("thought " + place);
  }
}
