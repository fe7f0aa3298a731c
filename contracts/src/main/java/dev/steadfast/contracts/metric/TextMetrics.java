package dev.steadfast.contracts.metric;

import dev.steadfast.contracts.metric.MetricDefinition.Direction;
import dev.steadfast.contracts.metric.MetricDefinition.Kind;
import java.util.List;

/** The definitions that are measured from what customers write. */
public final class TextMetrics {
  public static final MetricDefinition SENTIMENT =
      new MetricDefinition(
          "sentiment",
          1,
          "Sentiment",
          "The mean score of customer messages and of comments on ratings, from -1 to 1, by the words of a published"
              + " lexicon. Only texts in English, by the language that their event names; others have no score.",
          "score",
          Direction.HIGHER,
          Kind.SCORE,
          "the text",
          "the text",
          "when it was written",
          "texts of customers in a supported language",
          Aggregation.MEAN_SCORE,
          50);

  public static final MetricDefinition SENTIMENT_NEGATIVE =
      new MetricDefinition(
          "sentiment.negative",
          1,
          "Negative sentiment",
          "Customer messages and comments with a score of -0.05 or less, of all that have a score.",
          "percent",
          Direction.LOWER,
          Kind.RATIO,
          "the text",
          "the text",
          "when it was written",
          "texts of customers in a supported language",
          Aggregation.SHARE,
          50);

  static final List<MetricDefinition> ALL = List.of(SENTIMENT, SENTIMENT_NEGATIVE);

  private TextMetrics() {}
}
