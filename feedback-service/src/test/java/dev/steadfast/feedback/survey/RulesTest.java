package dev.steadfast.feedback.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.steadfast.contracts.problem.ProblemCode;
import dev.steadfast.platform.problem.FieldError;
import dev.steadfast.platform.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RulesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"a\0b", "\ud800", "a\udc00", "\udc00\ud800", "\ud83d", "\ud83d\ud83d\ude00"})
  void nulAndHalvesOfSurrogatePairsAreRefused(String text) {
    ProblemException refused =
        catchThrowableOfType(
            ProblemException.class, () -> new Rules().optional("/comment", text, 100).enforce());

    assertThat(refused.code()).isEqualTo(ProblemCode.RULE_VIOLATED);
    assertThat(refused.errors()).extracting(FieldError::pointer).containsExactly("/comment");
  }

  @Test
  void lengthIsCountedInCodePoints() {
    assertThatCode(() -> new Rules().optional("/c", "😀".repeat(4000), 4000).enforce())
        .doesNotThrowAnyException();
    assertThat(
            catchThrowableOfType(
                ProblemException.class,
                () -> new Rules().optional("/c", "😀".repeat(4001), 4000).enforce()))
        .hasMessageContaining("4001");
  }

  @Test
  void everythingThatIsWrongIsToldAtOnce() {
    ProblemException refused =
        catchThrowableOfType(
            ProblemException.class,
            () ->
                new Rules()
                    .required("/title", " ", 10)
                    .required("/question", null, 10)
                    .check("/scale", false, "scale is csat-5.")
                    .enforce());

    assertThat(refused.errors())
        .extracting(FieldError::pointer)
        .containsExactly("/title", "/question", "/scale");
  }
}
