package dev.steadfast.core.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HistogramTest {
  private static final long TEN_YEARS_MS = 315_360_000_000L;

  @Test
  void eachValueLiesWithinFourTenthsOfAPercentOfItsBucketsMidpoint() {
    for (long value = 0; value < TEN_YEARS_MS; value += 1 + value / 997) {
      double midpoint = Buckets.midpoint(Buckets.of(value));
      assertThat(midpoint).isCloseTo((double) value, within(0.004 * value));
    }
  }

  @Test
  void valuesBelowZeroAreTheMirrorImage() {
    for (long value = 1; value < TEN_YEARS_MS; value += 1 + value / 997) {
      assertThat(Buckets.of(-value)).isEqualTo(-Buckets.of(value));
      assertThat(Buckets.midpoint(Buckets.of(-value)))
          .isEqualTo(-Buckets.midpoint(Buckets.of(value)));
    }
  }

  @Test
  void aBucketBeginsWithItsSmallestValueOnBothSidesOfZero() {
    Random random = new Random(4);
    for (int i = 0; i < 20_000; i++) {
      long value = random.nextLong() >> random.nextInt(2, 63);
      int bucket = Buckets.of(value);
      long lowest = Buckets.lowest(bucket);
      assertThat(lowest).isLessThanOrEqualTo(value);
      assertThat(Buckets.of(lowest)).isEqualTo(bucket);
      assertThat(Buckets.of(lowest - 1)).isEqualTo(bucket - 1);
    }
  }

  @Test
  void valuesToTwoHundredAndFiftyFiveAreExact() {
    for (int value = -255; value < 256; value++) {
      assertThat(Buckets.midpoint(Buckets.of(value))).isEqualTo(value);
    }
  }

  @Test
  void bucketsGrowWithValuesWithoutGaps() {
    int last = Buckets.of(-3_000_000);
    for (long value = -2_999_999; value < 3_000_000; value++) {
      int bucket = Buckets.of(value);
      assertThat(bucket - last).isBetween(0, 1);
      last = bucket;
    }
    assertThat(Buckets.of(Long.MAX_VALUE)).isGreaterThan(last);
  }

  @Test
  void quantilesAreWithinOnePercentOfTheExactOnes() {
    // Given times that spread over many orders of magnitude
    Random random = new Random(1);
    long[] values = new long[20_001];
    Histogram histogram = new Histogram();
    for (int i = 0; i < values.length; i++) {
      values[i] = (long) Math.exp(4 + 3.5 * random.nextGaussian()) + 1;
      histogram.record(values[i], 1);
    }
    Arrays.sort(values);

    for (double p : new double[] {0, 0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999, 1}) {
      // When
      double quantile = histogram.quantile(p);

      // Then
      double exact = Quantiles.type7(Arrays.stream(values).asDoubleStream().toArray(), p);
      assertThat(quantile).isCloseTo(exact, within(0.01 * exact));
    }
  }

  @Test
  void quantilesOnBothSidesOfZeroAreWithinOnePercentOfTheLargerValueBesideThem() {
    // Given amounts that came in and went out
    Random random = new Random(3);
    double[] values = new double[20_002];
    Histogram histogram = new Histogram();
    for (int i = 0; i < values.length; i++) {
      long size = (long) Math.exp(4 + 3.5 * random.nextGaussian());
      long value = i % 3 == 0 ? -size : size;
      values[i] = value;
      histogram.record(value, 1);
    }
    Arrays.sort(values);

    for (double p : new double[] {0, 0.01, 0.1, 0.25, 0.33, 0.5, 0.75, 0.9, 0.99, 1}) {
      // When
      double quantile = histogram.quantile(p);

      // Then
      int rank = (int) Math.floor((values.length - 1) * p);
      double beside =
          Math.max(Math.abs(values[rank]), Math.abs(values[Math.min(rank + 1, values.length - 1)]));
      assertThat(quantile).isCloseTo(Quantiles.type7(values, p), within(0.01 * beside));
    }
    assertThat(histogram.variance()).isCloseTo(variance(values), within(0.01 * variance(values)));
  }

  private static double variance(double[] values) {
    double mean = Arrays.stream(values).average().orElseThrow();
    return Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / (values.length - 1);
  }

  @Test
  void anyPermutationGivesTheSameBytes() {
    // Given
    Random random = new Random(5);
    List<Long> values = new ArrayList<>(random.longs(500, -1_000_000, 1_000_000).boxed().toList());
    Histogram first = of(values);

    for (int i = 0; i < 20; i++) {
      // When
      Collections.shuffle(values, random);

      // Then
      assertThat(of(values).encode()).isEqualTo(first.encode());
    }
  }

  private static Histogram of(List<Long> values) {
    Histogram histogram = new Histogram();
    values.forEach(value -> histogram.record(value, 1));
    return histogram;
  }

  @Test
  void subtractingWhatWasAddedLeavesNothing() {
    // Given
    Random random = new Random(2);
    Histogram kept = new Histogram();
    Histogram gone = new Histogram();
    for (int i = 0; i < 5_000; i++) {
      kept.record(random.nextInt(1_000_000), 1);
      gone.record(random.nextInt(-1_000_000, 1_000_000), 1);
    }
    Histogram all = Histogram.decode(kept.encode());

    // When
    all.add(gone);
    all.subtract(gone);

    // Then
    assertThat(all).isEqualTo(kept).hasSameHashCodeAs(kept);
    assertThat(all.encode()).isEqualTo(kept.encode());
    all.subtract(kept);
    assertThat(all.isEmpty()).isTrue();
    assertThat(all.encode()).isEqualTo(new Histogram().encode());
  }

  @Test
  void theOrderOfMergingDoesNotMatter() {
    // Given
    Histogram one = new Histogram();
    Histogram two = new Histogram();
    one.record(17, 3);
    one.record(90_000, 1);
    two.record(17, -1);
    two.record(400, 2);
    two.record(-400, 3);
    one.record(-400, -1);

    // When
    Histogram forwards = new Histogram();
    forwards.add(one);
    forwards.add(two);
    Histogram backwards = new Histogram();
    backwards.add(two);
    backwards.add(one);

    // Then
    assertThat(forwards).isEqualTo(backwards);
    assertThat(forwards.count()).isEqualTo(7);
  }

  @Test
  void whatIsEncodedIsReadBack() {
    Histogram histogram = new Histogram();
    histogram.record(0, 1);
    histogram.record(Long.MAX_VALUE, 2);
    histogram.record(1_000, -4);

    assertThat(Histogram.decode(histogram.encode())).isEqualTo(histogram);
    histogram.record(-1, 7);
    histogram.record(-Long.MAX_VALUE, 1);
    assertThat(Histogram.decode(histogram.encode())).isEqualTo(histogram);
  }

  @Test
  void onlyValuesBelowZeroHaveTheirOwnFormat() {
    // Given what the first release wrote
    Histogram histogram = new Histogram();
    histogram.record(3, 1);
    histogram.record(300, 2);

    // Then: two buckets; 3 once, and 275 further on, twice, each count in zigzag
    assertThat(histogram.encode()).containsExactly(1, 2, 3, 2, 0x93, 2, 4);
    histogram.record(-5, 1);
    assertThat(histogram.encode()).containsExactly(2, 3, 9, 2, 8, 2, 0x93, 2, 4);
    histogram.record(-5, -1);
    assertThat(histogram.encode()).containsExactly(1, 2, 3, 2, 0x93, 2, 4);
  }

  @Test
  void foreignBytesAndWhatHasNoMirrorImageAreRefused() {
    assertThatThrownBy(() -> Histogram.decode(new byte[] {9, 0}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Histogram.decode(new byte[0]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Histogram.decode(new byte[] {1, 0, 0}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Histogram().record(Long.MIN_VALUE, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Histogram().quantile(0.5))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void itsBucketsAreThoseOfHdrHistogramWithTwoDigits() {
    // Given the library that it follows
    org.HdrHistogram.Histogram reference = new org.HdrHistogram.Histogram(TEN_YEARS_MS, 2);

    for (long value = 1; value < TEN_YEARS_MS; value = value * 5 / 4 + 1) {
      // When
      int bucket = Buckets.of(value);

      // Then
      long lowest = reference.lowestEquivalentValue(value);
      long highest = reference.highestEquivalentValue(value);
      assertThat(Buckets.of(lowest)).isEqualTo(bucket);
      assertThat(Buckets.of(highest)).isEqualTo(bucket);
      assertThat(Buckets.of(highest + 1)).isEqualTo(bucket + 1);
    }
  }
}
