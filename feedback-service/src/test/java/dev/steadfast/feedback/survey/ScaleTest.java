package dev.steadfast.feedback.survey;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScaleTest {
  /** The ranges of contracts' rating.json, the favourable values of definitions.md section 3. */
  @ParameterizedTest
  @CsvSource({"csat-5,1,5,4", "csat-3,1,3,3", "csat-2,1,2,2", "nps,0,10,9", "ces-7,1,7,5"})
  void scalesAreThoseOfTheContracts(String code, int lowest, int highest, int favourableFrom) {
    Scale scale = Scale.named(code).orElseThrow();

    assertThat(scale.holds(lowest)).isTrue();
    assertThat(scale.holds(highest)).isTrue();
    assertThat(scale.holds(lowest - 1)).isFalse();
    assertThat(scale.holds(highest + 1)).isFalse();
    assertThat(scale.favourableFrom()).isEqualTo(favourableFrom);
  }

  @Test
  void otherScalesAreUnknown() {
    assertThat(Scale.named("csat-7")).isEmpty();
    assertThat(Scale.named("CSAT-5")).isEmpty();
  }
}
