package dev.steadfast.feedback.survey;

import dev.steadfast.contracts.problem.ProblemCode;
import dev.steadfast.platform.problem.FieldError;
import dev.steadfast.platform.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects everything that is wrong with an input, so that a caller learns all of it at once. Texts
 * are measured in Unicode code points.
 */
public final class Rules {
  private final List<FieldError> errors = new ArrayList<>();

  /** Notes a broken rule at that place unless {@code holds}. */
  public Rules check(String pointer, boolean holds, String otherwise) {
    if (!holds) {
      errors.add(new FieldError(pointer, otherwise));
    }
    return this;
  }

  /** The text must be there, not blank, storable and at most {@code longest} characters. */
  public Rules required(String pointer, @Nullable String text, int longest) {
    if (text == null || text.isBlank()) {
      return check(pointer, false, "This is required: 1 to " + longest + " characters.");
    }
    return optional(pointer, text, longest);
  }

  /** The text may be absent; otherwise it is storable and at most {@code longest} characters. */
  public Rules optional(String pointer, @Nullable String text, int longest) {
    if (text == null) {
      return this;
    }
    int length = text.codePointCount(0, text.length());
    return check(
            pointer,
            length <= longest,
            "The text has " + length + " characters; at most " + longest + " are allowed.")
        .check(
            pointer,
            isStorable(text),
            "The text contains NUL or half of a surrogate pair, which no text may.");
  }

  /**
   * Refuses the input if any rule is broken.
   *
   * @throws ProblemException {@code rule-violated} with all places
   */
  public void enforce() {
    if (!errors.isEmpty()) {
      throw new ProblemException(
          ProblemCode.RULE_VIOLATED,
          errors.size() == 1 ? errors.getFirst().detail() : errors.size() + " rules are violated.",
          errors);
    }
  }

  private static boolean isStorable(String text) {
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (unit == 0 || Character.isLowSurrogate(unit)) {
        return false;
      }
      if (Character.isHighSurrogate(unit)) {
        i++;
        if (i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
          return false;
        }
      }
    }
    return true;
  }
}
