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
 */
public record EventMetric(
    MetricDefinition definition,
    String type,
    List<EventCondition> conditions,
    Optional<String> value,
    Population population) {
  private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000_000_000L);

  public EventMetric {
    conditions = List.copyOf(conditions);
  }

  /** What an event of that type counts; empty if it does not. */
  OptionalLong valueOf(Facts facts) {
    if (!conditions.stream().allMatch(condition -> condition.isMetBy(facts))) {
      return OptionalLong.empty();
    }
    if (value.isEmpty()) {
      return OptionalLong.of(1);
    }
    return facts.values().get(value.get()) instanceof BigDecimal number
            && number.signum() >= 0
            && number.compareTo(MOST) <= 0
        ? OptionalLong.of(number.setScale(0, RoundingMode.HALF_EVEN).longValueExact())
        : OptionalLong.empty();
  }
}
