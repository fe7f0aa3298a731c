package dev.steadfast.metrics.definition;

import dev.steadfast.contracts.metric.CallMetrics;
import dev.steadfast.contracts.metric.ContactMetrics;
import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.metrics.timeline.Terms;
import dev.steadfast.platform.problem.Findings;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rules of what a copy of a share sets otherwise than its origin. */
final class TermRules {
  private static final int MAX_DURATION_TEXT = 40;
  private static final Range OF_CALLS = new Range(Duration.ofSeconds(1), Duration.ofHours(1));

  /** Within what time a copy may ask for something; neighbours are known no further. */
  private static final Map<MetricDefinition, Range> WITHIN =
      Map.of(
          CallMetrics.SERVICE_LEVEL,
          OF_CALLS,
          ContactMetrics.FIRST_CONTACT_RESOLUTION,
          new Range(
              Duration.ofDays(1),
              Duration.ofMillis(dev.steadfast.metrics.contact.Findings.REPEAT_MS)),
          ContactMetrics.FIRST_CONTACT_RESOLUTION_ANY_TOPIC,
          new Range(
              Duration.ofDays(1),
              Duration.ofMillis(dev.steadfast.metrics.contact.Findings.REPEAT_MS)),
          ContactMetrics.DEFLECTION_RATE,
          new Range(
              Duration.ofHours(1),
              Duration.ofMillis(dev.steadfast.metrics.contact.Findings.DEFLECTION_MS)));

  /** From one duration to another, both included. */
  private record Range(Duration least, Duration most) {
    boolean has(Duration limit) {
      return limit.compareTo(least) >= 0 && limit.compareTo(most) <= 0;
    }
  }

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
        limit(
            "/within",
            request.within(),
            origin,
            WITHIN.keySet(),
            WITHIN.getOrDefault(origin, OF_CALLS)),
        limit("/shortCalls", request.shortCalls(), origin, OF_OFFERED_CALLS, OF_CALLS),
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
      Collection<MetricDefinition> owners,
      Range range) {
    if (text == null) {
      return OptionalLong.empty();
    }
    isOf(pointer, origin, owners);
    try {
      Duration limit =
          text.length() > MAX_DURATION_TEXT ? range.most().plusDays(1) : Duration.parse(text);
      if (!range.has(limit)) {
        findings.add(pointer, "is " + range.least() + " to " + range.most());
      }
      return OptionalLong.of(limit.toMillis());
    } catch (DateTimeParseException | ArithmeticException e) {
      findings.add(pointer, "is an ISO 8601 duration such as " + range.least());
      return OptionalLong.empty();
    }
  }

  private void isOf(String pointer, MetricDefinition origin, Collection<MetricDefinition> owners) {
    if (!owners.contains(origin)) {
      findings.add(
          pointer,
          "is for copies of "
              + owners.stream()
                  .map(MetricDefinition::key)
                  .sorted()
                  .collect(Collectors.joining(", "))
              + " only");
    }
  }
}
