package dev.steadfast.metrics.alert;

import dev.steadfast.metrics.alert.Reading.Seen;
import org.jspecify.annotations.Nullable;

/** When a rule's value is beyond what is accepted. */
sealed interface Condition {

  /**
   * A level that the value must not pass.
   *
   * @param above whether values above it are bad, else those below
   * @param threshold in the unit of the metric
   * @param clearAt where it clears: on the good side of the threshold, or the threshold itself
   * @param byInterval whether the whole 95 % interval must lie beyond, where there is one
   */
  record Threshold(boolean above, double threshold, double clearAt, boolean byInterval)
      implements Condition {
    /** What the value says. */
    Reading read(Seen seen) {
      if (seen.value() == null) {
        return new Reading.Missing(seen);
      }
      double value = seen.value();
      if (above ? value <= clearAt : value >= clearAt) {
        return new Reading.Clear(seen);
      }
      double nearest = byInterval ? near(seen, value) : value;
      boolean isBeyond = above ? nearest > threshold : nearest < threshold;
      return isBeyond ? new Reading.Beyond(seen) : new Reading.Between(seen);
    }

    private double near(Seen seen, double value) {
      @Nullable Double end = above ? seen.lower() : seen.upper();
      return end == null ? value : end;
    }
  }

  /**
   * A day unlike its week.
   *
   * @param side which days are bad
   * @param falseAlarmRate the share of ordinary days that may be called unusual
   */
  record Unusual(Side side, double falseAlarmRate) implements Condition {
    /** Which way a day must differ. */
    enum Side {
      EITHER,
      HIGHER,
      LOWER
    }
  }
}
