package dev.steadfast.metrics.timeline;

import dev.steadfast.contracts.metric.TextMetrics;
import dev.steadfast.metrics.sentiment.Sentiment;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** How what the customer wrote feels. */
final class Feelings {
  private record Feeling(Moment moment, int score) {}

  private final @Nullable Trace trace;
  private final List<Feeling> feelings = new ArrayList<>(0);

  Feelings(@Nullable Trace trace) {
    this.trace = trace;
  }

  /** The customer wrote that; empty where it has no score. */
  void wrote(Moment moment, OptionalInt score) {
    if (score.isPresent()) {
      feelings.add(new Feeling(moment, score.getAsInt()));
      Trace.did(trace, Step.FELT);
    }
  }

  void addTo(Observations observations) {
    for (int i = 0; i < feelings.size(); i++) {
      Feeling one = feelings.get(i);
      boolean isNegative = one.score() <= Sentiment.NEGATIVE_TO;
      observations.add(TextMetrics.SENTIMENT, i, one.moment(), one.score());
      observations.add(TextMetrics.SENTIMENT_NEGATIVE, i, one.moment(), isNegative);
    }
    if (feelings.isEmpty()) {
      observations.none(TextMetrics.SENTIMENT, Absence.NO_SCORED_TEXT);
      observations.none(TextMetrics.SENTIMENT_NEGATIVE, Absence.NO_SCORED_TEXT);
    }
  }
}
