package dev.steadfast.goals.initiative;

import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.goals.goal.Amount;
import dev.steadfast.platform.problem.Findings;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Which metric an initiative should move, and by how much.
 *
 * @param amount in the unit of the metric with its sign, for an average day of the scopes that have
 *     the initiative; empty where nobody said
 * @param uncertainty standard deviation in the same unit, at least 0; only beside an amount
 */
public record ExpectedEffect(
    MetricDefinition metric, OptionalDouble amount, OptionalDouble uncertainty) {
  private static final double MAX_VALUE = 1e15;

  public ExpectedEffect {
    if (amount.isEmpty() && uncertainty.isPresent()) {
      throw new IllegalArgumentException("an uncertainty of nothing");
    }
    if (uncertainty.isPresent() && !(uncertainty.getAsDouble() >= 0)) {
      throw new IllegalArgumentException("an uncertainty of " + uncertainty.getAsDouble());
    }
  }

  /**
   * A signed amount in the unit of a metric; empty where there is none, or a wrong one is noted.
   */
  public static OptionalDouble amount(
      Findings findings, String pointer, @Nullable Amount amount, MetricDefinition metric) {
    if (amount == null) {
      return OptionalDouble.empty();
    }
    double max = metric.unit().equals("percent") ? 100 : MAX_VALUE;
    if (amount.isDuration() && !metric.unit().equals("ms")) {
      findings.add(pointer, "is a duration, but " + metric.key() + " is in " + metric.unit());
    } else if (!(Math.abs(amount.value()) <= max)) {
      findings.add(
          pointer, "is not from -%1$s to %1$s %2$s".formatted(Amount.plain(max), metric.unit()));
    } else {
      return OptionalDouble.of(amount.value());
    }
    return OptionalDouble.empty();
  }
}
