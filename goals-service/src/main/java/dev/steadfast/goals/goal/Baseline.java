package dev.steadfast.goals.goal;

import dev.steadfast.goals.progress.DateRange;
import dev.steadfast.goals.progress.Measurement;

/** Where a goal starts, and how that is known. */
public sealed interface Baseline {
  /** In the unit of the metric. */
  double value();

  /** Somebody said so. */
  record Entered(double value) implements Baseline {}

  /** Measured over those days when it was set; it stays as it was. */
  record Measured(Measurement measurement, DateRange days) implements Baseline {
    @Override
    public double value() {
      return measurement.value();
    }
  }
}
