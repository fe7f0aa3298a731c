package dev.steadfast.metrics.processing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuartersTest {
  private static final int QUARTERS_OF_A_LONG_DAY = 100;

  private static Quarters of(Map<Integer, Long> durations) {
    Quarters quarters = new Quarters();
    durations.forEach((quarter, value) -> quarters.at(quarter).value(value, 1));
    return quarters;
  }

  @Test
  void nothingIsTwoBytes() {
    assertThat(new Quarters().encode()).containsExactly(1, 0);
    assertThat(Quarters.decode(new byte[] {1, 0}).isEmpty()).isTrue();
  }

  @Test
  void theSumHasEachQuarterOfBothOnce() {
    // Given quarters before, at, between and after those that are there
    byte[] kept = of(Map.of(4, 10L, 40, 20L, 99, 30L)).encode();

    // When
    byte[] sum = of(Map.of(0, 1L, 4, 2L, 50, 3L)).addedTo(kept);

    // Then
    Map<Integer, String> found = new HashMap<>();
    Quarters.decode(sum)
        .forEach((quarter, cell) -> found.put(quarter, cell.count() + " of " + cell.sum()));
    assertThat(found)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(0, "1 of 1", 4, "2 of 12", 40, "1 of 20", 50, "1 of 3", 99, "1 of 30"));
  }

  @Test
  void whatIsTakenBackLeavesNoQuarter() {
    // Given
    byte[] kept = of(Map.of(4, 10L, 40, 20L)).encode();
    Quarters back = new Quarters();
    back.at(4).value(10, -1);
    back.at(7).value(1, 1);
    back.at(7).value(1, -1);

    // When
    byte[] rest = back.addedTo(kept);

    // Then
    assertThat(rest).isEqualTo(of(Map.of(40, 20L)).encode());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void addingToBytesIsAddingToWhatTheyStandFor(long seed) {
    // Given
    Random random = new Random(seed);
    Quarters sum = new Quarters();
    byte[] bytes = new Quarters().encode();
    for (int batch = 0; batch < 60; batch++) {
      Quarters difference = new Quarters();
      for (int i = random.nextInt(12); i > 0; i--) {
        int quarter = random.nextInt(QUARTERS_OF_A_LONG_DAY);
        long value = random.nextInt(4) * 1_000_000L - 1_000_000;
        int sign = random.nextInt(3) == 0 ? -1 : 1;
        difference.at(quarter).value(value, sign);
        sum.at(quarter).value(value, sign);
      }

      // When
      bytes = difference.addedTo(bytes);

      // Then
      assertThat(bytes).as("batch %d of seed %d", batch, seed).isEqualTo(sum.encode());
    }
  }

  @Test
  void otherFormatsAreRefused() {
    assertThatThrownBy(() -> Quarters.decode(new byte[] {9, 0}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Quarters().addedTo(new byte[] {9, 0}))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
