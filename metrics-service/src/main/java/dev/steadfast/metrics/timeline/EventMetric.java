package dev.steadfast.metrics.timeline;

import dev.steadfast.contracts.metric.MetricDefinition;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A metric that is counted from events as they happen.
 *
 * @param type of the events
 * @param conditions all of which an event meets
 * @param value where its number is; without one, each event counts one
 * @param isSigned whether numbers below zero count; of versions from before that was so they do not
 */
public record EventMetric(
    MetricDefinition definition,
    String type,
    List<EventCondition> conditions,
    Optional<String> value,
    Population population,
    boolean isSigned) {
  /** The most steps of an observation, so that sums of millions of them stay exact. */
  public static final long MOST = 1_000_000_000_000L;

  public EventMetric {
    conditions = List.copyOf(conditions);
  }

  /** Whether an event of that type meets all conditions. */
  boolean isMetBy(Facts facts) {
    return conditions.stream().allMatch(condition -> condition.isMetBy(facts));
  }

  /**
   * What an event that meets all conditions counts, in steps of the definition; empty if it does
   * not, as where its number is beyond {@link #MOST} steps.
   */
  OptionalLong numberOf(Facts facts) {
    if (value.isEmpty()) {
      return OptionalLong.of(1);
    }
    return facts.values().get(value.get()) instanceof BigDecimal number
            && (isSigned || number.signum() >= 0)
            && number.abs().compareTo(definition.inUnit(MOST)) <= 0
        ? OptionalLong.of(steps(number))
        : OptionalLong.empty();
  }

  private long steps(BigDecimal number) {
    // Of a number that is hostile by its smallness alone, a power of ten of that size takes ages.
    boolean isNothing = (long) number.precision() - number.scale() + definition.decimals() < 0;
    return isNothing
        ? 0
        : number
            .setScale(definition.decimals(), RoundingMode.HALF_EVEN)
            .unscaledValue()
            .longValueExact();
  }
}
