package dev.steadfast.metrics.imports;

import static dev.steadfast.metrics.imports.Sheet.gzip;
import static dev.steadfast.metrics.imports.Sheet.inspect;
import static dev.steadfast.metrics.imports.Sheet.opened;
import static dev.steadfast.metrics.imports.Sheet.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.steadfast.contracts.problem.ProblemCode;
import dev.steadfast.platform.problem.FieldError;
import dev.steadfast.platform.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class InspectionTest {
  private static final String GOOD = "id,at,channel\n1,2026-01-01,mail\n2,2026-01-02,\"a\nb\"\n";

  @Test
  void plainAndCompressedFilesAreCounted() {
    // When
    Inspection plain = inspect(opened("{}"), utf8("\uFEFF" + GOOD));
    Inspection packed = inspect(opened("{}"), gzip(utf8(GOOD)));

    // Then
    assertThat(plain.rows()).isEqualTo(2);
    assertThat(packed.rows()).isEqualTo(2);
    assertThat(packed.expandedBytes()).isEqualTo(utf8(GOOD).length);
    assertThat(packed.sentBytes()).isEqualTo(gzip(utf8(GOOD)).length);
    assertThat(packed.hash().bytes()).isNotEqualTo(plain.hash().bytes());
  }

  @Test
  void everyMissingColumnIsNamedWithThePlaceThatUsesIt() {
    // When
    ProblemException refused = refusal(opened("{}"), utf8("id,when\n1,2026-01-01\n"));

    // Then
    assertThat(refused.code()).isEqualTo(ProblemCode.IMPORT_MISMATCH);
    assertThat(refused.errors())
        .extracting(FieldError::pointer)
        .containsExactly("/mapping/events/0/time", "/mapping/events/0/data/channel");
    assertThat(refused.errors().getFirst().detail()).contains("line 1").contains("'at'");
  }

  @Test
  void anotherDelimiterIsGuessed() {
    // When
    ProblemException refused =
        refusal(opened("{}"), utf8("\"id\";\"at\";\"channel\"\n1;2026-01-01;mail\n"));

    // Then
    assertThat(refused.code()).isEqualTo(ProblemCode.IMPORT_MISMATCH);
    assertThat(refused.errors().getFirst().pointer()).isEqualTo("/mapping/format/delimiter");
    assertThat(refused.getMessage())
        .contains("line 1 looks delimited by ';', the mapping says ','");
  }

  @Test
  void aByteThatIsNotOfTheEncodingIsNamedWithLineAndColumn() {
    // Given
    String rows = "id,at,channel\n" + "1,2026-01-01,mail\n".repeat(20_000);
    byte[] file = (rows + "2,2026-01-01,t\u00e9l\n").getBytes(StandardCharsets.ISO_8859_1);

    // When
    ProblemException refused = refusal(opened("{}"), file);

    // Then
    assertThat(refused.code()).isEqualTo(ProblemCode.IMPORT_MISMATCH);
    assertThat(refused.errors().getFirst().pointer()).isEqualTo("/file/line/20002/column/15");
    assertThat(refused.getMessage())
        .contains(
            "byte " + (rows.length() + 14) + " (line 20002, character 15), 0xE9, is not UTF-8");
  }

  @Test
  void theDeclaredEncodingIsUsed() {
    // Given
    byte[] file = "id,at,channel\n1,2026-01-01,t\u00e9l\n".getBytes(StandardCharsets.ISO_8859_1);

    // Then
    assertThat(inspect(opened("{'encoding': 'ISO-8859-1'}"), file).rows()).isEqualTo(1);
  }

  @Test
  void textInUtf8IsNotTakenForALatinEncoding() {
    // When
    ProblemException refused =
        refusal(
            opened("{'encoding': 'ISO-8859-1'}"), utf8("id,at,channel\n1,2026-01-01,t\u00e9l\n"));

    // Then
    assertThat(refused.errors().getFirst().pointer()).isEqualTo("/mapping/format/encoding");
    assertThat(refused.getMessage()).contains("UTF-8").contains("ISO-8859-1");
  }

  @Test
  void wideTextAndSpreadsheetsAreRecognised() {
    assertThat(refusal(opened("{}"), GOOD.getBytes(StandardCharsets.UTF_16)).getMessage())
        .contains("UTF-16");
    assertThat(refusal(opened("{}"), utf8("PK\u0003\u0004more")).getMessage())
        .contains("spreadsheet");
    assertThat(refusal(opened("{}"), utf8("id,at\u0000,channel\n")).getMessage())
        .contains("byte 5 is 0");
  }

  @Test
  void aQuoteThatIsNeverClosedIsNamedWithItsLine() {
    // When
    ProblemException refused =
        refusal(opened("{}"), utf8(GOOD + "3,2026-01-01,\"never\n4,2026-01-01,x\n"));

    // Then
    assertThat(refused.code()).isEqualTo(ProblemCode.IMPORT_MISMATCH);
    assertThat(refused.errors().getFirst().pointer()).isEqualTo("/file/line/5");
  }

  @Test
  void aFileOfWhichEveryFirstRowIsBadIsRefused() {
    // When
    ProblemException refused = refusal(opened("{'dateFormats': ['d/M/yyyy']}"), utf8(GOOD));

    // Then
    assertThat(refused.code()).isEqualTo(ProblemCode.IMPORT_MISMATCH);
    assertThat(refused.errors().getFirst())
        .isEqualTo(
            new FieldError(
                "/file/line/2/column/at",
                "line 2, column 'at': No date format of the mapping fits. It is '2026-01-01'."));
  }

  @Test
  void anEmptyFileIsRefusedAndAHeaderAloneIsNot() {
    assertThat(refusal(opened("{}"), utf8("")).code()).isEqualTo(ProblemCode.IMPORT_MISMATCH);
    assertThat(inspect(opened("{}"), utf8("id,at,channel\n")).rows()).isZero();
  }

  @Test
  void gzipThatExpandsTooFarIsStopped() {
    // Given
    byte[] bomb = gzip(new byte[300 << 20]);
    byte[] text = gzip(utf8("id,at,channel\n" + "1,2026-01-01,mail\n".repeat(2_000_000)));

    // Then
    assertThat(refusal(opened("{}"), bomb).code()).isEqualTo(ProblemCode.IMPORT_MISMATCH);
    assertThat(refusal(opened("{}"), text).code()).isEqualTo(ProblemCode.BODY_TOO_LARGE);
    assertThat(refusal(opened("{}"), text).getMessage()).contains("200 times");
    assertThat(refusal(opened("{}"), text, new Limits(1 << 20, 1 << 20, 10_000, 10)).getMessage())
        .contains("expands to more than 1048576 bytes");
    assertThat(refusal(opened("{}"), text, new Limits(1 << 10, 1 << 30, 10_000, 10)).getMessage())
        .contains("over the limit of 1024 bytes");
  }

  @Test
  void brokenGzipIsRefused() {
    // Given
    byte[] packed = gzip(utf8(GOOD));
    byte[] broken = packed.clone();
    broken[packed.length - 6] ^= 0x55;

    // Then
    assertThat(refusal(opened("{}"), Arrays.copyOf(packed, packed.length - 12)).code())
        .isEqualTo(ProblemCode.MALFORMED_COMPRESSION);
    assertThat(refusal(opened("{}"), broken).code()).isEqualTo(ProblemCode.MALFORMED_COMPRESSION);
  }

  private static ProblemException refusal(Mapping mapping, byte[] file) {
    return refusal(mapping, file, Sheet.LIMITS);
  }

  private static ProblemException refusal(Mapping mapping, byte[] file, Limits limits) {
    return catchThrowableOfType(ProblemException.class, () -> inspect(mapping, file, limits));
  }
}
