package dev.steadfast.goals.plan;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What sort of thing an initiative is; effects of the same sort are compared. */
public enum InitiativeKind {
  TRAINING,
  PROCESS,
  TOOLING,
  STAFFING,
  CONTENT,
  PROACTIVE_OUTREACH,
  OTHER;

  /** The name in documents. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** As it reads in a sentence. */
  public String words() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** All names. */
  public static List<String> codes() {
    return Arrays.stream(values()).map(InitiativeKind::code).toList();
  }

  /**
   * The kind of that name.
   *
   * @throws IllegalArgumentException if there is none; its message lists all
   */
  public static InitiativeKind named(String code) {
    return Arrays.stream(values())
        .filter(kind -> kind.code().equals(code))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(String.join(", ", codes())));
  }
}
