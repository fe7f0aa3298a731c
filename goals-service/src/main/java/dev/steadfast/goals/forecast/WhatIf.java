package dev.steadfast.goals.forecast;

import dev.steadfast.core.forecast.Outcomes;
import dev.steadfast.goals.progress.Target;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The odds of a goal as planned, with each change alone, and with all of them.
 *
 * @param planned what is planned anyway, with what it does
 * @param changes in the order asked
 */
record WhatIf(GoalOdds now, List<Entry> planned, List<Changed> changes, GoalOdds all) {
  WhatIf {
    planned = List.copyOf(planned);
    changes = List.copyOf(changes);
  }

  /** An initiative and what it does. */
  record Entry(Candidate candidate, Contribution contribution) {}

  /** What would be otherwise. */
  sealed interface Change {
    /** One that is not planned would happen. */
    record Added(Candidate candidate) implements Change {}

    /** A planned one would be otherwise. */
    record Moved(Candidate before, Candidate after) implements Change {}

    /** A planned one would not happen. */
    record LeftOut(Candidate candidate) implements Change {}

    /** The initiative in question, as it would be. */
    default Candidate candidate() {
      return switch (this) {
        case Added added -> added.candidate;
        case Moved moved -> moved.after;
        case LeftOut leftOut -> leftOut.candidate;
      };
    }
  }

  /**
   * A change and the odds with it alone.
   *
   * @param contribution of the initiative as it would be; of one left out, as it is planned
   */
  record Changed(Change change, Contribution contribution, GoalOdds odds) {}

  /**
   * Weighs changes of a plan.
   *
   * @param last the newest day of the history, in which what had begun by then is contained
   */
  static WhatIf of(
      Outcomes base,
      Target target,
      LocalDate last,
      Contributions contributions,
      List<Candidate> plan,
      List<Change> changes) {
    List<Entry> planned =
        plan.stream().map(each -> new Entry(each, contributions.of(each))).toList();
    Map<String, Contribution> now = new LinkedHashMap<>();
    planned.forEach(entry -> now.put(key(entry.candidate(), -1), entry.contribution()));
    Map<String, Contribution> all = new LinkedHashMap<>(now);
    List<Changed> changed = new ArrayList<>();
    for (int place = 0; place < changes.size(); place++) {
      Change change = changes.get(place);
      String key = key(change.candidate(), place);
      Contribution contribution = contribution(change, last, contributions);
      Map<String, Contribution> alone = new LinkedHashMap<>(now);
      apply(change, key, contribution, alone);
      apply(change, key, contribution, all);
      changed.add(new Changed(change, contribution, GoalOdds.of(base, target, alone.values())));
    }
    return new WhatIf(
        GoalOdds.of(base, target, now.values()),
        planned,
        changed,
        GoalOdds.of(base, target, all.values()));
  }

  private static Contribution contribution(
      Change change, LocalDate last, Contributions contributions) {
    Optional<Candidate> before =
        switch (change) {
          case Change.Added added -> Optional.empty();
          case Change.Moved moved -> Optional.of(moved.before());
          case Change.LeftOut leftOut -> Optional.of(leftOut.candidate());
        };
    if (before.isPresent() && !before.get().start().isAfter(last)) {
      return new Contribution.Unknown(
          "It has begun on %s; what it did since is in the history and cannot be taken out."
              .formatted(before.get().start()));
    }
    return contributions.of(change.candidate());
  }

  private static void apply(
      Change change, String key, Contribution contribution, Map<String, Contribution> plan) {
    if (contribution instanceof Contribution.Unknown) {
      return;
    }
    switch (change) {
      case Change.Added added -> plan.put(key, contribution);
      case Change.Moved moved -> plan.put(key, contribution);
      case Change.LeftOut leftOut -> plan.remove(key);
    }
  }

  /** What tells initiatives apart: the id, or the place among those that are only thought of. */
  private static String key(Candidate candidate, int place) {
    return candidate.id().map(UUID::toString).orElse("thought " + place);
  }
}
