package dev.steadfast.goals.forecast;

import dev.steadfast.core.forecast.CannotTell;
import dev.steadfast.core.forecast.Outcomes;
import dev.steadfast.goals.effect.PastEffects;
import dev.steadfast.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** Answers what-ifs. Holds no transaction while it calculates. */
@ApplicationScoped
class WhatIfService {
  private final WhatIfReader reader;
  private final PastEffects past;

  @Inject
  WhatIfService(WhatIfReader reader, PastEffects past) {
    this.reader = reader;
    this.past = past;
  }

  /**
   * The odds now and otherwise, or why they cannot be told.
   *
   * @throws ProblemException {@code rule-violated} or {@code goal-closed}
   */
  WhatIfView answer(WhatIfRequest request) {
    WhatIfReader.Material material = reader.read(request);
    if (material.window().isEmpty()) {
      return WhatIfView.untold(material, "No window of the goal fits into its period.");
    }
    if (material.history().isEmpty()) {
      return WhatIfView.untold(
          material,
          "Nothing of %s was observed in %s yet."
              .formatted(material.terms().metric().key(), material.terms().scope().text()));
    }
    GoalAhead ahead =
        GoalAhead.of(
            material.history(), material.window().get(), material.terms().target().aggregation());
    return switch (ahead.outlook()) {
      case CannotTell thin -> WhatIfView.untold(material, thin.reason());
      case Outcomes base ->
          WhatIfView.of(material, ahead, weighed(material, ahead, spread(base, material)));
    };
  }

  private static Outcomes spread(Outcomes base, WhatIfReader.Material material) {
    boolean isOpen = base.size() > 1 && material.spread() != 1;
    return isOpen ? base.widened(material.spread()) : base;
  }

  private WhatIf weighed(WhatIfReader.Material material, GoalAhead ahead, Outcomes base) {
    Contributions contributions =
        new Contributions(
            material.terms().metric().key(),
            material.terms().scope(),
            ahead,
            material.observations(),
            // Measured by the metric's own aggregation, they say nothing of another one.
            kind ->
                material.terms().target().aggregation()
                        == material.terms().metric().defaultAggregation()
                    ? past.of(kind, material.terms().metric())
                    : Optional.empty());
    return WhatIf.of(
        base,
        material.terms().target(),
        ahead.last(),
        contributions,
        material.plan(),
        material.changes());
  }
}
