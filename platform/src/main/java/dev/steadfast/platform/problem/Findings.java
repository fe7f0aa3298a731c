package dev.steadfast.platform.problem;

import dev.steadfast.contracts.problem.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers all rules that a request violates, so that its sender sees them at once. */
public final class Findings {
  private final List<FieldError> errors = new ArrayList<>();

  /** Notes a violated rule. */
  public void add(String pointer, String detail) {
    errors.add(new FieldError(pointer, detail));
  }

  /** Whether anything at that pointer or below it is wrong. */
  public boolean concern(String pointer) {
    return errors.stream().anyMatch(error -> error.pointer().startsWith(pointer));
  }

  /** A text that must be there. Returns an empty one where it is not, after noting that. */
  public String text(String pointer, @Nullable String value, int max) {
    if (value == null || value.isBlank()) {
      add(pointer, "is required and not blank");
      return "";
    }
    optional(pointer, value, max);
    return value;
  }

  /** A text that may be absent. PostgreSQL holds no NUL, and UTF-8 no half of a character. */
  public void optional(String pointer, @Nullable String value, int max) {
    if (value == null) {
      return;
    }
    if (value.codePointCount(0, value.length()) > max) {
      add(pointer, "has at most " + max + " characters");
    }
    if (value.codePoints().anyMatch(Findings::isForbidden)) {
      add(pointer, "has a control character or an unpaired surrogate");
    }
  }

  private static boolean isForbidden(int character) {
    boolean layout = character == '\n' || character == '\r' || character == '\t';
    return (Character.isISOControl(character) && !layout)
        || Character.getType(character) == Character.SURROGATE;
  }

  /** A finite number. */
  public void finite(String pointer, double value) {
    if (!Double.isFinite(value)) {
      add(pointer, "is out of range");
    }
  }

  /**
   * Ends the request if anything was wrong.
   *
   * @throws ProblemException {@code rule-violated}
   */
  public void refuseIfAny() {
    if (errors.isEmpty()) {
      return;
    }
    String detail =
        errors.size() == 1
            ? errors.getFirst().pointer() + " " + errors.getFirst().detail() + "."
            : errors.size() + " fields break a rule.";
    throw new ProblemException(ProblemCode.RULE_VIOLATED, detail, errors);
  }
}
