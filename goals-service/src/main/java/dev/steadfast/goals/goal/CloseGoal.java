package dev.steadfast.goals.goal;

import dev.steadfast.platform.problem.Findings;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How to close a goal. */
@Schema(
    name = "CloseGoal",
    examples = "{\"outcome\": \"abandoned\", \"reason\": \"The team was dissolved.\"}")
record CloseGoal(
    @Schema(
            description = "By its measured verdict, or abandoned whatever it says.",
            enumeration = {"measured", "abandoned"},
            defaultValue = "measured")
        @Nullable String outcome,
    @Schema(
            description = "Required to abandon, and to close before the period has ended.",
            maxLength = 2000)
        @Nullable String reason) {
  private static final int MAX_REASON = 2_000;

  /** How a goal can end. */
  enum Outcome {
    MEASURED,
    ABANDONED
  }

  /** The outcome asked for, once the request keeps the rules. */
  Outcome check(boolean periodOver) {
    Findings findings = new Findings();
    Outcome asked = asked(findings);
    if (asked == Outcome.ABANDONED || !periodOver) {
      findings.text("/reason", reason, MAX_REASON);
    } else {
      findings.optional("/reason", reason, MAX_REASON);
    }
    findings.refuseIfAny();
    return asked;
  }

  private Outcome asked(Findings findings) {
    return switch (outcome) {
      case null -> Outcome.MEASURED;
      case "measured" -> Outcome.MEASURED;
      case "abandoned" -> Outcome.ABANDONED;
      default -> {
        findings.add("/outcome", "is measured or abandoned");
        yield Outcome.MEASURED;
      }
    };
  }
}
