package dev.steadfast.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PositionsTest {
  @Test
  void anIdIsReadBackAsItWasWritten() {
    long seed = 20261121;
    Random random = new Random(seed);
    for (int round = 0; round < 1_000; round++) {
      Positions positions =
          Positions.of(
              random.longs(random.nextInt(1, 40), 0, 1L << random.nextInt(1, 62)).toArray());

      assertThat(Positions.decode(positions.encode())).as("seed %d", seed).contains(positions);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "not base64!", "gA", "________________", "<script>"})
  void whatIsNoIdIsRefused(String text) {
    assertThat(Positions.decode(text)).isEmpty();
  }

  @Test
  void anIdOfTwelvePartitionsIsShort() {
    Positions positions = Positions.of(new long[12]);
    for (int partition = 0; partition < 12; partition++) {
      positions = positions.after(partition, 1_000_000);
    }

    assertThat(positions.encode()).hasSizeLessThanOrEqualTo(48);
  }

  @Test
  void aPartitionThatWasAddedLaterIsReadFromItsBeginning() {
    Positions before = Positions.of(5, 7);

    assertThat(before.next(2)).isZero();
    assertThat(before.distanceTo(Positions.of(6, 7, 3))).isEqualTo(4);
    assertThat(before.max(Positions.of(1, 9, 3))).isEqualTo(Positions.of(5, 9, 3));
    assertThat(before.after(2, 0)).isEqualTo(Positions.of(5, 7, 1));
  }
}
