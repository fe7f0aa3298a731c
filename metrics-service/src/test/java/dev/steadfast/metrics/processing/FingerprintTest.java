package dev.steadfast.metrics.processing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steadfast.core.measure.Cell;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FingerprintTest {
  private static void count(Quarters quarters, Random random, int sign) {
    Cell cell = quarters.at(random.nextInt(96));
    cell.value(random.nextInt(10_000_000), sign);
    cell.member(random.nextBoolean(), sign);
  }

  @Test
  void partsAddToTheFingerprintOfTheWholeAndWhatIsTakenBackLeavesNone() {
    // Given, seed 4
    Random random = new Random(4);
    Quarters whole = new Quarters();
    long sum = 0;

    // When
    for (int i = 0; i < 500; i++) {
      long seed = random.nextLong();
      Quarters part = new Quarters();
      count(part, new Random(seed), 1);
      count(whole, new Random(seed), 1);
      sum += Fingerprint.of(part);
      if (i % 2 == 0) {
        count(whole, new Random(seed), -1);
        sum -= Fingerprint.of(part);
      }
    }

    // Then
    assertThat(Fingerprint.of(whole)).isEqualTo(sum).isNotZero();
    assertThat(Fingerprint.of(Quarters.decode(whole.encode()))).isEqualTo(sum);
    assertThat(Fingerprint.of(new Quarters())).isZero();
  }

  @Test
  void everySmallDifferenceIsSeen() {
    // Given
    Set<Long> fingerprints = new HashSet<>();

    // When: one more of one part, in each quarter hour
    for (int quarter = 0; quarter < 100; quarter++) {
      for (int part = 0; part < 5; part++) {
        Quarters quarters = new Quarters();
        quarters
            .at(quarter)
            .add(
                new Cell(
                    part == 0 ? 1 : 0,
                    part == 1 ? 1 : 0,
                    part == 2 ? 1 : 0,
                    part == 3 ? 1 : 0,
                    null));
        if (part == 4) {
          quarters.at(quarter).value(1_000, 1);
        }
        fingerprints.add(Fingerprint.of(quarters));
      }
    }

    // Then
    assertThat(fingerprints).hasSize(500).doesNotContain(0L);
  }
}
