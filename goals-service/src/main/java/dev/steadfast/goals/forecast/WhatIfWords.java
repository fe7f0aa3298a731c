package dev.steadfast.goals.forecast;

import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.goals.effect.Wording;
import dev.steadfast.goals.odds.Spread;
import dev.steadfast.goals.plan.Aim;
import dev.steadfast.goals.plan.Contribution;
import dev.steadfast.goals.plan.Planned;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A what-if in plain sentences. */
final class WhatIfWords {
  private final MetricDefinition metric;
  private final Aim aim;
  private final Spread spread;
  private final WhatIf whatIf;

  WhatIfWords(MetricDefinition metric, Aim aim, Spread spread, WhatIf whatIf) {
    this.metric = metric;
    this.aim = aim;
    this.spread = spread;
    this.whatIf = whatIf;
  }

  /** The odds now, the change that helps most, all together, and what would change them. */
  String summary() {
    List<String> sentences = new ArrayList<>();
    sentences.add(
        "As planned, the odds of the target are %s: the value of %s to %s is to be expected at about %s (80 %%: %s to %s)."
            .formatted(
                percent(whatIf.now().target()),
                aim.window().from(),
                aim.window().to(),
                value(whatIf.now().value().median()),
                value(whatIf.now().value().central80()[0]),
                value(whatIf.now().value().central80()[1])));
    if (spread.factor() != 1) {
      sentences.add(spread.reason());
    }
    if (whatIf.changes().size() == 1) {
      sentences.add(words(whatIf.changes().getFirst()));
    } else {
      sentences.add(
          "With all %d changes they are %s."
              .formatted(whatIf.changes().size(), percent(whatIf.all().target())));
    }
    sentences.add(
        "The history reaches to %s; what begins later and is not named here is not in the odds. A measured effect"
                .formatted(aim.on().minusDays(1))
            + " in place of an expected one would make them surer.");
    return String.join(" ", sentences);
  }

  /** What one change alone does. */
  String words(WhatIf.Changed changed) {
    Planned candidate = changed.change().candidate();
    return switch (changed.contribution()) {
      case Contribution.Unknown unknown ->
          "What '%s' would do cannot be told. %s".formatted(candidate.title(), unknown.reason());
      case Contribution.Moves moves ->
          "%s, the odds are %s instead of %s. It acts on %d of the window's %d days with %s (standard deviation %s) on each%s."
              .formatted(
                  deed(changed.change()),
                  percent(changed.odds().target()),
                  percent(whatIf.now().target()),
                  moves.days(),
                  aim.window().days(),
                  value(moves.amount(), true),
                  value(moves.uncertainty()),
                  moves.past().isEmpty()
                      ? ", as stated"
                      : ", as measured of "
                          + (moves.past().get().n() == 1
                              ? "1 initiative"
                              : moves.past().get().n() + " initiatives")
                          + " of its kind");
    };
  }

  private static String deed(WhatIf.Change change) {
    return switch (change) {
      case WhatIf.Change.Added added ->
          "With '%s' from %s on".formatted(added.initiative().title(), added.initiative().start());
      case WhatIf.Change.Moved moved ->
          moved.before().start().equals(moved.after().start())
              ? "With '%s' otherwise".formatted(moved.after().title())
              : "With '%s' from %s on instead of %s"
                  .formatted(moved.after().title(), moved.after().start(), moved.before().start());
      case WhatIf.Change.LeftOut leftOut -> "Without '%s'".formatted(leftOut.initiative().title());
    };
  }

  private String value(double value) {
    return value(value, false);
  }

  private String value(double value, boolean signed) {
    String amount = Wording.of(metric, value).amount(value);
    String unsigned = amount.startsWith("+") ? amount.substring(1) : amount;
    return (signed ? amount : unsigned)
        .replace("percentage points", signed ? "percentage points" : "%");
  }

  /** Odds in whole percent; never quite 0 or 100. */
  static String percent(double odds) {
    if (odds < 0.01) {
      return "under 1 %";
    }
    return odds > 0.99 ? "over 99 %" : String.format(Locale.ROOT, "%.0f %%", 100 * odds);
  }
}
