package dev.steadfast.goals.progress;

import java.util.OptionalDouble;

/** The levels of a goal, in the unit of its metric: what is promised, aimed at and dreamt of. */
public record Levels(OptionalDouble commit, double target, OptionalDouble stretch) {
  /** Only a target. */
  public static Levels of(double target) {
    return new Levels(OptionalDouble.empty(), target, OptionalDouble.empty());
  }
}
