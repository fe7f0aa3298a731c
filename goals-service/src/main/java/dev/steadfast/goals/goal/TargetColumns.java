package dev.steadfast.goals.goal;

import dev.steadfast.contracts.metric.Aggregation;
import dev.steadfast.core.measure.Interval;
import dev.steadfast.goals.progress.DateRange;
import dev.steadfast.goals.progress.Direction;
import dev.steadfast.goals.progress.Levels;
import dev.steadfast.goals.progress.Measurement;
import dev.steadfast.goals.progress.Target;
import dev.steadfast.goals.progress.Window;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** The columns of a goal that hold its target and baseline. */
@Embeddable
class TargetColumns {
  private String metric;

  @Column(name = "metric_version")
  private int metricVersion;

  private String aggregation;

  @Column(name = "measured_over")
  private String measuredOver;

  private String direction;

  @Column(name = "baseline_source")
  private String baselineSource;

  @Column(name = "baseline_value")
  private double baselineValue;

  @Column(name = "baseline_lower")
  private @Nullable Double baselineLower;

  @Column(name = "baseline_upper")
  private @Nullable Double baselineUpper;

  @Column(name = "baseline_n")
  private @Nullable Long baselineN;

  @Column(name = "baseline_from")
  private @Nullable LocalDate baselineFrom;

  @Column(name = "baseline_to")
  private @Nullable LocalDate baselineTo;

  @Column(name = "commit_level")
  private @Nullable Double commitLevel;

  @Column(name = "target_level")
  private double targetLevel;

  @Column(name = "stretch_level")
  private @Nullable Double stretchLevel;

  @Column(name = "minimum_sample")
  private int minimumSample;

  /** For Hibernate, which fills the fields. */
  @SuppressWarnings("NullAway.Init")
  protected TargetColumns() {}

  TargetColumns(GoalTerms terms) {
    Target target = terms.target();
    metric = terms.metric().key();
    metricVersion = terms.metric().version();
    aggregation = target.aggregation().code();
    measuredOver = target.window().text();
    direction = target.direction().code();
    baselineValue = target.baseline();
    switch (terms.baseline()) {
      case Baseline.Entered entered -> baselineSource = "entered";
      case Baseline.Measured measured -> {
        baselineSource = "measured";
        baselineLower = measured.measurement().interval().map(Interval::lower).orElse(null);
        baselineUpper = measured.measurement().interval().map(Interval::upper).orElse(null);
        baselineN = measured.measurement().n();
        baselineFrom = measured.days().from();
        baselineTo = measured.days().to();
      }
    }
    commitLevel = boxed(target.levels().commit());
    targetLevel = target.levels().target();
    stretchLevel = boxed(target.levels().stretch());
    minimumSample = target.minimumSample();
  }

  String metric() {
    return metric;
  }

  Target target() {
    return new Target(
        Aggregation.named(aggregation),
        Window.named(measuredOver),
        Direction.named(direction),
        baselineValue,
        new Levels(optional(commitLevel), targetLevel, optional(stretchLevel)),
        minimumSample);
  }

  Baseline baseline() {
    if (baselineN == null || baselineFrom == null || baselineTo == null) {
      return new Baseline.Entered(baselineValue);
    }
    Optional<Interval> interval =
        baselineLower == null || baselineUpper == null
            ? Optional.empty()
            : Optional.of(new Interval(baselineLower, baselineUpper));
    return new Baseline.Measured(
        new Measurement(baselineValue, interval, baselineN),
        new DateRange(baselineFrom, baselineTo));
  }

  private static @Nullable Double boxed(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }

  private static OptionalDouble optional(@Nullable Double value) {
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
