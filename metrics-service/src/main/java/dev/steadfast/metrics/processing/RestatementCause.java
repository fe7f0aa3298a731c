package dev.steadfast.metrics.processing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Why a day that was over was counted otherwise afterwards. */
public enum RestatementCause {
  /** An event came whose own time lies on a day that was over. */
  LATE,
  /** An event was withdrawn, or an interaction merged away, deleted or called spam. */
  CORRECTED,
  /** Something that happened later changes what counts earlier, as a reopening does. */
  FOLLOW_UP,
  /** A release counts more, or otherwise. */
  RECOUNTED,
  /** A person was erased. */
  ERASED;

  /** Its place in a set of causes that is kept as a number. */
  int bit() {
    return 1 << ordinal();
  }

  /** How the API names it. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The codes of a set of causes. */
  public static List<String> codes(int causes) {
    List<String> codes = new ArrayList<>();
    for (RestatementCause cause : values()) {
      if ((causes & cause.bit()) != 0) {
        codes.add(cause.code());
      }
    }
    return codes;
  }
}
