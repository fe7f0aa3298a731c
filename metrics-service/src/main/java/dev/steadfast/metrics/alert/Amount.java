package dev.steadfast.metrics.alert;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A value of a metric: a number in its unit, or for milliseconds an ISO 8601 duration.
 *
 * @param isDuration whether it was written as a duration
 */
@Schema(
    name = "AlertValue",
    description =
        "A number in the metric's unit (ms, percent 0 to 100, count); for ms also an ISO 8601 duration such as"
            + " PT4H30M.",
    anyOf = {Double.class, String.class})
record Amount(double value, boolean isDuration) {
  @JsonCreator
  static Amount read(Object json) {
    return switch (json) {
      case Number number -> new Amount(number.doubleValue(), false);
      case String text -> new Amount(milliseconds(text), true);
      default -> throw new IllegalArgumentException("a number or an ISO 8601 duration");
    };
  }

  private static double milliseconds(String text) {
    try {
      return Duration.parse(text).toMillis();
    } catch (DateTimeParseException | ArithmeticException e) {
      throw new IllegalArgumentException("a number, or an ISO 8601 duration such as PT4H30M", e);
    }
  }

  @JsonValue
  Object json() {
    if (isDuration) {
      return Duration.ofMillis((long) value).toString();
    }
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return (long) value;
    }
    return value;
  }
}
