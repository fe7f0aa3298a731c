package dev.steadfast.bench.kernel;

import dev.steadfast.core.measure.Histogram;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a cell does with its histogram, in ours and in HdrHistogram with two significant digits and
 * automatic resizing, as the processor would have to use it. Values are durations in milliseconds
 * from seconds to days.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class HistogramBenchmark {
  /** How many values a histogram holds: a quarter hour of a team, its day, a large day. */
  @Param({"4", "40", "1000"})
  public int values;

  private long[] durations = {};
  private long[] more = {};
  private Histogram ours = new Histogram();
  private Histogram oursMore = new Histogram();
  private byte[] oursEncoded = {};
  private org.HdrHistogram.Histogram theirs = empty();
  private org.HdrHistogram.Histogram theirsMore = empty();
  private byte[] theirsEncoded = {};

  @Setup(Level.Trial)
  public void prepare() {
    SplittableRandom random = new SplittableRandom(9);
    durations = random.doubles(values).mapToLong(HistogramBenchmark::duration).toArray();
    more = random.doubles(values).mapToLong(HistogramBenchmark::duration).toArray();
    ours = ours(durations);
    oursMore = ours(more);
    oursEncoded = ours.encode();
    theirs = theirs(durations);
    theirsMore = theirs(more);
    theirsEncoded = encoded(theirs);
  }

  /** Seconds to days, most of them minutes to hours. */
  private static long duration(double share) {
    return (long) Math.exp(7 + 12 * share);
  }

  private static Histogram ours(long[] durations) {
    Histogram histogram = new Histogram();
    for (long duration : durations) {
      histogram.record(duration, 1);
    }
    return histogram;
  }

  private static org.HdrHistogram.Histogram empty() {
    org.HdrHistogram.Histogram histogram = new org.HdrHistogram.Histogram(2);
    histogram.setAutoResize(true);
    return histogram;
  }

  private static org.HdrHistogram.Histogram theirs(long[] durations) {
    org.HdrHistogram.Histogram histogram = empty();
    for (long duration : durations) {
      histogram.recordValue(duration);
    }
    return histogram;
  }

  private static byte[] encoded(org.HdrHistogram.Histogram histogram) {
    ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
    int length = histogram.encodeIntoCompressedByteBuffer(buffer);
    byte[] bytes = new byte[length];
    buffer.flip().get(bytes, 0, Math.min(length, buffer.remaining()));
    return bytes;
  }

  private static org.HdrHistogram.Histogram decoded(byte[] bytes) {
    try {
      return org.HdrHistogram.Histogram.decodeFromCompressedByteBuffer(ByteBuffer.wrap(bytes), 0);
    } catch (java.util.zip.DataFormatException e) {
      throw new IllegalStateException(e);
    }
  }

  @Benchmark
  public byte[] recordAndEncodeOurs() {
    return ours(durations).encode();
  }

  @Benchmark
  public byte[] recordAndEncodePlain() {
    return encoded(theirs(durations));
  }

  /** What a batch does to a cell: read, add, write. */
  @Benchmark
  public byte[] decodeAddEncodeOurs() {
    Histogram stored = Histogram.decode(oursEncoded);
    stored.add(oursMore);
    return stored.encode();
  }

  @Benchmark
  public byte[] decodeAddEncodePlain() {
    org.HdrHistogram.Histogram stored = decoded(theirsEncoded);
    stored.setAutoResize(true);
    stored.add(theirsMore);
    return encoded(stored);
  }

  /** Ends with what it began with, so that each call does the same. */
  @Benchmark
  public Histogram addAndSubtractOurs() {
    ours.add(oursMore);
    ours.subtract(oursMore);
    return ours;
  }

  @Benchmark
  public org.HdrHistogram.Histogram addAndSubtractPlain() {
    theirs.add(theirsMore);
    theirs.subtract(theirsMore);
    return theirs;
  }

  @Benchmark
  public double medianOurs() {
    return ours.quantile(0.5);
  }

  @Benchmark
  public long medianPlain() {
    return theirs.getValueAtPercentile(50);
  }
}
