package dev.steadfast.core.forecast;

import java.util.Arrays;

/**
 * Equally spaced values, oldest first; {@link Double#NaN} where there is none.
 *
 * @param values in any unit, absolute values to 10^150
 * @param domain which values there can be
 * @param seasons lengths of cycles in steps, ascending, such as 7 and 365 for days; none where no
 *     cycle is to be looked for. A cycle that the data do not carry is not used
 */
public record Series(double[] values, Domain domain, int... seasons) {
  private static final double LARGEST = 1e150;

  /**
   * @throws IllegalArgumentException for infinite or too large values, values outside the domain,
   *     and seasons below 2 or not ascending
   */
  public Series {
    values = values.clone();
    seasons = seasons.clone();
    for (double value : values) {
      if (!Double.isNaN(value) && !(Math.abs(value) <= LARGEST)) {
        throw new IllegalArgumentException("no value of a series: " + value);
      }
      if (!Double.isNaN(value) && !domain.holds(value)) {
        throw new IllegalArgumentException("outside the domain " + domain + ": " + value);
      }
    }
    for (int i = 0; i < seasons.length; i++) {
      if (seasons[i] < 2 || (i > 0 && seasons[i] <= seasons[i - 1])) {
        throw new IllegalArgumentException(
            "seasons are 2 or longer, and ascend: " + Arrays.toString(seasons));
      }
    }
  }

  @Override
  public double[] values() {
    return values.clone();
  }

  @Override
  public int[] seasons() {
    return seasons.clone();
  }

  /** How many steps there are, missing ones counted. */
  public int length() {
    return values.length;
  }

  /** How many steps have a value. */
  public int observed() {
    int observed = 0;
    for (double value : values) {
      observed += Double.isNaN(value) ? 0 : 1;
    }
    return observed;
  }

  /** A hash of the content, from which simulations are seeded. */
  long seed() {
    return new Seed().add(values).add(domain.ordinal()).add(seasons).value();
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof Series other
        && domain == other.domain
        && Arrays.equals(values, other.values)
        && Arrays.equals(seasons, other.seasons);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(seed());
  }

  @Override
  public String toString() {
    return "Series of "
        + values.length
        + " steps, "
        + observed()
        + " with a value, "
        + domain
        + ", seasons "
        + Arrays.toString(seasons);
  }
}
