package dev.steadfast.core.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DistributionTest {
  @Test
  void countsBelowAnEdgeAreThoseOfTheExactValues() {
    // Given, seed 5
    SplittableRandom random = new SplittableRandom(5);
    long[] values =
        random.longs(20_000, -40_000_000, 40_000_000).map(v -> v % (1 + Math.abs(v) / 7)).toArray();
    Histogram histogram = new Histogram();
    for (long value : values) {
      histogram.record(value, 1);
    }

    // When / Then
    for (int i = 0; i < 300; i++) {
      long edge = Histogram.edgeAt(random.nextLong(-50_000_000, 50_000_000));
      assertThat(histogram.countBelow(edge))
          .as("below %d", edge)
          .isEqualTo(Arrays.stream(values).filter(value -> value < edge).count());
    }
  }

  @Test
  void anEdgeIsAtMostABucketBelow() {
    SplittableRandom random = new SplittableRandom(6);
    for (int i = 0; i < 10_000; i++) {
      long value = random.nextLong(1L << random.nextInt(1, 60));
      long edge = Histogram.edgeAt(value);
      assertThat(edge).isBetween(value - value / 128, value);
      assertThat(Histogram.edgeAt(edge)).isEqualTo(edge);
      long negative = Histogram.edgeAt(-value);
      assertThat(negative).isBetween(-value - value / 128, -value);
      assertThat(Histogram.edgeAt(negative)).isEqualTo(negative);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 17, 255, 256, 258, 1L << 40, -1, -255, -257})
  void smallNumbersAndBucketEdgesAreExact(long value) {
    assertThat(Histogram.edgeAt(value)).isEqualTo(value);
  }

  @Test
  void noEdgeIsBeyondWhatIsKept() {
    assertThatIllegalArgumentException().isThrownBy(() -> Histogram.edgeAt(Long.MIN_VALUE));
    assertThatIllegalArgumentException().isThrownBy(() -> Histogram.edgeAt(Long.MAX_VALUE));
  }

  @Test
  void chosenEdgesAreRoundAscendAndHoldEveryValue() {
    SplittableRandom random = new SplittableRandom(8);
    for (int i = 0; i < 2_000; i++) {
      double least = random.nextLong(1L << random.nextInt(1, 40));
      double most = least + random.nextLong(1L << random.nextInt(1, 40));
      int buckets = 1 + random.nextInt(50);
      for (long[] edges :
          new long[][] {
            NiceEdges.ofDurations(least, most, buckets), NiceEdges.ofNumbers(least, most, buckets)
          }) {
        assertThat(edges).hasSizeBetween(2, buckets + 1).isSorted().doesNotHaveDuplicates();
        assertThat((double) edges[0]).isLessThanOrEqualTo(least);
        assertThat((double) edges[edges.length - 1]).isGreaterThan(most);
      }
    }
  }

  @Test
  void chosenEdgesAroundZeroHoldEveryValueAndCutAtZero() {
    SplittableRandom random = new SplittableRandom(9);
    for (int i = 0; i < 2_000; i++) {
      double least = -1 - random.nextLong(1L << random.nextInt(1, 40));
      double most = least + random.nextLong(1L << random.nextInt(1, 41));
      int buckets = 2 + random.nextInt(50);
      long[] edges = NiceEdges.ofNumbers(least, most, buckets);
      assertThat(edges).hasSizeBetween(2, buckets + 1).isSorted().doesNotHaveDuplicates();
      assertThat((double) edges[0]).isLessThanOrEqualTo(least);
      assertThat((double) edges[edges.length - 1]).isGreaterThan(most);
      if (most > 0) {
        assertThat(edges).contains(0);
      }
    }
  }

  @Test
  void timesAreCutAtMinutesHoursAndDays() {
    assertThat(NiceEdges.ofDurations(65_000, 7_000_000, 10))
        .containsExactly(
            60_000, 120_000, 300_000, 600_000, 900_000, 1_800_000, 3_600_000, 7_200_000);
    assertThat(NiceEdges.ofNumbers(0, 3, 10)).containsExactly(0, 1, 2, 3, 4);
    assertThat(NiceEdges.ofNumbers(-3, 2, 10)).containsExactly(-3, -2, -1, 0, 1, 2, 3);
    assertThat(NiceEdges.ofNumbers(-40, -30, 2)).containsExactly(-50, -20);
    assertThat(NiceEdges.ofNumbers(-1200, 250, 4)).containsExactly(-2000, -50, 0, 50, 500);
    assertThat(NiceEdges.ofNumbers(3, 70, 10)).containsExactly(2, 5, 10, 20, 50, 100);
  }

  @Test
  void valuesUpToTheLastLikeOneAreNotToldApart() {
    for (long value : new long[] {-3_600_000, -256, -3, 0, 255, 257, 3_600_000, 1L << 50}) {
      long last = Histogram.lastLike(value);
      assertThat(last).isBetween(value, value + Math.abs(value) / 128);
      assertThat(Histogram.edgeAt(last)).isEqualTo(Histogram.edgeAt(value));
      assertThat(Histogram.edgeAt(last + 1)).isEqualTo(last + 1);
    }
    assertThat(Histogram.lastLike(255)).isEqualTo(255);
    assertThatIllegalArgumentException().isThrownBy(() -> Histogram.lastLike(Long.MAX_VALUE));
  }
}
