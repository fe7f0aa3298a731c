package dev.steadfast.metrics.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.steadfast.contracts.metric.Aggregation;
import dev.steadfast.contracts.metric.MetricDefinition.Direction;
import dev.steadfast.core.change.Anomalies;
import dev.steadfast.core.change.Anomaly;
import dev.steadfast.core.change.ChangePoints;
import dev.steadfast.core.change.LevelShift;
import dev.steadfast.metrics.arrival.Gap;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * When a metric changed its level, and on which days it was unlike its week.
 *
 * @param from the first day
 * @param to the last whole day
 */
public record ChangesView(
    String metric,
    int version,
    String unit,
    Aggregation aggregation,
    String zone,
    LocalDate from,
    LocalDate to,
    List<GroupChanges> series) {

  /** Days after which the pattern of a help desk repeats. */
  static final int WEEK = 7;

  /**
   * One group.
   *
   * @param days with a value
   * @param missing days without one
   * @param summary what happened, in words
   */
  public record GroupChanges(
      Map<String, String> group,
      int days,
      int missing,
      List<Change> changes,
      List<Outlier> anomalies,
      String summary) {}

  /**
   * A day from which on the level is another one.
   *
   * @param probability 0 to 1, that it is more than chance
   * @param before level of the days before it, up to the change before that
   * @param after level from then on
   * @param standardDeviations the step in those of single days
   * @param judgement {@code better} or {@code worse}; absent where neither direction is
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Change(
      LocalDate date,
      double probability,
      double before,
      double after,
      double standardDeviations,
      @Nullable String judgement) {}

  /**
   * A single day outside its week's pattern.
   *
   * @param expected from its level and weekday
   * @param lower below it the day counts as one
   * @param upper above it the day counts as one
   */
  public record Outlier(
      LocalDate date, double value, double expected, double lower, double upper) {}

  static ChangesView of(
      MetricQuery query,
      List<Gap> gaps,
      List<Grouping.Group> finished,
      int days,
      double falseAlarmRate) {
    LocalDate from = query.period().from().toLocalDate();
    List<GroupChanges> groups =
        finished.stream()
            .map(group -> changes(query, gaps, group, from, days, falseAlarmRate))
            .toList();
    return new ChangesView(
        query.metric().key(),
        query.metric().version(),
        query.metric().unit(),
        query.aggregations().getFirst(),
        query.period().zone().getId(),
        from,
        from.plusDays(days - 1L),
        groups);
  }

  private static GroupChanges changes(
      MetricQuery query,
      List<Gap> gaps,
      Grouping.Group group,
      LocalDate from,
      int days,
      double falseAlarmRate) {
    DailySeries daily = daily(query, gaps, group, days);
    List<Change> changes =
        ChangePoints.find(daily.values(), WEEK).stream()
            .map(shift -> change(shift, from, query.metric().direction()))
            .toList();
    List<Outlier> outliers =
        Anomalies.find(daily.values(), WEEK, falseAlarmRate).stream()
            .map(anomaly -> outlier(anomaly, from))
            .toList();
    int known = daily.known();
    return new GroupChanges(
        group.values(),
        known,
        days - known,
        changes,
        outliers,
        ChangesSummary.of(query.metric(), known, changes, outliers));
  }

  /** The first {@code days} of the group. */
  static DailySeries daily(MetricQuery query, List<Gap> gaps, Grouping.Group group, int days) {
    return DailySeries.of(query, Arrays.copyOf(group.measured(), days), gaps);
  }

  private static Change change(LevelShift shift, LocalDate from, Direction direction) {
    boolean rose = shift.after() > shift.before();
    String judgement =
        switch (direction) {
          case NEITHER -> null;
          case HIGHER -> rose ? "better" : "worse";
          case LOWER -> rose ? "worse" : "better";
        };
    return new Change(
        from.plusDays(shift.index()),
        shift.probability(),
        shift.before(),
        shift.after(),
        shift.standardDeviations(),
        judgement);
  }

  private static Outlier outlier(Anomaly anomaly, LocalDate from) {
    return new Outlier(
        from.plusDays(anomaly.index()),
        anomaly.value(),
        anomaly.expected(),
        anomaly.lower(),
        anomaly.upper());
  }
}
