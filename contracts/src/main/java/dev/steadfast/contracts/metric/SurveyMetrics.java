package dev.steadfast.contracts.metric;

import dev.steadfast.contracts.metric.MetricDefinition.Direction;
import dev.steadfast.contracts.metric.MetricDefinition.Kind;
import java.util.List;

/** The definitions that are measured from answers to surveys, beside {@code csat}. */
public final class SurveyMetrics {
  public static final MetricDefinition CSAT_TOP_BOX =
      new MetricDefinition(
          "csat.top-box",
          1,
          "Customer satisfaction, top box",
          "Answers of 5 on a 1 to 5 satisfaction scale, of all answers on it.",
          "percent",
          Direction.HIGHER,
          Kind.RATIO,
          "the answer",
          "the answer",
          "the answer",
          "answers on the 1 to 5 satisfaction scale",
          Aggregation.SHARE,
          30);

  public static final MetricDefinition CSAT_3 =
      new MetricDefinition(
          "csat.3-point",
          1,
          "Customer satisfaction on 3 points",
          "Answers of 3 on a 1 to 3 satisfaction scale, of all answers on it.",
          "percent",
          Direction.HIGHER,
          Kind.RATIO,
          "the answer",
          "the answer",
          "the answer",
          "answers on the 1 to 3 satisfaction scale",
          Aggregation.SHARE,
          30);

  public static final MetricDefinition CSAT_2 =
      new MetricDefinition(
          "csat.2-point",
          1,
          "Customer satisfaction on 2 points",
          "Answers of 2, which is good, on a satisfaction scale of bad and good, of all answers on it.",
          "percent",
          Direction.HIGHER,
          Kind.RATIO,
          "the answer",
          "the answer",
          "the answer",
          "answers on the satisfaction scale of bad and good",
          Aggregation.SHARE,
          30);

  public static final MetricDefinition CSAT_SCORE =
      new MetricDefinition(
          "csat.score",
          1,
          "Customer satisfaction score",
          "The mean answer on a satisfaction scale of 1 to 5.",
          "score",
          Direction.HIGHER,
          Kind.NUMBER,
          "the answer",
          "the answer",
          "the answer",
          "answers on the 1 to 5 satisfaction scale",
          Aggregation.MEAN,
          30);

  public static final MetricDefinition NPS =
      new MetricDefinition(
          "nps",
          1,
          "Net promoter score",
          "The share of answers of 9 and 10 less the share of answers of 0 to 6, from -100 to 100. Only"
              + " answers to questions that were declared as NPS.",
          "score",
          Direction.HIGHER,
          Kind.NET_SCORE,
          "the answer",
          "the answer",
          "the answer",
          "answers on the NPS scale",
          Aggregation.NET_SCORE,
          30);

  public static final MetricDefinition CES =
      new MetricDefinition(
          "ces",
          1,
          "Customer effort score",
          "The mean answer on a scale of 1 to 7 on which 7 is the least effort.",
          "score",
          Direction.HIGHER,
          Kind.NUMBER,
          "the answer",
          "the answer",
          "the answer",
          "answers on the effort scale",
          Aggregation.MEAN,
          30);

  public static final MetricDefinition CES_EASY =
      new MetricDefinition(
          "ces.easy",
          1,
          "Customer effort: found it easy",
          "Answers of 5 to 7 on a scale of 1 to 7 on which 7 is the least effort, of all answers.",
          "percent",
          Direction.HIGHER,
          Kind.RATIO,
          "the answer",
          "the answer",
          "the answer",
          "answers on the effort scale",
          Aggregation.SHARE,
          30);

  public static final MetricDefinition RESPONSE_RATE =
      new MetricDefinition(
          "response-rate",
          1,
          "Survey response rate",
          "Survey invitations that were answered, of those that were delivered. Withdrawn answers count as"
              + " none.",
          "percent",
          Direction.HIGHER,
          Kind.RATIO,
          "the invitation is delivered",
          "the answer",
          "when the invitation was delivered, so that both parts share one cohort",
          "delivered invitations",
          Aggregation.SHARE,
          50);

  static final List<MetricDefinition> ALL =
      List.of(CSAT_TOP_BOX, CSAT_3, CSAT_2, CSAT_SCORE, NPS, CES, CES_EASY, RESPONSE_RATE);

  private SurveyMetrics() {}
}
