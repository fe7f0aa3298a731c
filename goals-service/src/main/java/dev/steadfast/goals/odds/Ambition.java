package dev.steadfast.goals.odds;

import java.util.Locale;

/**
 * How demanding a target is, by its odds if nothing changes: too easy from 90 %, realistic from 40
 * %, ambitious from 10 %, unrealistic below.
 */
public enum Ambition {
  /** What is measured now is at the target or beyond it with its whole interval. */
  ALREADY_MET,
  TOO_EASY,
  REALISTIC,
  AMBITIOUS,
  UNREALISTIC,
  /** The history is too thin for odds. */
  CANNOT_TELL;

  private static final double EASY = 0.9;
  private static final double EVEN = 0.4;
  private static final double FAR = 0.1;

  /** The word for odds from 0 to 1. */
  public static Ambition of(double odds) {
    if (odds >= EASY) {
      return TOO_EASY;
    }
    if (odds >= EVEN) {
      return REALISTIC;
    }
    return odds >= FAR ? AMBITIOUS : UNREALISTIC;
  }

  /** The name in documents. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** As it stands in a sentence. */
  public String words() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
