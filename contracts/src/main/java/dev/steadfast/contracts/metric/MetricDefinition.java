package dev.steadfast.contracts.metric;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;

/**
 * What a metric means, in public. {@code unit} is {@code count}, {@code ms}, {@code percent} or
 * {@code score}; {@code direction} says which way is better.
 *
 * @param minimumSample below this many observations a value is shown with its interval and no
 *     verdict
 * @param decimals of a number: each observation is kept as a whole number of steps of 10 to the
 *     power of minus this, 0 to 6. Not written where it is 0, as older readers know none
 */
public record MetricDefinition(
    String key,
    int version,
    String title,
    String description,
    String unit,
    Direction direction,
    Kind kind,
    String startRule,
    String endRule,
    String anchor,
    String population,
    Aggregation defaultAggregation,
    int minimumSample,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) int decimals) {
  /** So many at most. */
  public static final int MOST_DECIMALS = 6;

  public MetricDefinition {
    if (decimals < 0 || decimals > MOST_DECIMALS || (decimals > 0 && kind != Kind.NUMBER)) {
      throw new IllegalArgumentException(decimals + " decimals of " + key);
    }
  }

  /** One that is measured in whole numbers. */
  public MetricDefinition(
      String key,
      int version,
      String title,
      String description,
      String unit,
      Direction direction,
      Kind kind,
      String startRule,
      String endRule,
      String anchor,
      String population,
      Aggregation defaultAggregation,
      int minimumSample) {
    this(
        key,
        version,
        title,
        description,
        unit,
        direction,
        kind,
        startRule,
        endRule,
        anchor,
        population,
        defaultAggregation,
        minimumSample,
        0);
  }

  /** What so many steps are in the unit of the metric, exactly. */
  public BigDecimal inUnit(long steps) {
    return BigDecimal.valueOf(steps, decimals);
  }

  /** The key with the version, such as {@code csat@1}: the name of exactly this definition. */
  public String name() {
    return name(key, version);
  }

  /** The name of the definition of that key and version. */
  public static String name(String key, int version) {
    return key + "@" + version;
  }

  /** Which way is better. */
  public enum Direction {
    HIGHER,
    LOWER,
    NEITHER
  }

  /** What an observation of the metric holds. */
  public enum Kind {
    /** Each observation counts one; the value of a period is how many there are. */
    COUNT,
    /** Each observation is a duration in milliseconds. */
    DURATION,
    /** Each observation is a number, in the steps that the decimals say; may be below zero. */
    NUMBER,
    /** Each observation adds one to the denominator, and one or nothing to the numerator. */
    RATIO,
    /**
     * The observations of two others; the value is the amount of the one for each of the other in
     * the same period, and may be above one.
     */
    QUOTIENT,
    /** Each observation is 1 for a promoter, −1 for a detractor, 0 for anybody else. */
    NET_SCORE,
    /** Each observation is a score from −1 to 1, in thousandths. */
    SCORE,
    /** Each observation moves a level up or down; the value is the level at an instant. */
    LEVEL,
    /** The observations of a level; the value is by how much they moved it within a period. */
    FLOW,
    /**
     * The observations of a count; the value is the share of a channel in those of all channels.
     */
    PART,
    /** The observations of a level; a value for each interaction in it at an instant: its age. */
    AGE,
    /**
     * The observations of two counts; the value is the distinct people of the one for each distinct
     * person of the other, over the whole of each period that is asked for.
     */
    PEOPLE
  }
}
