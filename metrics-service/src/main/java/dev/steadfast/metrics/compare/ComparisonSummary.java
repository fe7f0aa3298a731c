package dev.steadfast.metrics.compare;

import dev.steadfast.core.compare.Comparison;
import dev.steadfast.core.compare.Method;
import dev.steadfast.core.measure.Interval;
import dev.steadfast.metrics.query.Wording;

/** A comparison in words: what, how large, and what may be said of it. */
final class ComparisonSummary {
  private final ComparedQueries queries;
  private final Comparison comparison;
  private final String unit;

  private ComparisonSummary(ComparedQueries queries, Comparison comparison) {
    this.queries = queries;
    this.comparison = comparison;
    this.unit = queries.valueUnit();
  }

  static String of(ComparedQueries queries, Comparison comparison) {
    return new ComparisonSummary(queries, comparison).text();
  }

  private String text() {
    String what = queries.metric().title() + " (" + queries.aggregationInWords() + ")";
    if (comparison.difference().isEmpty() && queries.silence().isPresent()) {
      return what + " cannot be compared: " + queries.silence().get() + ".";
    }
    if (comparison.difference().isEmpty()) {
      String who = comparison.value().isPresent() ? "what it is compared with" : "the period asked";
      return what + " cannot be compared: there is no observation in " + who + ".";
    }
    double difference = comparison.difference().getAsDouble();
    return "%s is %s, against %s: %s%s. %s%s"
        .formatted(
            what,
            value(comparison.value().orElseThrow()),
            value(comparison.against().orElseThrow()),
            difference == 0
                ? "no difference"
                : Wording.size(unit, difference) + (difference > 0 ? " higher" : " lower"),
            comparison.interval().map(this::interval).orElse(""),
            conclusion(),
            caveats());
  }

  private String value(double value) {
    return Wording.value(unit, value) + (comparison.perDay() ? " a day" : "");
  }

  private String interval(Interval interval) {
    return ", 95 %% interval %s to %s"
        .formatted(
            Wording.difference(unit, interval.lower()), Wording.difference(unit, interval.upper()));
  }

  private String conclusion() {
    return switch (comparison.verdict()) {
      case HIGHER, LOWER -> {
        String judgement = ComparisonView.judgement(queries.direction(), comparison.verdict());
        yield judgement == null
            ? "That is more than chance."
            : "That is more than chance, and " + judgement + ".";
      }
      case NO_DIFFERENCE_FOUND -> "Chance alone may have made that.";
      case CANNOT_TELL -> doubt();
    };
  }

  private String doubt() {
    if (queries.silence().isPresent()) {
      return "Whether that is more than what is missing cannot be told: "
          + queries.silence().get()
          + ".";
    }
    long n = Math.min(queries.measuredPoint().n(), queries.againstPoint().n());
    int needed = queries.metric().minimumSample();
    return n < needed
        ? "Whether that is more than chance cannot be told: one side has %,d observations, and %,d are needed."
            .formatted(n, needed)
        : "Whether that is more than chance cannot be told: this has no interval.";
  }

  private String caveats() {
    String independence =
        comparison.method() == Method.POISSON
            ? " The interval takes each one as independent of the others; real days vary more."
            : "";
    return independence
        + (queries.overlap()
            ? " Both sides share observations, so that the interval is wider than it need be."
            : "");
  }
}
