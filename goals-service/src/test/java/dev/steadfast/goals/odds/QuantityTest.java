package dev.steadfast.goals.odds;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantityTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1500        | ms      | 1.5 s
          90000       | ms      | 1 min 30 s
          86400000    | ms      | 24 h
          83400000    | ms      | 23 h 10 min
          3599999     | ms      | 60 min
          183600000   | ms      | 2 d 3 h
          -90000      | ms      | -1 min 30 s
          84.25       | percent | 84.3 %
          1240        | count   | 1,240
          2.5         | count   | 2.5
          """)
  void valuesReadAsPeopleSayThem(double value, String unit, String words) {
    assertThat(new Quantity(value, unit).words()).isEqualTo(words);
  }
}
