package dev.steadfast.goals.forecast;

import dev.steadfast.core.forecast.CannotTell;
import dev.steadfast.core.forecast.Outcomes;
import dev.steadfast.goals.effect.PastEffects;
import dev.steadfast.goals.plan.Contributions;
import dev.steadfast.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

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
    if (material.asksForMeasuredEffects() && past.measureDue(material.terms().metric()) > 0) {
      material = reader.read(request);
    }
    return switch (material.goal().withoutPlan()) {
      case CannotTell thin -> WhatIfView.untold(material, thin.reason());
      case Outcomes base -> WhatIfView.of(material, weighed(material, base));
    };
  }

  private static WhatIf weighed(WhatIfReader.Material material, Outcomes base) {
    return WhatIf.of(
        base,
        material.terms().target(),
        material.goal().initiatives(),
        new Contributions(material.goal().aim(), material.observations(), material.past()),
        material.changes());
  }
}
