package dev.steadfast.feedback.survey;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** A rating scale. An answer is a whole number on it, ends included. */
public enum Scale {
  CSAT_5("csat-5", 1, 5, 4),
  CSAT_3("csat-3", 1, 3, 3),
  CSAT_2("csat-2", 1, 2, 2),
  NPS("nps", 0, 10, 9),
  CES_7("ces-7", 1, 7, 5);

  private final String code;
  private final int lowest;
  private final int highest;
  private final int favourableFrom;

  Scale(String code, int lowest, int highest, int favourableFrom) {
    this.code = code;
    this.lowest = lowest;
    this.highest = highest;
    this.favourableFrom = favourableFrom;
  }

  /** The name in contracts, such as {@code csat-5}. */
  public String code() {
    return code;
  }

  public int lowest() {
    return lowest;
  }

  public int highest() {
    return highest;
  }

  /**
   * From which value on an answer counts as favourable: the top two of five, 3 of 3, 2 of 2, 9 and
   * 10 of NPS, 5 to 7 of seven.
   */
  public int favourableFrom() {
    return favourableFrom;
  }

  /** Whether the value is on the scale. */
  public boolean holds(int value) {
    return lowest <= value && value <= highest;
  }

  /** The scale of that name, or empty. */
  public static Optional<Scale> named(String code) {
    return Arrays.stream(values()).filter(scale -> scale.code.equals(code)).findFirst();
  }

  /** All names, for a sentence. */
  static String names() {
    return Arrays.stream(values()).map(Scale::code).collect(Collectors.joining(", "));
  }
}
