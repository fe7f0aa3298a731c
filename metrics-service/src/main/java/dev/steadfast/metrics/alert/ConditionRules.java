package dev.steadfast.metrics.alert;

import dev.steadfast.metrics.alert.AlertRuleRequest.ConditionPart;
import dev.steadfast.metrics.alert.Condition.Unusual.Side;
import dev.steadfast.platform.problem.Findings;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the condition of a rule must keep. */
final class ConditionRules {
  private static final double DEFAULT_RATE = 0.001;
  private static final double MOST = 1e15;

  private final Findings findings;
  private final @Nullable ConditionPart part;

  ConditionRules(Findings findings, @Nullable ConditionPart part) {
    this.findings = findings;
    this.part = part;
  }

  /**
   * The condition, or empty after noting what is wrong with it.
   *
   * @param unit of the values, where it is known
   */
  Optional<Condition> check(Optional<String> unit) {
    if (part == null) {
      findings.add("/condition", "is required");
      return Optional.empty();
    }
    String type = part.type() == null ? "" : part.type();
    return switch (type) {
      case ConditionPart.ABOVE, ConditionPart.BELOW ->
          threshold(part, type.equals(ConditionPart.ABOVE), unit);
      case ConditionPart.UNUSUAL -> unusual(part);
      default -> {
        findings.add("/condition/type", "is one of above, below, unusual");
        yield Optional.empty();
      }
    };
  }

  private Optional<Condition> threshold(ConditionPart given, boolean above, Optional<String> unit) {
    refuse("side", given.side());
    refuse("falseAlarmRate", given.falseAlarmRate());
    Amount value = given.value();
    if (value == null) {
      findings.add("/condition/value", "is required");
      return Optional.empty();
    }
    check("/condition/value", value, unit);
    Amount clearAt = given.clearAt() == null ? value : given.clearAt();
    check("/condition/clearAt", clearAt, unit);
    boolean isGoodSide =
        above ? clearAt.value() <= value.value() : clearAt.value() >= value.value();
    if (!isGoodSide) {
      findings.add(
          "/condition/clearAt", above ? "is not above the value" : "is not below the value");
    }
    return findings.concern("/condition")
        ? Optional.empty()
        : Optional.of(
            new Condition.Threshold(
                above,
                value.value(),
                clearAt.value(),
                given.intervalTest() == null || given.intervalTest()));
  }

  private void check(String pointer, Amount amount, Optional<String> unit) {
    if (!(Math.abs(amount.value()) <= MOST)) {
      findings.add(pointer, "is out of range");
    }
    if (amount.isDuration() && unit.map(one -> !one.equals("ms")).orElse(false)) {
      findings.add(pointer, "is a number: only a value in ms is a duration");
    }
  }

  private Optional<Condition> unusual(ConditionPart given) {
    refuse("value", given.value());
    refuse("clearAt", given.clearAt());
    refuse("intervalTest", given.intervalTest());
    double rate = given.falseAlarmRate() == null ? DEFAULT_RATE : given.falseAlarmRate();
    if (!(rate > 0 && rate <= 0.5)) {
      findings.add("/condition/falseAlarmRate", "is above 0 and at most 0.5");
    }
    String side = given.side() == null ? "either" : given.side();
    if (!side.equals("either") && !side.equals("higher") && !side.equals("lower")) {
      findings.add("/condition/side", "is one of either, higher, lower");
    }
    return findings.concern("/condition")
        ? Optional.empty()
        : Optional.of(new Condition.Unusual(Side.valueOf(side.toUpperCase(Locale.ROOT)), rate));
  }

  private void refuse(String field, @Nullable Object value) {
    if (value != null) {
      findings.add("/condition/" + field, "is not for a condition of this type");
    }
  }
}
