package dev.steadfast.core.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SummaryTest {
  /**
   * The values that NIST certifies for its univariate reference sets (for Lew and Lottery, which
   * the repository prints without them, exact fractions), and the digits to be reached: 14, except
   * where rounding 1000000.1 or 10000000.1 to a double has already cost some.
   */
  @ParameterizedTest
  @CsvSource({
    "Lew, 200, -177.435, 277.332168044316, -0.307304800605679, 14, 14",
    "Lottery, 218, 518.95871559633, 291.699727470969, -0.120948622967393, 14, 14",
    "Mavro, 50, 2.00185600000000, 0.000429123454003053, 0.937989183438248, 13, 13",
    "Michelso, 100, 299.852400000000, 0.0790105478190518, 0.535199668621283, 13, 13",
    "NumAcc1, 3, 10000002, 1, -0.5, 15, 15",
    "NumAcc2, 1001, 1.2, 0.1, -0.999, 14, 14",
    "NumAcc3, 1001, 1000000.2, 0.1, -0.999, 9, 12",
    "NumAcc4, 1001, 10000000.2, 0.1, -0.999, 8, 10",
    "PiDigits, 5000, 4.53480000000000, 2.86733906028871, -0.00355099287237972, 14, 14"
  })
  void theCertifiedDigitsAreReached(
      String name,
      int count,
      double mean,
      double deviation,
      double autocorrelation,
      double deviationDigits,
      double autocorrelationDigits)
      throws IOException {
    // Given
    double[] values = reference(name);

    // When
    Summary summary = Summary.of(values);

    // Then
    double[] digits = {
      digits(summary.mean(), mean),
      digits(summary.standardDeviation().orElseThrow(), deviation),
      digits(summary.lagOneAutocorrelation().orElseThrow(), autocorrelation)
    };
    System.out.printf(
        "%-9s digits of mean %.1f, standard deviation %.1f, autocorrelation %.1f%n",
        name, digits[0], digits[1], digits[2]);
    assertThat(summary.count()).isEqualTo(count);
    assertThat(digits[0]).isGreaterThanOrEqualTo(14);
    assertThat(digits[1]).isGreaterThanOrEqualTo(deviationDigits);
    assertThat(digits[2]).isGreaterThanOrEqualTo(autocorrelationDigits);
  }

  @Test
  void aLargeLevelCostsNoDigitsThatTheValuesStillHave() {
    // Given multiples of 2^-10 on a level of 2^40, all exact as doubles
    double level = 0x1p40;

    // When
    Summary summary = Summary.of(level, level + 0x1p-10, level + 0x1p-9);

    // Then
    assertThat(summary.mean()).isEqualTo(level + 0x1p-10);
    assertThat(summary.standardDeviation()).hasValue(0x1p-10);
    assertThat(summary.lagOneAutocorrelation()).hasValue(0);
    assertThat(summary.min()).isEqualTo(level);
    assertThat(summary.max()).isEqualTo(level + 0x1p-9);
  }

  @Test
  void aSingleValueHasNoSpread() {
    assertThat(Summary.of(5).standardDeviation()).isEmpty();
    assertThat(Summary.of(5, 5, 5).standardDeviation()).hasValue(0);
    assertThat(Summary.of(5, 5, 5).lagOneAutocorrelation()).isEmpty();
  }

  @Test
  void whatIsNoNumberIsRefused() {
    assertThatThrownBy(() -> Summary.of()).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Summary.of(1, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** The log relative error, at most 15: the number of leading digits that agree. */
  private static double digits(double value, double certified) {
    double error = Math.abs(value - certified) / Math.abs(certified);
    return error == 0 ? 15 : Math.min(15, -Math.log10(error));
  }

  private static double[] reference(String name) throws IOException {
    Path file =
        Path.of(System.getProperty("steadfast.root", "."))
            .resolve("../shared/data/nist-strd/" + name + ".txt");
    assumeThat(file).as("the NIST reference sets are beside the project").exists();
    var lines = Files.readAllLines(file);
    int header = 0;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.startsWith("---") || line.startsWith("#")) {
        header = i + 1;
      }
    }
    return lines.stream()
        .skip(header)
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .mapToDouble(Double::parseDouble)
        .toArray();
  }
}
