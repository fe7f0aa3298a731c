package dev.steadfast.core.forecast;

/** A 64-bit hash of an input, in its order; the mixing is that of SplitMix64 (Steele 2014). */
final class Seed {
  private long state = 0x9E3779B97F4A7C15L;

  Seed add(long value) {
    long mixed = (state ^ value) + 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    state = mixed ^ (mixed >>> 31);
    return this;
  }

  Seed add(double[] values) {
    add(values.length);
    for (double value : values) {
      add(Double.doubleToLongBits(value));
    }
    return this;
  }

  Seed add(long[] values) {
    add(values.length);
    for (long value : values) {
      add(value);
    }
    return this;
  }

  Seed add(int[] values) {
    add(values.length);
    for (int value : values) {
      add(value);
    }
    return this;
  }

  long value() {
    return state;
  }
}
