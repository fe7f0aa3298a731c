package dev.steadfast.core.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.steadfast.core.driver.Decomposition.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class DecompositionTest {
  private static Part part(Decomposition decomposition, String value) {
    return decomposition.parts().stream()
        .filter(part -> part.value().equals(value))
        .findFirst()
        .orElseThrow();
  }

  /**
   * Both teams improve by ten points and the whole falls by five, since the weak team has three
   * times the work of the strong one. By hand, with R̄ = 47.5: A by its rate 0.375 × 10 = 3.75, by
   * the mix −0.25 × (85 − 47.5) = −9.375; B 0.625 × 10 = 6.25 and 0.25 × (25 − 47.5) = −5.625.
   */
  @Test
  void aShareIsSplitAsWorkedByHand() {
    // Given
    List<Group> groups = List.of(new Group("A", 100, 80, 50, 45), new Group("B", 100, 20, 150, 45));

    // When
    Decomposition split = Decomposition.ofAverage(groups, 100).orElseThrow();

    // Then
    assertThat(split.before()).isEqualTo(50);
    assertThat(split.after()).isEqualTo(45);
    assertThat(part(split, "A").rate()).isCloseTo(3.75, within(1e-12));
    assertThat(part(split, "A").mix()).isCloseTo(-9.375, within(1e-12));
    assertThat(part(split, "B").rate()).isCloseTo(6.25, within(1e-12));
    assertThat(part(split, "B").mix()).isCloseTo(-5.625, within(1e-12));
    assertThat(split.parts().getFirst().value()).isEqualTo("A");
  }

  /** By hand: 100 to 150; A 60 to 60 of a share from 0.6 to 0.4, B 40 to 90. */
  @Test
  void aCountIsSplitAsWorkedByHand() {
    // When
    Decomposition split =
        Decomposition.ofCount(List.of(new Group("A", 60, 0, 60, 0), new Group("B", 40, 0, 90, 0)));

    // Then
    assertThat(part(split, "A").rate()).isCloseTo(25, within(1e-12));
    assertThat(part(split, "A").mix()).isCloseTo(-25, within(1e-12));
    assertThat(part(split, "B").contribution()).isCloseTo(50, within(1e-12));
    assertThat(split.change()).isEqualTo(50);
  }

  @Test
  void whoCameOrWentChangesTheMixOnly() {
    // Given
    List<Group> groups =
        List.of(
            new Group("stayed", 10, 100, 10, 100),
            new Group("went", 10, 300, 0, 0),
            new Group("came", 0, 0, 10, 500),
            new Group("never there", 0, 0, 0, 0));

    // When
    Decomposition split = Decomposition.ofAverage(groups, 1).orElseThrow();

    // Then
    assertThat(split.change()).isEqualTo(10);
    assertThat(split.parts()).hasSize(3);
    assertThat(part(split, "came").rate()).isZero();
    assertThat(part(split, "went").rate()).isZero();
    assertThat(part(split, "went").rateAfter()).isEmpty();
    assertThat(part(split, "stayed").contribution()).isCloseTo(0, within(1e-12));
  }

  @Test
  void countsFromNothingAndToNothingAreSplit() {
    // When
    Decomposition began = Decomposition.ofCount(List.of(new Group("A", 0, 0, 7, 0)));
    Decomposition ended = Decomposition.ofCount(List.of(new Group("A", 7, 0, 0, 0)));
    Decomposition nothing = Decomposition.ofCount(List.of(new Group("A", 0, 0, 0, 0)));

    // Then
    assertThat(part(began, "A").contribution()).isEqualTo(7);
    assertThat(part(ended, "A").contribution()).isEqualTo(-7);
    assertThat(nothing.parts()).isEmpty();
  }

  @Test
  void withoutObservationsOnBothSidesNothingIsSplit() {
    assertThat(Decomposition.ofAverage(List.of(new Group("A", 0, 0, 7, 3)), 100)).isEmpty();
    assertThat(Decomposition.ofAverage(List.of(), 100)).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> new Group("A", -1, 0, 0, 0));
  }

  /** Seed 7, 5,000 sets of up to 40 groups; sums of doubles are compared to 1e-9 of the values. */
  @Test
  void thePartsSumToTheWholeForAnyData() {
    SplittableRandom random = new SplittableRandom(7);
    for (int run = 0; run < 5_000; run++) {
      // Given
      List<Group> groups = anyGroups(random);

      // When
      Decomposition counts = Decomposition.ofCount(groups);
      Decomposition average = Decomposition.ofAverage(groups, 100).orElse(counts);

      // Then
      for (Decomposition split : List.of(counts, average)) {
        double scale = Math.max(1, Math.abs(split.before()) + Math.abs(split.after()));
        assertThat(split.parts().stream().mapToDouble(Part::contribution).sum())
            .as("run %d", run)
            .isCloseTo(split.change(), within(1e-9 * scale));
      }
      assertThat(counts.parts().stream().mapToDouble(Part::mix).sum())
          .isCloseTo(0, within(1e-9 * (1 + counts.before() + counts.after())));
    }
  }

  private static List<Group> anyGroups(RandomGenerator random) {
    List<Group> groups = new ArrayList<>();
    int size = random.nextInt(41);
    for (int i = 0; i < size; i++) {
      long before = random.nextInt(3) == 0 ? 0 : random.nextLong(1_000);
      long after = random.nextInt(3) == 0 ? 0 : random.nextLong(1_000);
      groups.add(
          new Group(
              "g" + i,
              before,
              before == 0 ? 0 : random.nextLong(before * 100_000),
              after,
              after == 0 ? 0 : random.nextLong(after * 100_000)));
    }
    return groups;
  }

  @Test
  void swappingThePeriodsSwapsTheSigns() {
    // Given
    List<Group> groups = List.of(new Group("A", 9, 4, 30, 20), new Group("B", 70, 9, 11, 3));
    List<Group> swapped = List.of(new Group("A", 30, 20, 9, 4), new Group("B", 11, 3, 70, 9));

    // When
    Decomposition there = Decomposition.ofAverage(groups, 100).orElseThrow();
    Decomposition back = Decomposition.ofAverage(swapped, 100).orElseThrow();

    // Then
    for (String value : List.of("A", "B")) {
      assertThat(part(back, value).mix()).isCloseTo(-part(there, value).mix(), within(1e-12));
      assertThat(part(back, value).rate()).isCloseTo(-part(there, value).rate(), within(1e-12));
    }
  }
}
