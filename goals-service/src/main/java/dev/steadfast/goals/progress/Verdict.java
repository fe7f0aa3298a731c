package dev.steadfast.goals.progress;

import dev.steadfast.core.measure.Interval;
import java.util.Optional;

/** Whether a level is reached, judged by the whole interval of the value. */
public sealed interface Verdict {
  /** The whole interval is at the level or beyond. */
  record Met(Interval value) implements Verdict {}

  /** The whole interval is short of the level. */
  record Missed(Interval value) implements Verdict {}

  /** The level lies within the interval, or there is too little to judge by. */
  record CannotTell(String reason) implements Verdict {}

  /**
   * Nothing was observed, or too much of it is missing.
   *
   * @param reason what is missing
   */
  record NoData(Optional<String> reason) implements Verdict {}

  /** The name in documents. */
  default String code() {
    return switch (this) {
      case Met met -> "met";
      case Missed missed -> "missed";
      case CannotTell cannotTell -> "cannot-tell";
      case NoData noData -> "no-data";
    };
  }

  /** Why nothing can be told, or empty. */
  default Optional<String> doubt() {
    return switch (this) {
      case Met met -> Optional.empty();
      case Missed missed -> Optional.empty();
      case CannotTell cannotTell -> Optional.of(cannotTell.reason());
      case NoData noData -> noData.reason();
    };
  }

  /** Judges a measurement against a level. */
  static Verdict of(
      Optional<Measurement> measured, int minimumSample, Direction direction, double level) {
    if (measured.isEmpty()) {
      return new NoData(Optional.empty());
    }
    long n = measured.get().n();
    if (n < minimumSample) {
      return new CannotTell(n + " of at least " + minimumSample + " observations");
    }
    if (measured.get().interval().isEmpty()) {
      return new CannotTell(n + " observations are too few for an interval");
    }
    Interval interval = measured.get().interval().get();
    boolean exact = interval.lower() == interval.upper();
    if (!exact && interval.contains(level)) {
      return new CannotTell("the interval contains the level");
    }
    return direction.reaches(measured.get().value(), level)
        ? new Met(interval)
        : new Missed(interval);
  }
}
