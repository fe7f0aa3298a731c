package dev.steadfast.goals.goal;

import dev.steadfast.contracts.metric.Aggregation;
import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.core.measure.Scope;
import dev.steadfast.goals.progress.DateRange;
import dev.steadfast.goals.progress.Direction;
import dev.steadfast.goals.progress.Levels;
import dev.steadfast.goals.progress.Measurement;
import dev.steadfast.goals.progress.Target;
import dev.steadfast.goals.progress.Window;
import dev.steadfast.platform.problem.Findings;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** The rules that the target of a goal keeps. Continues only as far as what went before allows. */
final class TargetRules {
  private static final int MAX_SAMPLE = 1_000_000;
  private final Findings findings;
  private final GoalRequest.@Nullable TargetPart request;
  private final Scope scope;
  private final Measuring measuring;

  TargetRules(
      Findings findings,
      GoalRequest.@Nullable TargetPart request,
      Scope scope,
      Measuring measuring) {
    this.findings = findings;
    this.request = request;
    this.scope = scope;
    this.measuring = measuring;
  }

  /** Finds the value of a metric over some days; empty where nothing was observed. */
  interface Measuring {
    Optional<Measurement> measure(
        MetricDefinition metric, Aggregation aggregation, Scope scope, DateRange days);
  }

  /** A target that keeps the rules. */
  record Checked(MetricDefinition metric, Target target, Baseline baseline) {}

  /** The target, or empty after noting why there is none. */
  Optional<Checked> check() {
    if (request == null) {
      findings.add("/target", "is required");
      return Optional.empty();
    }
    Optional<MetricDefinition> metric =
        MetricRules.metric(findings, "/target/metric", request.metric());
    metric.ifPresent(known -> version(request, known));
    if (metric.isEmpty()) {
      return Optional.empty();
    }
    Optional<Aggregation> aggregation =
        MetricRules.aggregation(
            findings, "/target/aggregation", request.aggregation(), metric.get());
    Window window = window(request);
    int minimumSample = minimumSample(request, metric.get());
    Optional<Levels> levels = levels(request, metric.get());
    Optional<Baseline> baseline = aggregation.flatMap(by -> baseline(request, metric.get(), by));
    if (aggregation.isEmpty() || levels.isEmpty() || baseline.isEmpty()) {
      return Optional.empty();
    }
    return direction(request, metric.get(), baseline.get().value(), levels.get())
        .map(
            direction ->
                new Checked(
                    metric.get(),
                    new Target(
                        aggregation.get(),
                        window,
                        direction,
                        baseline.get().value(),
                        levels.get(),
                        minimumSample),
                    baseline.get()));
  }

  private void version(GoalRequest.TargetPart target, MetricDefinition metric) {
    if (target.version() != null && target.version() != metric.version()) {
      findings.add("/target/version", "is not " + metric.version() + ", the only one");
    }
  }

  private Window window(GoalRequest.TargetPart target) {
    if (target.window() != null) {
      try {
        return Window.named(target.window());
      } catch (IllegalArgumentException e) {
        findings.add("/target/window", "is none of " + e.getMessage());
      }
    }
    return new Window.WholePeriod();
  }

  private int minimumSample(GoalRequest.TargetPart target, MetricDefinition metric) {
    Integer asked = target.minimumSample();
    if (asked == null) {
      return metric.minimumSample();
    }
    if (asked < 1 || asked > MAX_SAMPLE) {
      findings.add("/target/minimumSample", "is 1 to " + MAX_SAMPLE);
      return 1;
    }
    return asked;
  }

  private Optional<Levels> levels(GoalRequest.TargetPart target, MetricDefinition metric) {
    GoalRequest.LevelsPart levels = target.levels();
    if (levels == null || levels.target() == null) {
      findings.add("/target/levels/target", "is required");
      return Optional.empty();
    }
    OptionalDouble commit =
        MetricRules.value(findings, "/target/levels/commit", levels.commit(), metric);
    OptionalDouble aim =
        MetricRules.value(findings, "/target/levels/target", levels.target(), metric);
    OptionalDouble stretch =
        MetricRules.value(findings, "/target/levels/stretch", levels.stretch(), metric);
    return findings.concern("/target/levels") || aim.isEmpty()
        ? Optional.empty()
        : Optional.of(new Levels(commit, aim.getAsDouble(), stretch));
  }

  private Optional<Baseline> baseline(
      GoalRequest.TargetPart target, MetricDefinition metric, Aggregation aggregation) {
    GoalRequest.BaselinePart baseline = target.baseline();
    if (baseline == null) {
      findings.add("/target/baseline", "is required");
      return Optional.empty();
    }
    String source = baseline.source() == null ? "entered" : baseline.source();
    return switch (source) {
      case "entered" -> entered(baseline, metric);
      case "measured" -> measured(baseline, metric, aggregation);
      default -> {
        findings.add("/target/baseline/source", "is entered or measured");
        yield Optional.empty();
      }
    };
  }

  private Optional<Baseline> entered(GoalRequest.BaselinePart baseline, MetricDefinition metric) {
    if (baseline.from() != null || baseline.to() != null) {
      findings.add("/target/baseline/from", "goes with the source measured only");
    }
    if (baseline.value() == null) {
      findings.add("/target/baseline/value", "is required");
    }
    OptionalDouble value =
        MetricRules.value(findings, "/target/baseline/value", baseline.value(), metric);
    return value.isEmpty()
        ? Optional.empty()
        : Optional.of(new Baseline.Entered(value.getAsDouble()));
  }

  private Optional<Baseline> measured(
      GoalRequest.BaselinePart baseline, MetricDefinition metric, Aggregation aggregation) {
    if (baseline.value() != null) {
      findings.add("/target/baseline/value", "is not given where it is measured; null removes it");
    }
    Optional<DateRange> days =
        GoalRules.dates(findings, "/target/baseline", baseline.from(), baseline.to());
    if (findings.concern("/target/baseline") || findings.concern("/scope")) {
      return Optional.empty();
    }
    DateRange over = days.orElseThrow();
    Optional<Measurement> measurement = measuring.measure(metric, aggregation, scope, over);
    if (measurement.isEmpty()) {
      findings.add(
          "/target/baseline",
          "cannot be measured: nothing of %s was observed in %s from %s to %s"
              .formatted(metric.key(), scope.text(), over.from(), over.to()));
    }
    return measurement.map(value -> new Baseline.Measured(value, over));
  }

  private Optional<Direction> direction(
      GoalRequest.TargetPart target, MetricDefinition metric, double baseline, Levels levels) {
    if (baseline == levels.target()) {
      findings.add("/target/levels/target", "is the baseline: there is nothing to reach");
      return Optional.empty();
    }
    Direction seen = levels.target() > baseline ? Direction.HIGHER : Direction.LOWER;
    Optional<Direction> asked = askedDirection(target, metric, seen);
    if (asked.isEmpty()) {
      return Optional.empty();
    }
    if (asked.get() != seen) {
      findings.add(
          "/target/levels/target",
          "is %s than the baseline, but %s is better; say \"direction\": \"%s\" if it is meant"
              .formatted(seen.code(), asked.get().code(), seen.code()));
    }
    if (levels.commit().isPresent()
        && !seen.reaches(levels.target(), levels.commit().getAsDouble())) {
      findings.add("/target/levels/commit", "is harder than the target");
    }
    if (levels.stretch().isPresent()
        && !seen.reaches(levels.stretch().getAsDouble(), levels.target())) {
      findings.add("/target/levels/stretch", "is easier than the target");
    }
    return asked;
  }

  private Optional<Direction> askedDirection(
      GoalRequest.TargetPart target, MetricDefinition metric, Direction seen) {
    if (target.direction() == null) {
      return Optional.of(
          switch (metric.direction()) {
            case HIGHER -> Direction.HIGHER;
            case LOWER -> Direction.LOWER;
            case NEITHER -> seen;
          });
    }
    try {
      return Optional.of(Direction.named(target.direction()));
    } catch (IllegalArgumentException e) {
      findings.add("/target/direction", "is neither higher nor lower");
      return Optional.empty();
    }
  }
}
