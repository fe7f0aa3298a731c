package dev.steadfast.feedback.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.steadfast.core.measure.Interval;
import dev.steadfast.feedback.survey.Scale;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What the answers to one survey add up to. A share of nothing is absent, never zero. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "SurveyResults")
record SurveyResults(
    UUID surveyId,
    String scale,
    @Schema(description = "Answers that are not withdrawn.") long count,
    @Schema(description = "From this value on an answer counts as favourable.") int favourableFrom,
    @Schema(description = "Favourable answers of all; of a csat scale this is CSAT.")
        @Nullable Share favourable,
    @Nullable Double mean,
    @Schema(description = "How many answers gave each value of the scale.")
        Map<Integer, Long> distribution,
    long invited,
    long delivered,
    @Schema(
            description =
                "Answered of delivered invitations, or of all where no delivery is known.")
        @Nullable Share responseRate,
    @Schema(enumeration = {"delivered", "invited"}) String responseBasis) {

  /** A share with its 95 % Wilson interval. */
  @Schema(name = "Share")
  record Share(
      double value,
      @Schema(enumeration = "percent") String unit,
      double lower,
      double upper,
      long numerator,
      long denominator) {
    static @Nullable Share of(long numerator, long denominator) {
      if (denominator == 0) {
        return null;
      }
      Interval interval = Interval.ofShare(numerator, denominator);
      return new Share(
          100.0 * numerator / denominator,
          "percent",
          interval.lower(),
          interval.upper(),
          numerator,
          denominator);
    }
  }

  /**
   * @param counts how many answers gave a value; values that nobody gave may be missing
   */
  static SurveyResults of(
      UUID surveyId, Scale scale, Map<Integer, Long> counts, Responses responses) {
    Map<Integer, Long> distribution = new LinkedHashMap<>();
    long count = 0;
    long sum = 0;
    long favourable = 0;
    for (int value = scale.lowest(); value <= scale.highest(); value++) {
      long times = counts.getOrDefault(value, 0L);
      distribution.put(value, times);
      count += times;
      sum += times * value;
      favourable += value >= scale.favourableFrom() ? times : 0;
    }
    return new SurveyResults(
        surveyId,
        scale.code(),
        count,
        scale.favourableFrom(),
        Share.of(favourable, count),
        count == 0 ? null : (double) sum / count,
        distribution,
        responses.invited(),
        responses.delivered(),
        Share.of(responses.numerator(), responses.denominator()),
        responses.byDelivery() ? "delivered" : "invited");
  }
}
