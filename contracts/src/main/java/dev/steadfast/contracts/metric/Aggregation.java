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
  /** Numerator over denominator as it is: what of one thing there is for each of another. */
  RATIO,
  /** Promoters less detractors over all answers, from −100 to 100. */
  NET_SCORE,
  /** The mean of scores, from −1 to 1. */
  MEAN_SCORE,
  /** The level at the end of the period: the running sum since the beginning. */
  LEVEL,
  /** How many interactions the observations are of. Those of parts do not add up. */
  DISTINCT_INTERACTIONS,
  /** How many known customers the observations are of. Those of parts do not add up. */
  DISTINCT_CUSTOMERS;

  /**
   * Whether the values of parts add up to that of the whole. Where they do, nothing observed means
   * nothing happened; otherwise it means that nothing is known.
   */
  public boolean isTotal() {
    return switch (this) {
      case COUNT, SUM, LEVEL -> true;
      case MEAN, MEDIAN, P75, P90, P95, P99, MIN, MAX, SHARE, RATIO, NET_SCORE, MEAN_SCORE -> false;
      case DISTINCT_INTERACTIONS, DISTINCT_CUSTOMERS -> false;
    };
  }

  /** Whether it counts each once, however often it comes: no cell can hold that. */
  public boolean isDistinct() {
    return this == DISTINCT_INTERACTIONS || this == DISTINCT_CUSTOMERS;
  }

  /** The name in lower case, as in addresses and documents. */
  @JsonValue
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The aggregation of that name, in which a hyphen is as good as an underscore.
   *
   * @throws IllegalArgumentException if there is none
   */
  @JsonCreator
  public static Aggregation named(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
