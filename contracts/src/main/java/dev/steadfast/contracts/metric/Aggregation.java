package dev.steadfast.contracts.metric;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How the observations of a period become one number. */
public enum Aggregation {
  COUNT,
  SUM,
  MEAN,
  MEDIAN,
  P75,
  P90,
  P95,
  P99,
  MIN,
  MAX,
  /** Numerator over denominator, in percent. */
  SHARE,
  /** Promoters less detractors over all answers, from −100 to 100. */
  NET_SCORE,
  /** The mean of scores, from −1 to 1. */
  MEAN_SCORE,
  /** The level at the end of the period: the running sum since the beginning. */
  LEVEL;

  /**
   * Whether the values of parts add up to that of the whole. Where they do, nothing observed means
   * nothing happened; otherwise it means that nothing is known.
   */
  public boolean isTotal() {
    return switch (this) {
      case COUNT, SUM, LEVEL -> true;
      case MEAN, MEDIAN, P75, P90, P95, P99, MIN, MAX, SHARE, NET_SCORE, MEAN_SCORE -> false;
    };
  }

  /** The name in lower case, as in addresses and documents. */
  @JsonValue
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The aggregation of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  @JsonCreator
  public static Aggregation named(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
