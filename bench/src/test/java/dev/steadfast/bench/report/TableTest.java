package dev.steadfast.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TableTest {
  @Test
  void numbersStandUnderEachOther() {
    assertThat(new Table("what", "rate").row("a", "1,000").row("longer", "5").text())
        .isEqualTo("what      rate\na        1,000\nlonger       5");
  }

  @Test
  void everyRowHasAllColumns() {
    assertThatThrownBy(() -> new Table("what", "rate").row("a"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
