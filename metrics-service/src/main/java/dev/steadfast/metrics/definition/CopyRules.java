package dev.steadfast.metrics.definition;

import dev.steadfast.contracts.metric.Aggregation;
import dev.steadfast.contracts.metric.BuiltInMetrics;
import dev.steadfast.contracts.metric.ContactMetrics;
import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.core.measure.Scope;
import dev.steadfast.core.schedule.ClockRule;
import dev.steadfast.core.schedule.Schedule;
import dev.steadfast.metrics.definition.DefinitionRequest.ClockPart;
import dev.steadfast.metrics.timeline.Contact;
import dev.steadfast.metrics.timeline.CopiedMetric;
import dev.steadfast.metrics.timeline.MetricClock;
import dev.steadfast.metrics.timeline.Population;
import dev.steadfast.metrics.timeline.Terms;
import dev.steadfast.platform.problem.Findings;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** The rules of a copy of a built-in metric: whose it can be, by which clock and terms it goes. */
final class CopyRules {
  private final Findings findings;
  private final DefinitionRequest request;
  private final Function<UUID, Optional<Schedule>> schedules;

  CopyRules(
      Findings findings, DefinitionRequest request, Function<UUID, Optional<Schedule>> schedules) {
    this.findings = findings;
    this.request = request;
    this.schedules = schedules;
  }

  /** The metric that it is a copy of, or empty after noting that there is none. */
  Optional<MetricDefinition> origin() {
    Optional<MetricDefinition> origin = BuiltInMetrics.named(String.valueOf(request.copyOf()));
    if (origin.isEmpty()) {
      findings.add("/copyOf", "is the key of no built-in metric that has observations of its own");
    }
    return origin;
  }

  /** The copy, or empty after noting what is wrong. */
  Optional<Definition> check(
      MetricDefinition origin, int version, Population population, Optional<Aggregation> shown) {
    if (origin.kind() == MetricDefinition.Kind.PART && population.values().containsKey("channel")) {
      findings.add(
          "/population/channel", "is not for a share of channels, which is of all of them");
    }
    if (Contact.METRICS.contains(origin)) {
      checkOfNeighbours(origin, population);
    }
    Optional<MetricClock> clock = clock(origin);
    Terms terms = new TermRules(findings, request).check(origin);
    return clock.flatMap(
        measured ->
            shown.map(
                by ->
                    new Definition.Copy(
                        new CopiedMetric(
                            CopyWording.of(origin, request, version, by, population, measured),
                            origin.key(),
                            population,
                            measured,
                            terms))));
  }

  /** What is known of the neighbours of an interaction is who resolved them, and no more. */
  private void checkOfNeighbours(MetricDefinition origin, Population population) {
    for (String dimension : population.values().keySet()) {
      if (origin.equals(ContactMetrics.DEFLECTION_RATE)) {
        findings.add("/population/" + dimension, "is not for visits, which have none");
      } else if (!Scope.DIMENSIONS.contains(dimension)) {
        findings.add(
            "/population/" + dimension,
            "is one of %s in a copy of %s"
                .formatted(String.join(", ", Scope.DIMENSIONS), origin.key()));
      }
    }
  }

  private Optional<MetricClock> clock(MetricDefinition origin) {
    ClockPart clock = request.clock();
    if (clock == null) {
      return Optional.of(MetricClock.CALENDAR);
    }
    if (ClockPart.CALENDAR.equals(clock.type())) {
      if (clock.scheduleId() != null || clock.clockRule() != null) {
        findings.add("/clock", "has a schedule and a rule for business time only");
      }
      return Optional.of(MetricClock.CALENDAR);
    }
    if (!ClockPart.BUSINESS.equals(clock.type())) {
      findings.add("/clock/type", "is calendar or business");
      return Optional.empty();
    }
    if (!CopiedMetric.canGoByBusinessTime(origin)) {
      findings.add(
          "/clock/type",
          "is calendar: " + origin.key() + " is no duration between events whose times are known");
    }
    Optional<ClockRule> rule =
        clock.clockRule() == null
            ? Optional.of(ClockRule.SUM_OVER_HISTORY)
            : ClockRule.named(clock.clockRule());
    if (rule.isEmpty()) {
      findings.add("/clock/clockRule", "is sum-over-history or at-end");
    }
    Optional<Schedule> schedule = Optional.ofNullable(clock.scheduleId()).flatMap(schedules);
    if (schedule.isEmpty()) {
      findings.add("/clock/scheduleId", "is the id of no schedule");
    }
    return schedule.flatMap(
        hours ->
            rule.map(
                by ->
                    new MetricClock.Business(
                        Optional.ofNullable(clock.scheduleId()).orElseThrow(), hours, by)));
  }
}
