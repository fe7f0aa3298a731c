package dev.steadfast.metrics.query;

import dev.steadfast.metrics.definition.DefinitionRequest;
import dev.steadfast.metrics.definition.DefinitionRequest.ClockPart;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What definitions of tenants say that built-in ones do not. */
final class OwnWording {
  private OwnWording() {}

  /** Which time counts. */
  static String time(@Nullable ClockPart clock) {
    if (clock == null || clock.scheduleId() == null) {
      return "calendar time";
    }
    return "business time (the hours of schedule %s, %s)"
        .formatted(
            clock.scheduleId(),
            "at-end".equals(clock.clockRule())
                ? "all of it by the version in force at the end"
                : "each part by the version in force in it");
  }

  /** What is in a share: that of the origin, with the limits of the copy. */
  static @Nullable String numerator(DefinitionRequest document, Map<String, String> origins) {
    return document.within() == null
        ? origins.get(String.valueOf(document.copyOf()))
        : "those that were answered within " + document.within();
  }
}
