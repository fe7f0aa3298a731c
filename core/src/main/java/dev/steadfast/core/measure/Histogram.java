package dev.steadfast.core.measure;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A sparse histogram of whole numbers that adds and subtracts exactly. Values from −255 to 255 are
 * exact; beyond, a bucket is at most 1/128 of its value wide, so that its midpoint is at most 0.4 %
 * away. The bucket layout is that of HdrHistogram with two significant digits, mirrored for values
 * below zero; see ADR 0004 for why it is not that class.
 *
 * <p>Counts may be negative while differences are applied; a histogram of real observations never
 * ends negative.
 */
public final class Histogram {
  private static final byte FORMAT = 1;

  /** With values below zero: the first bucket has a sign. */
  private static final byte SIGNED_FORMAT = 2;

  private static final long MAX_EDGE = 1L << 60;

  private int[] buckets;
  private long[] counts;
  private int size;

  public Histogram() {
    buckets = new int[1];
    counts = new long[1];
  }

  /**
   * Counts {@code value} {@code times} times; a negative number takes back.
   *
   * @throws IllegalArgumentException for the one value that has no mirror image, −2^63
   */
  public void record(long value, long times) {
    addAt(Buckets.of(value), times);
  }

  /** Adds every count of the other histogram. */
  public void add(Histogram other) {
    merge(other, 1);
  }

  /** Takes back every count of the other histogram. */
  public void subtract(Histogram other) {
    merge(other, -1);
  }

  /** How many values are counted. */
  public long count() {
    long total = 0;
    for (int i = 0; i < size; i++) {
      total += counts[i];
    }
    return total;
  }

  public boolean isEmpty() {
    return size == 0;
  }

  /**
   * The quantile at {@code p} by Hyndman and Fan's type 7: linear between the two order statistics
   * around {@code (n − 1) p}, each taken as its bucket's midpoint.
   *
   * @param p 0 to 1
   * @throws IllegalStateException if nothing is counted
   */
  public double quantile(double p) {
    long n = count();
    if (n <= 0) {
      throw new IllegalStateException("an empty histogram has no quantile");
    }
    double rank = (n - 1) * p;
    long below = (long) Math.floor(rank);
    double fraction = rank - below;
    double low = orderStatistic(below);
    return fraction == 0 ? low : low + fraction * (orderStatistic(below + 1) - low);
  }

  /** Takes one bucket: the midpoint of its values, and how many of them are counted. */
  @FunctionalInterface
  public interface Bucket {
    void accept(double midpoint, long count);
  }

  /** Visits every bucket that is not empty, in ascending order. */
  public void forEach(Bucket visitor) {
    for (int i = 0; i < size; i++) {
      visitor.accept(Buckets.midpoint(buckets[i]), counts[i]);
    }
  }

  /** The value of the k-th smallest observation, counted from 0, as its bucket's midpoint. */
  public double orderStatistic(long k) {
    long seen = 0;
    for (int i = 0; i < size; i++) {
      seen += counts[i];
      if (seen > k) {
        return Buckets.midpoint(buckets[i]);
      }
    }
    return size == 0 ? 0 : Buckets.midpoint(buckets[size - 1]);
  }

  /**
   * How many of the values are below an edge.
   *
   * @param edge one of {@link #edgeAt}, where the answer is exact
   */
  public long countBelow(long edge) {
    long below = 0;
    for (int i = 0; i < size && Buckets.lowest(buckets[i]) < edge; i++) {
      below += counts[i];
    }
    return below;
  }

  /**
   * The edge between two buckets at the value or next below it, at most 0.8 % away: values are told
   * apart there and nowhere between. A value is never counted below itself.
   *
   * @param value −2^60 to 2^60
   * @throws IllegalArgumentException beyond that
   */
  public static long edgeAt(long value) {
    if (value < -MAX_EDGE || value > MAX_EDGE) {
      throw new IllegalArgumentException("no edge of a bucket: " + value);
    }
    return Buckets.lowest(Buckets.of(value));
  }

  /**
   * The largest value that is not told apart from this one: itself up to 255 from zero, and at most
   * 0.8 % above it. A value is never beyond itself.
   *
   * @param value −2^60 to 2^60
   * @throws IllegalArgumentException beyond that
   */
  public static long lastLike(long value) {
    if (value < -MAX_EDGE || value > MAX_EDGE) {
      throw new IllegalArgumentException("no value of a bucket: " + value);
    }
    return Buckets.lowest(Buckets.of(value) + 1) - 1;
  }

  /** The unbiased sample variance from the buckets' midpoints; 0 for fewer than two values. */
  public double variance() {
    long n = count();
    if (n < 2) {
      return 0;
    }
    double mean = 0;
    for (int i = 0; i < size; i++) {
      mean += Buckets.midpoint(buckets[i]) * counts[i] / n;
    }
    double squares = 0;
    for (int i = 0; i < size; i++) {
      double off = Buckets.midpoint(buckets[i]) - mean;
      squares += off * off * counts[i];
    }
    return squares / (n - 1);
  }

  /**
   * A compact form: a format byte, then the buckets as variable-length differences with their
   * counts. Equal histograms have equal bytes; without values below zero those of the first format.
   */
  public byte[] encode() {
    ByteArrayOutputStream out = new ByteArrayOutputStream(2 + size * 4);
    boolean isSigned = size > 0 && buckets[0] < 0;
    out.write(isSigned ? SIGNED_FORMAT : FORMAT);
    Varints.write(out, size);
    int previous = 0;
    for (int i = 0; i < size; i++) {
      if (isSigned && i == 0) {
        Varints.writeSigned(out, buckets[i]);
      } else {
        Varints.write(out, buckets[i] - previous);
      }
      Varints.writeSigned(out, counts[i]);
      previous = buckets[i];
    }
    return out.toByteArray();
  }

  /**
   * Reads what {@link #encode()} wrote.
   *
   * @throws IllegalArgumentException if the bytes are of no known format
   */
  public static Histogram decode(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    byte format = in.hasRemaining() ? in.get() : 0;
    if (format != FORMAT && format != SIGNED_FORMAT) {
      throw new IllegalArgumentException("not a histogram of a known format: " + format);
    }
    int size = (int) Varints.read(in);
    Histogram histogram = new Histogram();
    histogram.buckets = new int[Math.max(1, size)];
    histogram.counts = new long[Math.max(1, size)];
    histogram.size = size;
    int bucket = 0;
    for (int i = 0; i < size; i++) {
      boolean hasSign = format == SIGNED_FORMAT && i == 0;
      bucket += (int) (hasSign ? Varints.readSigned(in) : Varints.read(in));
      histogram.buckets[i] = bucket;
      histogram.counts[i] = Varints.readSigned(in);
    }
    if (in.hasRemaining()) {
      throw new IllegalArgumentException("bytes after the end of a histogram");
    }
    return histogram;
  }

  private void merge(Histogram other, int sign) {
    if (other.size == 0) {
      return;
    }
    int[] newBuckets = new int[size + other.size];
    long[] newCounts = new long[size + other.size];
    int at = 0;
    int i = 0;
    int j = 0;
    while (i < size || j < other.size) {
      boolean takeOwn = j >= other.size || (i < size && buckets[i] <= other.buckets[j]);
      boolean takeOther = i >= size || (j < other.size && other.buckets[j] <= buckets[i]);
      int bucket = takeOwn ? buckets[i] : other.buckets[j];
      long sum = 0;
      if (takeOwn) {
        sum += counts[i++];
      }
      if (takeOther) {
        sum += sign * other.counts[j++];
      }
      if (sum != 0) {
        newBuckets[at] = bucket;
        newCounts[at++] = sum;
      }
    }
    buckets = newBuckets;
    counts = newCounts;
    size = at;
  }

  private void addAt(int bucket, long times) {
    int at = Arrays.binarySearch(buckets, 0, size, bucket);
    if (at >= 0) {
      counts[at] += times;
      if (counts[at] == 0) {
        System.arraycopy(buckets, at + 1, buckets, at, size - at - 1);
        System.arraycopy(counts, at + 1, counts, at, size - at - 1);
        size--;
      }
      return;
    }
    if (times == 0) {
      return;
    }
    int insertion = -at - 1;
    if (size == buckets.length) {
      buckets = Arrays.copyOf(buckets, Math.max(1, size * 2));
      counts = Arrays.copyOf(counts, Math.max(1, size * 2));
    }
    System.arraycopy(buckets, insertion, buckets, insertion + 1, size - insertion);
    System.arraycopy(counts, insertion, counts, insertion + 1, size - insertion);
    buckets[insertion] = bucket;
    counts[insertion] = times;
    size++;
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof Histogram other
        && size == other.size
        && Arrays.equals(buckets, 0, size, other.buckets, 0, size)
        && Arrays.equals(counts, 0, size, other.counts, 0, size);
  }

  @Override
  public int hashCode() {
    int hash = size;
    for (int i = 0; i < size; i++) {
      hash = 31 * (31 * hash + buckets[i]) + Long.hashCode(counts[i]);
    }
    return hash;
  }

  @Override
  public String toString() {
    return "Histogram of " + count() + " in " + size + " buckets";
  }
}
