package dev.steadfast.core.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steadfast.contracts.metric.Aggregation;
import org.junit.jupiter.api.Test;

class CellTest {
  @Test
  void nothingObservedHasNoValueButACountOfZero() {
    Cell nothing = new Cell();

    assertThat(nothing.value(Aggregation.COUNT)).hasValue(0);
    assertThat(nothing.value(Aggregation.SHARE)).isEmpty();
    assertThat(nothing.value(Aggregation.MEAN)).isEmpty();
    assertThat(nothing.value(Aggregation.MEDIAN)).isEmpty();
    assertThat(nothing.interval(Aggregation.SHARE)).isEmpty();
  }

  @Test
  void aShareIsInPercentOfItsCohort() {
    Cell cell = new Cell();
    cell.member(true, 1);
    cell.member(true, 1);
    cell.member(true, 1);
    cell.member(false, 1);

    assertThat(cell.value(Aggregation.SHARE)).hasValue(75);
    assertThat(cell.count()).isEqualTo(4);
  }

  @Test
  void takingBackWhatWasCountedLeavesAnEmptyCell() {
    Cell cell = new Cell();
    cell.value(5_000, 1);
    cell.member(true, 1);
    cell.move(-1, 1);

    cell.value(5_000, -1);
    cell.member(true, -1);
    cell.move(-1, -1);

    assertThat(cell.isEmpty()).isTrue();
    assertThat(cell).isEqualTo(new Cell());
  }

  @Test
  void theMeanOfDurationsIsExact() {
    Cell cell = new Cell();
    cell.value(1_000, 1);
    cell.value(2_001, 1);

    assertThat(cell.value(Aggregation.MEAN)).hasValue(1_500.5);
  }
}
