package dev.steadfast.feedback.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.steadfast.feedback.survey.Scale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SurveyResultsTest {
  private static final UUID SURVEY = UUID.randomUUID();

  /** Wilson 81 of 263: Newcombe 1998, table I, 0.2553 to 0.3662. */
  @Test
  void csatIsTheShareOfTheTopTwoWithItsWilsonInterval() {
    SurveyResults results =
        SurveyResults.of(
            SURVEY,
            Scale.CSAT_5,
            Map.of(5, 50L, 4, 31L, 3, 100L, 1, 82L),
            new Responses(500, 0, 263, 0));

    assertThat(results.count()).isEqualTo(263);
    SurveyResults.Share favourable = Objects.requireNonNull(results.favourable());
    assertThat(favourable.numerator()).isEqualTo(81);
    assertThat(favourable.value()).isCloseTo(30.798, within(0.001));
    assertThat(favourable.lower()).isCloseTo(25.53, within(0.005));
    assertThat(favourable.upper()).isCloseTo(36.62, within(0.005));
    assertThat(results.distribution()).containsEntry(2, 0L).containsEntry(4, 31L).hasSize(5);
  }

  @Test
  void withoutAnswersNothingIsClaimed() {
    SurveyResults results =
        SurveyResults.of(SURVEY, Scale.CSAT_5, Map.of(), new Responses(0, 0, 0, 0));

    assertThat(results.count()).isZero();
    assertThat(results.favourable()).isNull();
    assertThat(results.mean()).isNull();
    assertThat(results.responseRate()).isNull();
  }

  @Test
  void theResponseRateIsOfDeliveredOnesOnceDeliveriesAreKnown() {
    SurveyResults results =
        SurveyResults.of(SURVEY, Scale.CSAT_5, Map.of(5, 6L), new Responses(20, 10, 6, 4));

    assertThat(results.responseBasis()).isEqualTo("delivered");
    assertThat(Objects.requireNonNull(results.responseRate()).value()).isEqualTo(40.0);
    assertThat(Objects.requireNonNull(results.responseRate()).denominator()).isEqualTo(10);
  }

  @Test
  void theResponseRateIsOfInvitedOnesOtherwise() {
    SurveyResults results =
        SurveyResults.of(SURVEY, Scale.NPS, Map.of(10, 3L), new Responses(12, 0, 3, 0));

    assertThat(results.responseBasis()).isEqualTo("invited");
    assertThat(Objects.requireNonNull(results.responseRate()).value()).isEqualTo(25.0);
  }
}
