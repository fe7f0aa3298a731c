package dev.steadfast.core.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangePointsTest {
  private static final int YEAR = 365;
  private static final int SERIES = 1000;

  /** Noise past 0.3 is beyond what the bound promises; it must not explode either. */
  @ParameterizedTest
  @CsvSource({"0, 1000, 0.05", "0.15, 500, 0.05", "0.3, 1000, 0.05", "0.6, 500, 0.08"})
  void aYearWithoutAShiftStaysQuiet(double rho, int series, double bound) {
    // Given
    SplittableRandom random = new SplittableRandom(20_260_201 + Math.round(rho * 100));

    // When
    int alarms = 0;
    for (int i = 0; i < series; i++) {
      alarms +=
          ChangePoints.find(DailySeries.quiet(random, YEAR, rho).values(), 7).isEmpty() ? 0 : 1;
    }

    // Then
    double rate = (double) alarms / series;
    System.out.printf("rho %.2f: false alarms in %.1f %% of years%n", rho, 100 * rate);
    assertThat(rate).isLessThan(bound);
  }

  /** Only days up to the shift plus the delay are given; the date must be near the truth. */
  @ParameterizedTest
  @CsvSource({"2, 7, 3", "1, 28, 14"})
  void aShiftIsFoundAndDatedWithinItsDelay(double size, int delay, int near) {
    // Given
    SplittableRandom random = new SplittableRandom(1_000 + delay);

    // When
    int found = 0;
    int[] errors = new int[SERIES];
    for (int i = 0; i < SERIES; i++) {
      int day = 60 + random.nextInt(YEAR - 60 - delay);
      double by = random.nextBoolean() ? size : -size;
      double[] known =
          Arrays.copyOf(
              DailySeries.quiet(random, YEAR, 0).shiftedFrom(day, by).values(), day + delay);
      errors[i] =
          ChangePoints.find(known, 7).stream()
              .filter(shift -> shift.size() * by > 0)
              .mapToInt(shift -> Math.abs(shift.index() - day))
              .min()
              .orElse(YEAR);
      found += errors[i] <= near ? 1 : 0;
    }

    // Then
    Arrays.sort(errors);
    double rate = (double) found / SERIES;
    System.out.printf(
        "%.0f sd by day +%d: found within %d days of the truth in %.1f %%, median error %d%n",
        size, delay, near, 100 * rate, errors[SERIES / 2]);
    assertThat(rate).isGreaterThanOrEqualTo(0.9);
  }

  @Test
  void aShiftHasItsLevelsItsSizeAndItsProbability() {
    // Given a rise of three from day 200
    double[] values =
        DailySeries.quiet(new SplittableRandom(7), YEAR, 0).shiftedFrom(200, 3).values();

    // When
    List<LevelShift> shifts = ChangePoints.find(values, 7);

    // Then
    assertThat(shifts).hasSize(1);
    LevelShift shift = shifts.getFirst();
    assertThat(shift.index()).isCloseTo(200, within(1));
    assertThat(shift.size()).isCloseTo(3, within(0.4));
    assertThat(shift.standardDeviations()).isCloseTo(3, within(0.5));
    assertThat(shift.probability()).isGreaterThan(0.999);
  }

  @Test
  void twoShiftsAreFoundInOrderAndSeldomAThird() {
    // Given 200 years with a rise by three and a fall by two and a half
    SplittableRandom random = new SplittableRandom(8);
    int both = 0;
    int more = 0;

    // When
    for (int i = 0; i < 200; i++) {
      double[] values =
          DailySeries.quiet(random, YEAR, 0.2).shiftedFrom(100, 3).shiftedFrom(250, -2.5).values();
      List<LevelShift> shifts = ChangePoints.find(values, 7);
      assertThat(shifts).extracting(LevelShift::index).isSorted();
      boolean rise = shifts.stream().anyMatch(shift -> Math.abs(shift.index() - 100) <= 5);
      boolean fall = shifts.stream().anyMatch(shift -> Math.abs(shift.index() - 250) <= 5);
      both += rise && fall ? 1 : 0;
      more += shifts.size() > 2 ? 1 : 0;
    }

    // Then
    System.out.printf("both of two found in %d of 200, a third in %d%n", both, more);
    assertThat(both).isGreaterThanOrEqualTo(190);
    assertThat(more).isLessThanOrEqualTo(16);
  }

  @Test
  void aMonthAtAnotherLevelIsFoundAlthoughTheYearEndsWhereItBegan() {
    double[] values =
        DailySeries.quiet(new SplittableRandom(9), YEAR, 0)
            .shiftedFrom(180, 2)
            .shiftedFrom(208, -2)
            .values();

    List<LevelShift> shifts = ChangePoints.find(values, 7);

    assertThat(shifts).hasSize(2);
    assertThat(shifts.get(0).index()).isCloseTo(180, within(3));
    assertThat(shifts.get(1).index()).isCloseTo(208, within(3));
  }

  @Test
  void oneWildDayIsNoShift() {
    for (int day : new int[] {180, 362, 364}) {
      double[] values = DailySeries.quiet(new SplittableRandom(10), YEAR, 0).with(day, 90).values();

      assertThat(ChangePoints.find(values, 7)).isEmpty();
    }
  }

  @Test
  void missingDaysMoveNoDate() {
    // Given every tenth day missing, and a rise from day 200
    double[] values =
        DailySeries.quiet(new SplittableRandom(11), YEAR, 0).shiftedFrom(200, 3).values();
    for (int day = 0; day < YEAR; day += 10) {
      values[day] = Double.NaN;
    }

    // When
    List<LevelShift> shifts = ChangePoints.find(values, 7);

    // Then
    assertThat(shifts).hasSize(1);
    assertThat(shifts.getFirst().index()).isCloseTo(200, within(2));
  }

  @Test
  void aChangeOfUnitOrLevelChangesNoDate() {
    double[] values =
        DailySeries.quiet(new SplittableRandom(12), YEAR, 0.2).shiftedFrom(120, 2).values();
    double[] inMilliseconds = Arrays.stream(values).map(v -> 3_600_000 * v + 1e9).toArray();

    assertThat(ChangePoints.find(inMilliseconds, 7))
        .extracting(LevelShift::index)
        .isEqualTo(ChangePoints.find(values, 7).stream().map(LevelShift::index).toList());
  }

  @Test
  void aConstantOrShortSeriesHasNoShift() {
    assertThat(ChangePoints.find(new double[YEAR], 7)).isEmpty();
    assertThat(ChangePoints.find(new double[] {1, 9, 1, 9}, 1)).isEmpty();
    assertThat(ChangePoints.find(new double[0], 7)).isEmpty();
  }

  @Test
  void aStepWithoutAnyNoiseIsFoundOnItsDay() {
    double[] values = new double[60];
    Arrays.fill(values, 30, 60, 5);

    List<LevelShift> shifts = ChangePoints.find(values, 1);

    assertThat(shifts).extracting(LevelShift::index).containsExactly(30);
    assertThat(shifts.getFirst().probability()).isGreaterThan(0.99);
  }

  @Test
  void infinityAndASeasonOfZeroAreRefused() {
    assertThatThrownBy(() -> ChangePoints.find(new double[] {1, Double.POSITIVE_INFINITY}, 7))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ChangePoints.find(new double[30], 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
