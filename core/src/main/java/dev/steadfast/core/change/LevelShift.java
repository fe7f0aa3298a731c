package dev.steadfast.core.change;

/**
 * A lasting change of level.
 *
 * @param index the first day at the new level, counted from 0
 * @param probability at even odds beforehand, the most that the data allow: {@code 1 / (1 - e p ln
 *     p)} for the chance {@code p} of so strong a shift anywhere in a series without any (Sellke,
 *     Bayarri and Berger 2001); 0.5 to 1
 * @param before the level up to then, season removed, in the unit of the series
 * @param after the level from then on
 * @param standardDeviations the step over the standard deviation of a day around its level; signed
 */
public record LevelShift(
    int index, double probability, double before, double after, double standardDeviations) {
  public LevelShift {
    if (index < 1 || !(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException("no shift at " + index + " with " + probability);
    }
  }

  /** The signed step, in the unit of the series. */
  public double size() {
    return after - before;
  }
}
