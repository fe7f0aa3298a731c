package dev.steadfast.core.measure;

/**
 * Which values a histogram takes for the same. Each up to 255 has a bucket of its own; above, 128
 * buckets hold the values between one power of two and the next. Values below zero have the same
 * buckets, mirrored: that of −v is the negative of that of v, so that buckets are in the order of
 * their values.
 */
final class Buckets {
  private static final int EXACT = 256;
  private static final int HALF = 128;

  private Buckets() {}

  /** The bucket that holds a value. */
  static int of(long value) {
    if (value == Long.MIN_VALUE) {
      throw new IllegalArgumentException("a histogram does not hold " + value);
    }
    return value < 0 ? -upwards(-value) : upwards(value);
  }

  private static int upwards(long value) {
    if (value < EXACT) {
      return (int) value;
    }
    int shift = 56 - Long.numberOfLeadingZeros(value);
    return EXACT + (shift - 1) * HALF + (int) (value >>> shift) - HALF;
  }

  /** The value in the middle of a bucket. */
  static double midpoint(int bucket) {
    if (bucket < 0) {
      return -midpoint(-bucket);
    }
    return bucket < EXACT ? bucket : nearest(bucket) + (width(bucket) - 1) / 2.0;
  }

  /** The smallest value of a bucket. */
  static long lowest(int bucket) {
    return bucket < 0 ? -(nearest(-bucket) + width(-bucket) - 1) : nearest(bucket);
  }

  /** The value of a bucket that is nearest to zero. */
  private static long nearest(int bucket) {
    return bucket < EXACT
        ? bucket
        : (long) ((bucket - EXACT) % HALF + HALF) << ((bucket - EXACT) / HALF + 1);
  }

  private static long width(int bucket) {
    return bucket < EXACT ? 1 : 1L << ((bucket - EXACT) / HALF + 1);
  }
}
