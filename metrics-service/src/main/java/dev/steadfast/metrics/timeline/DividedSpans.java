package dev.steadfast.metrics.timeline;

import dev.steadfast.core.schedule.BusinessTime;
import dev.steadfast.metrics.timeline.Explanation.Hours;
import dev.steadfast.metrics.timeline.Explanation.Part;
import dev.steadfast.metrics.timeline.Explanation.Span;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Divides the spans of a duration as a schedule says. */
final class DividedSpans {
  private DividedSpans() {}

  /**
   * The same parts, with each span that the metric counts in the pieces that the schedule makes of
   * it.
   *
   * @param spans in order
   * @param end of the whole, which the rule at-end asks for
   */
  static List<Part> of(MetricClock.Business clock, List<Part> spans, long end) {
    List<Part> divided = new ArrayList<>();
    for (Part part : spans) {
      if (part instanceof Span span && span.isCounted()) {
        divide(clock, span, end, divided);
      } else {
        divided.add(part);
      }
    }
    return divided;
  }

  private static void divide(MetricClock.Business clock, Span span, long end, List<Part> divided) {
    for (dev.steadfast.core.schedule.Part hours :
        BusinessTime.between(
                clock.schedule(),
                Instant.ofEpochMilli(span.from()),
                Instant.ofEpochMilli(end),
                clock.rule())
            .parts()) {
      long from = hours.from().toEpochMilli();
      long to = Math.min(span.to(), hours.to().toEpochMilli());
      if (from < to) {
        divided.add(new Hours(from, to, span.status(), hours, validFrom(clock, hours)));
      }
    }
  }

  private static Optional<LocalDate> validFrom(
      MetricClock.Business clock, dev.steadfast.core.schedule.Part hours) {
    return switch (hours) {
      case dev.steadfast.core.schedule.Part.Counted counted -> version(clock, counted.version());
      case dev.steadfast.core.schedule.Part.Holiday holiday -> version(clock, holiday.version());
      case dev.steadfast.core.schedule.Part.Closed closed -> Optional.empty();
    };
  }

  private static Optional<LocalDate> version(MetricClock.Business clock, int version) {
    return clock.schedule().versions().get(version).validFrom();
  }
}
