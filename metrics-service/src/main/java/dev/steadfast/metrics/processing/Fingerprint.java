package dev.steadfast.metrics.processing;

import dev.steadfast.core.measure.Cell;
import dev.steadfast.core.measure.Histogram;

/**
 * 64 bits that stand for the quarter hours of a day. They are a sum over everything that is
 * counted, each with a weight of its own, modulo 2^64: fingerprints of parts add to that of the
 * whole, so that cells can be compared without being held. All weights are odd, so that no
 * difference in one place goes unseen; one in several places does once in 2^63.
 */
final class Fingerprint {
  private static final long PLACES = 1L << 20;
  private static final int FIRST_BUCKET = 8;

  private Fingerprint() {}

  /** Of those quarters; 0 where nothing is counted. */
  static long of(Quarters quarters) {
    long[] total = new long[1];
    quarters.forEach((quarter, cell) -> total[0] += of(quarter * PLACES, cell));
    return total[0];
  }

  private static long of(long place, Cell cell) {
    long[] total = {
      cell.count() * weight(place)
          + cell.sum() * weight(place + 1)
          + cell.numerator() * weight(place + 2)
          + cell.denominator() * weight(place + 3)
    };
    Histogram histogram = cell.histogram();
    if (histogram != null) {
      histogram.forEach(
          (midpoint, count) ->
              total[0] +=
                  count * weight(mixed(place + FIRST_BUCKET) + Double.doubleToLongBits(midpoint)));
    }
    return total[0];
  }

  private static long weight(long place) {
    return mixed(place) | 1;
  }

  /** The output function of SplitMix64 (Steele, Lea and Flood 2014). */
  private static long mixed(long seed) {
    long mix = seed + 0x9E3779B97F4A7C15L;
    mix = (mix ^ (mix >>> 30)) * 0xBF58476D1CE4E5B9L;
    mix = (mix ^ (mix >>> 27)) * 0x94D049BB133111EBL;
    return mix ^ (mix >>> 31);
  }
}
