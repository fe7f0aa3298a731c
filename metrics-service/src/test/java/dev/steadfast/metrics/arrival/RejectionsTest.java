package dev.steadfast.metrics.arrival;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RejectionsTest {
  @ParameterizedTest
  @CsvSource({
    "/time, /time",
    "/data/author, /data/author",
    "/data/author/kind, /data/author",
    "/data/attributes/whatever a sender makes up, /data",
    "/data, /data",
    "/extension, ''",
    "'', ''"
  })
  void aPointerCountsForAFieldOfAShortList(String pointer, String field) {
    assertThat(Rejections.field(pointer)).isEqualTo(field);
  }
}
