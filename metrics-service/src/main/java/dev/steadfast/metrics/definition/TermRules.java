package dev.steadfast.metrics.definition;

import dev.steadfast.contracts.metric.CallMetrics;
import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.metrics.timeline.Terms;
import dev.steadfast.platform.problem.Findings;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rules of what a copy of a share sets otherwise than its origin. */
final class TermRules {
  private static final int MAX_DURATION_TEXT = 40;
  private static final Duration LEAST_LIMIT = Duration.ofSeconds(1);
  private static final Duration MOST_LIMIT = Duration.ofHours(1);

  /** Of which it can be said what an abandoned call is. */
  private static final List<MetricDefinition> OF_OFFERED_CALLS =
      List.of(
          CallMetrics.SERVICE_LEVEL,
          CallMetrics.ABANDONMENT_RATE,
          CallMetrics.ABANDONMENT_RATE_WITHOUT_SHORT,
          CallMetrics.ABANDONMENT_RATE_WITHOUT_CALLBACKS);

  private final Findings findings;
  private final DefinitionRequest request;

  TermRules(Findings findings, DefinitionRequest request) {
    this.findings = findings;
    this.request = request;
  }

  /** What is asked for of a copy of that metric, as far as nothing is wrong with it. */
  Terms check(MetricDefinition origin) {
    return new Terms(
        limit("/within", request.within(), origin, List.of(CallMetrics.SERVICE_LEVEL)),
        limit("/shortCalls", request.shortCalls(), origin, OF_OFFERED_CALLS),
        withoutCallbacks(origin));
  }

  private boolean withoutCallbacks(MetricDefinition origin) {
    Boolean asked = request.withoutCallbacks();
    if (asked == null) {
      return false;
    }
    isOf("/withoutCallbacks", origin, OF_OFFERED_CALLS);
    if (!asked && origin.equals(CallMetrics.ABANDONMENT_RATE_WITHOUT_CALLBACKS)) {
      findings.add(
          "/withoutCallbacks",
          "is true of " + origin.key() + "; a copy of abandonment-rate has them in");
    }
    return asked;
  }

  private OptionalLong limit(
      String pointer,
      @Nullable String text,
      MetricDefinition origin,
      List<MetricDefinition> owners) {
    if (text == null) {
      return OptionalLong.empty();
    }
    isOf(pointer, origin, owners);
    try {
      Duration limit =
          text.length() > MAX_DURATION_TEXT ? MOST_LIMIT.plusDays(1) : Duration.parse(text);
      if (limit.compareTo(LEAST_LIMIT) < 0 || limit.compareTo(MOST_LIMIT) > 0) {
        findings.add(pointer, "is " + LEAST_LIMIT + " to " + MOST_LIMIT);
      }
      return OptionalLong.of(limit.toMillis());
    } catch (DateTimeParseException | ArithmeticException e) {
      findings.add(pointer, "is an ISO 8601 duration such as PT30S");
      return OptionalLong.empty();
    }
  }

  private void isOf(String pointer, MetricDefinition origin, List<MetricDefinition> owners) {
    if (!owners.contains(origin)) {
      findings.add(
          pointer,
          "is for copies of "
              + owners.stream().map(MetricDefinition::key).collect(Collectors.joining(", "))
              + " only");
    }
  }
}
