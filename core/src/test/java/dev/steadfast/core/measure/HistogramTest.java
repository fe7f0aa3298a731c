package dev.steadfast.core.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HistogramTest {
  private static final long TEN_YEARS_MS = 315_360_000_000L;

  @Test
  void eachValueLiesWithinFourTenthsOfAPercentOfItsBucketsMidpoint() {
    for (long value = 0; value < TEN_YEARS_MS; value += 1 + value / 997) {
      double midpoint = Histogram.midpoint(Histogram.bucketOf(value));
      assertThat(midpoint).isCloseTo((double) value, within(0.004 * value));
    }
  }

  @Test
  void valuesToTwoHundredAndFiftyFiveAreExact() {
    for (int value = 0; value < 256; value++) {
      assertThat(Histogram.midpoint(Histogram.bucketOf(value))).isEqualTo(value);
    }
  }

  @Test
  void bucketsGrowWithValuesWithoutGaps() {
    int last = Histogram.bucketOf(0);
    for (long value = 1; value < 3_000_000; value++) {
      int bucket = Histogram.bucketOf(value);
      assertThat(bucket - last).isBetween(0, 1);
      last = bucket;
    }
    assertThat(Histogram.bucketOf(Long.MAX_VALUE)).isGreaterThan(last);
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
  void subtractingWhatWasAddedLeavesNothing() {
    // Given
    Random random = new Random(2);
    Histogram kept = new Histogram();
    Histogram gone = new Histogram();
    for (int i = 0; i < 5_000; i++) {
      kept.record(random.nextInt(1_000_000), 1);
      gone.record(random.nextInt(1_000_000), 1);
    }
    Histogram all = Histogram.decode(kept.encode());

    // When
    all.add(gone);
    all.subtract(gone);

    // Then
    assertThat(all).isEqualTo(kept).hasSameHashCodeAs(kept);
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

    // When
    Histogram forwards = new Histogram();
    forwards.add(one);
    forwards.add(two);
    Histogram backwards = new Histogram();
    backwards.add(two);
    backwards.add(one);

    // Then
    assertThat(forwards).isEqualTo(backwards);
    assertThat(forwards.count()).isEqualTo(5);
  }

  @Test
  void whatIsEncodedIsReadBack() {
    Histogram histogram = new Histogram();
    histogram.record(0, 1);
    histogram.record(Long.MAX_VALUE, 2);
    histogram.record(1_000, -4);

    assertThat(Histogram.decode(histogram.encode())).isEqualTo(histogram);
  }

  @Test
  void foreignBytesAndNegativeValuesAreRefused() {
    assertThatThrownBy(() -> Histogram.decode(new byte[] {9, 0}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Histogram.decode(new byte[0]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Histogram.decode(new byte[] {1, 0, 0}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Histogram().record(-1, 1))
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
      int bucket = Histogram.bucketOf(value);

      // Then
      long lowest = reference.lowestEquivalentValue(value);
      long highest = reference.highestEquivalentValue(value);
      assertThat(Histogram.bucketOf(lowest)).isEqualTo(bucket);
      assertThat(Histogram.bucketOf(highest)).isEqualTo(bucket);
      assertThat(Histogram.bucketOf(highest + 1)).isEqualTo(bucket + 1);
    }
  }
}
