package dev.steadfast.metrics.query;

import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.metrics.definition.CopyWording;
import dev.steadfast.metrics.definition.DefinitionRequest;
import dev.steadfast.metrics.definition.DefinitionRequest.ClockPart;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What definitions of tenants say that built-in ones do not. */
final class OwnWording {
  static final String SHORT_CALLS = "calls abandoned in less than 5 s";
  static final String CALLBACKS = "calls whose caller asked to be called back";

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

  /** What does not count: what of the origin does not, with the terms of the copy. */
  static List<String> exclusions(DefinitionRequest document, List<String> ofOrigin) {
    List<String> all = new ArrayList<>(ofOrigin);
    if (document.shortCalls() != null) {
      all.remove(SHORT_CALLS);
      all.add("calls abandoned in less than " + document.shortCalls());
    }
    if (Boolean.TRUE.equals(document.withoutCallbacks()) && !all.contains(CALLBACKS)) {
      all.add(CALLBACKS);
    }
    return all;
  }

  /** To how many decimals numbers are kept; nothing of whole ones. */
  static String precision(MetricDefinition metric) {
    int decimals = metric.decimals();
    return switch (decimals) {
      case 0 -> "";
      case 1 -> ", to one decimal";
      default -> ", to " + decimals + " decimals";
    };
  }

  /** What is in a share: that of the origin, with the limits of the copy. */
  static @Nullable String numerator(DefinitionRequest document, Map<String, String> origins) {
    String origin = String.valueOf(document.copyOf());
    String own = origins.getOrDefault(origin, ContactWords.NUMERATORS.get(origin));
    return own == null ? null : CopyWording.within(own, document);
  }
}
