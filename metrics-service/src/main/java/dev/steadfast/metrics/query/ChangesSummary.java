package dev.steadfast.metrics.query;

import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.metrics.query.ChangesView.Change;
import dev.steadfast.metrics.query.ChangesView.Outlier;
import java.util.List;
import java.util.Locale;

/** What changed, in words: what, how sure, and what it does not say. */
final class ChangesSummary {
  /** Below this many days with a value nothing is looked for: three weeks. */
  static final int FEWEST_DAYS = 21;

  private static final double CERTAIN = 0.995;

  private ChangesSummary() {}

  static String of(
      MetricDefinition metric, int days, List<Change> changes, List<Outlier> outliers) {
    if (days < FEWEST_DAYS) {
      return "Only %d days have a value; %d are needed to tell a change from chance."
          .formatted(days, FEWEST_DAYS);
    }
    String single =
        outliers.isEmpty()
            ? ""
            : " %d single %s unlike its week, last %s."
                .formatted(
                    outliers.size(),
                    outliers.size() == 1 ? "day was" : "days were",
                    outliers.getLast().date());
    if (changes.isEmpty()) {
      return metric.title() + " kept its level over " + days + " days with a value." + single;
    }
    Change last = changes.getLast();
    String sure =
        last.probability() >= CERTAIN
            ? "more than 99 % sure"
            : String.format(Locale.ROOT, "%.0f %% sure", 100 * last.probability());
    String earlier =
        changes.size() == 1
            ? ""
            : " It is the last of %d changes of level.".formatted(changes.size());
    return "%s %s from %s to %s on %s (%s)."
            .formatted(
                metric.title(),
                last.after() > last.before() ? "rose" : "fell",
                Wording.value(metric.unit(), last.before()),
                Wording.value(metric.unit(), last.after()),
                last.date(),
                sure)
        + earlier
        + single
        + " A date is not a cause: what began about then is a question, not an answer.";
  }
}
