package dev.steadfast.metrics.alert;

import dev.steadfast.contracts.metric.Aggregation;
import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.contracts.metric.MetricDefinition.Kind;
import dev.steadfast.core.change.Anomalies;
import dev.steadfast.core.change.Anomaly;
import dev.steadfast.core.measure.Interval;
import dev.steadfast.core.measure.Measured;
import dev.steadfast.metrics.alert.Condition.Threshold;
import dev.steadfast.metrics.alert.Condition.Unusual;
import dev.steadfast.metrics.alert.Reading.Seen;
import dev.steadfast.metrics.arrival.Gap;
import dev.steadfast.metrics.query.DailySeries;
import dev.steadfast.metrics.query.GroupingReader;
import dev.steadfast.metrics.query.MetricQuery;
import dev.steadfast.metrics.query.Period;
import dev.steadfast.metrics.query.PeriodReader;
import dev.steadfast.metrics.query.SilentSources;
import dev.steadfast.metrics.query.Wording;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Looks at the metric of a rule, in the calling tenant and in its zone. */
@ApplicationScoped
class AlertReadings {
  private static final long QUARTER_S = 900;
  private static final int WEEK = 7;

  /** The day in question, and thirteen weeks before it. */
  private static final int DAYS = 13 * WEEK + 1;

  private static final int FEWEST_DAYS = 3 * WEEK;

  private final GroupingReader groupings;
  private final PeriodReader periods;
  private final SilentSources silentSources;

  @Inject
  AlertReadings(GroupingReader groupings, PeriodReader periods, SilentSources silentSources) {
    this.groupings = groupings;
    this.periods = periods;
    this.silentSources = silentSources;
  }

  /** What the metric says of the rule at that moment. */
  Reading of(AlertRule rule, Instant now) throws SQLException {
    return switch (rule.condition()) {
      case Threshold threshold -> threshold(rule, threshold, now);
      case Unusual unusual -> lastDay(rule, unusual, now);
    };
  }

  private Reading threshold(AlertRule rule, Threshold threshold, Instant now) throws SQLException {
    Instant end = Instant.ofEpochSecond(Math.floorDiv(now.getEpochSecond(), QUARTER_S) * QUARTER_S);
    MetricQuery query =
        query(
            rule,
            periods.period(
                end.minus(rule.window()).toString(),
                end.toString(),
                null,
                dev.steadfast.metrics.query.Interval.WHOLE));
    Seen seen = seen(rule, groupings.read(query).finished().getFirst().measured()[0]);
    if (threshold.byInterval() && lacksInterval(rule.measure().aggregation(), seen)) {
      return new Reading.TooFew(
          because(seen, seen.reason() + ", of too few observations for a 95 % interval"));
    }
    Reading reading = threshold.read(seen);
    // What is missing could only make a count higher; a level it might lower.
    boolean isCertain =
        reading instanceof Reading.Beyond
            && threshold.above()
            && rule.metric().kind() == Kind.COUNT;
    List<Gap> silent = isCertain ? List.of() : silentSources.of(query);
    if (!silent.isEmpty()) {
      return new Reading.Missing(because(seen, SilentSources.reason(silent)));
    }
    return judged(rule, reading);
  }

  /** Counts and levels are judged however small they are; there is no sample behind them. */
  private static Reading judged(AlertRule rule, Reading reading) {
    boolean hasSample = hasSample(rule.metric());
    boolean isMissing = reading instanceof Reading.Missing;
    if (isMissing || !hasSample || reading.seen().n() >= rule.minimumSample()) {
      return reading;
    }
    return new Reading.TooFew(
        because(
            reading.seen(),
            reading.seen().n() + " observations are fewer than " + rule.minimumSample()));
  }

  /** Whether there is a value whose interval cannot be told, although it has one by its nature. */
  private static boolean lacksInterval(Aggregation aggregation, Seen seen) {
    return seen.value() != null
        && seen.lower() == null
        && switch (aggregation) {
          case MEAN, MEDIAN, P75, P90, P95, P99, SHARE, NET_SCORE, MEAN_SCORE -> true;
          case COUNT, SUM, LEVEL, RATIO, MIN, MAX, DISTINCT_INTERACTIONS, DISTINCT_CUSTOMERS ->
              false;
        };
  }

  private static boolean hasSample(MetricDefinition metric) {
    return metric.kind() != Kind.COUNT && metric.kind() != Kind.LEVEL;
  }

  private static Seen seen(AlertRule rule, Measured observed) {
    Measured window = rule.measure().of(observed);
    OptionalDouble value = window.value(rule.measure().aggregation());
    Optional<Interval> interval = window.interval(rule.measure().aggregation());
    return new Seen(
        value.isPresent() ? value.getAsDouble() : null,
        interval.map(Interval::lower).orElse(null),
        interval.map(Interval::upper).orElse(null),
        window.count(),
        value.isPresent()
            ? told(rule, value.getAsDouble(), interval)
            : "no observation in the window");
  }

  private static String told(AlertRule rule, double value, Optional<Interval> interval) {
    String unit = rule.measure().unit(rule.metric());
    return Wording.value(unit, value)
        + interval
            .map(
                one ->
                    ", 95 % between "
                        + Wording.value(unit, one.lower())
                        + " and "
                        + Wording.value(unit, one.upper()))
            .orElse("");
  }

  private static Seen because(Seen seen, String reason) {
    return new Seen(seen.value(), seen.lower(), seen.upper(), seen.n(), reason);
  }

  private static MetricQuery query(AlertRule rule, Period period) {
    return MetricQuery.ofSeries(
        rule.metric(),
        period,
        rule.measure().code(),
        null,
        rule.scope().values().entrySet().stream()
            .map(entry -> entry.getKey() + ":" + entry.getValue())
            .toList());
  }

  /** The last day that is over, against the same days of the weeks before it. */
  private Reading lastDay(AlertRule rule, Unusual unusual, Instant now) throws SQLException {
    LocalDate today = periods.today(null);
    MetricQuery query =
        query(
            rule,
            periods.period(
                today.minusDays(DAYS).toString(),
                today.toString(),
                null,
                dev.steadfast.metrics.query.Interval.DAY));
    Measured[] days = groupings.read(query).finished().getFirst().measured();
    List<Gap> gaps = silentSources.of(query);
    DailySeries series = DailySeries.of(query, days, gaps);
    int last = days.length - 1;
    double value = series.values()[last];
    Seen seen = seen(rule, days[last]);
    Instant dayBegin = query.period().buckets().get(last).from().toInstant();
    List<Gap> silent = gaps.stream().filter(gap -> gap.touches(dayBegin, now)).toList();
    if (!silent.isEmpty()) {
      return new Reading.Missing(because(seen, SilentSources.reason(silent)));
    }
    if (Double.isNaN(value)) {
      return new Reading.Missing(because(seen, "the last whole day has no value"));
    }
    if (series.known() <= FEWEST_DAYS) {
      return new Reading.TooFew(
          because(seen, series.known() + " days with a value; 22 are needed"));
    }
    return judged(rule, compared(rule, unusual, series, seen));
  }

  private static Reading compared(AlertRule rule, Unusual unusual, DailySeries series, Seen seen) {
    int last = series.values().length - 1;
    Optional<Anomaly> odd =
        Anomalies.find(series.values(), WEEK, unusual.falseAlarmRate()).stream()
            .filter(anomaly -> anomaly.index() == last)
            .filter(anomaly -> fits(unusual.side(), anomaly))
            .findFirst();
    if (odd.isEmpty()) {
      return new Reading.Clear(because(seen, seen.reason() + ": an ordinary day"));
    }
    Anomaly anomaly = odd.get();
    String unit = rule.measure().unit(rule.metric());
    return new Reading.Beyond(
        new Seen(
            anomaly.value(),
            anomaly.lower(),
            anomaly.upper(),
            seen.n(),
            Wording.value(unit, anomaly.value())
                + " on a day that is usually "
                + Wording.value(unit, anomaly.expected())));
  }

  private static boolean fits(Unusual.Side side, Anomaly anomaly) {
    return switch (side) {
      case EITHER -> true;
      case HIGHER -> anomaly.value() > anomaly.expected();
      case LOWER -> anomaly.value() < anomaly.expected();
    };
  }
}
