package dev.steadfast.goals.advice;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.steadfast.contracts.metric.Aggregation;
import dev.steadfast.core.change.ChangePoints;
import dev.steadfast.core.change.LevelShift;
import dev.steadfast.core.forecast.Decomposition;
import dev.steadfast.core.forecast.Domain;
import dev.steadfast.core.forecast.Forecast;
import dev.steadfast.core.forecast.Forecaster;
import dev.steadfast.core.forecast.Series;
import dev.steadfast.core.measure.Cell;
import dev.steadfast.core.measure.Measured;
import dev.steadfast.goals.odds.DailyHistory;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a metric has done, day by day, in its unit. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
    name = "MetricHistory",
    description = "What the metric has done day by day up to yesterday, in its unit.")
record HistoryView(
    @Nullable LocalDate from,
    @Nullable LocalDate to,
    int daysWithData,
    int daysWithout,
    @Schema(description = "At its end, the weekly pattern removed.") @Nullable Double level,
    @Schema(description = "By which the level is expected to change in a day.")
        @Nullable Double trend,
    @Schema(description = "How far each weekday is off the level; absent where no week is seen.")
        @Nullable List<WeekdayView> weeklyPattern,
    @Schema(description = "Standard deviation of single days around level and pattern.")
        @Nullable Double spread,
    @Schema(
            description =
                "Half of the 95 % interval of a typical day: what chance alone does to it. Absent for totals,"
                    + " which have none.")
        @Nullable Double samplingError,
    @Schema(description = "Days from which on the level was another for good.")
        List<ShiftView> shifts,
    @Schema(description = "The newest 20 of three days or more without data.") List<GapView> gaps,
    int gapCount) {

  private static final int WEEK = 7;
  private static final int SHORTEST_GAP = 3;
  private static final int MOST_GAPS = 20;

  static HistoryView of(DailyHistory history) {
    double[] values = history.values();
    Optional<Decomposition> parts = decomposition(history.aggregation(), values);
    List<GapView> gaps = gaps(history);
    boolean isEmpty = history.days().isEmpty();
    return new HistoryView(
        isEmpty ? null : history.from(),
        isEmpty ? null : history.end().minusDays(1),
        history.daysWithData(),
        history.days().size() - history.daysWithData(),
        parts.map(Decomposition::level).orElse(null),
        parts.map(Decomposition::trend).orElse(null),
        parts.map(each -> pattern(each, history.end())).orElse(null),
        parts.map(Decomposition::spread).orElse(null),
        samplingError(history),
        ChangePoints.find(values, WEEK).stream()
            .map(shift -> ShiftView.of(shift, history.from()))
            .toList(),
        gaps.subList(0, Math.min(MOST_GAPS, gaps.size())),
        gaps.size());
  }

  private static Optional<Decomposition> decomposition(Aggregation aggregation, double[] values) {
    try {
      return Forecaster.forecast(new Series(values, domain(aggregation, values), WEEK), 1)
              instanceof Forecast forecast
          ? Optional.of(forecast.history())
          : Optional.empty();
    } catch (IllegalArgumentException contradictory) {
      // Such as a share above 100 %: the answer says so in cannotTell.
      return Optional.empty();
    }
  }

  private static Domain domain(Aggregation aggregation, double[] values) {
    if (aggregation != Aggregation.NET_SCORE
        && Arrays.stream(values).anyMatch(value -> value < 0)) {
      return Domain.REAL;
    }
    return switch (aggregation) {
      case COUNT -> Domain.COUNT;
      case SHARE -> Domain.PERCENT;
      case NET_SCORE -> Domain.NET_SCORE;
      case MEAN_SCORE -> Domain.REAL;
      case SUM, LEVEL, MEAN, MEDIAN, P75, P90, P95, P99, MIN, MAX, RATIO -> Domain.NON_NEGATIVE;
      case DISTINCT_INTERACTIONS, DISTINCT_CUSTOMERS -> Domain.NON_NEGATIVE;
    };
  }

  private static @Nullable List<WeekdayView> pattern(Decomposition parts, LocalDate next) {
    double[] season = parts.season();
    if (season.length != WEEK) {
      return null;
    }
    List<WeekdayView> pattern = new ArrayList<>();
    for (int weekday = 0; weekday < WEEK; weekday++) {
      int ahead = Math.floorMod(weekday - (next.getDayOfWeek().getValue() - 1), WEEK);
      pattern.add(
          new WeekdayView(
              next.plusDays(ahead).getDayOfWeek().name().toLowerCase(Locale.ROOT), season[ahead]));
    }
    return pattern;
  }

  private static @Nullable Double samplingError(DailyHistory history) {
    double[] halves =
        history.days().stream()
            .filter(Objects::nonNull)
            .map(Cell.class::cast)
            .map(Measured::inWholes)
            .flatMap(day -> day.interval(history.aggregation()).stream())
            .mapToDouble(interval -> (interval.upper() - interval.lower()) / 2)
            .sorted()
            .toArray();
    return halves.length == 0 ? null : (Double) halves[halves.length / 2];
  }

  private static List<GapView> gaps(DailyHistory history) {
    List<GapView> gaps = new ArrayList<>();
    int start = -1;
    for (int i = 0; i <= history.days().size(); i++) {
      boolean isMissing = i < history.days().size() && history.days().get(i) == null;
      if (isMissing && start < 0) {
        start = i;
      } else if (!isMissing && start >= 0) {
        if (i - start >= SHORTEST_GAP) {
          gaps.addFirst(
              new GapView(
                  history.from().plusDays(start), history.from().plusDays(i - 1L), i - start));
        }
        start = -1;
      }
    }
    return gaps;
  }

  /** A weekday and how far it is off the level. */
  @Schema(name = "WeekdayDeviation")
  record WeekdayView(
      @Schema(
              enumeration = {
                "monday",
                "tuesday",
                "wednesday",
                "thursday",
                "friday",
                "saturday",
                "sunday"
              })
          String weekday,
      double deviation) {}

  /** A lasting change of level. */
  @Schema(name = "HistoryShift")
  record ShiftView(
      @Schema(description = "The first day at the new level.") LocalDate day,
      double before,
      double after,
      @Schema(description = "That it is real, 50 to 100 percent.") double probability) {
    static ShiftView of(LevelShift shift, LocalDate from) {
      return new ShiftView(
          from.plusDays(shift.index()), shift.before(), shift.after(), 100 * shift.probability());
    }
  }

  /** Days without data. */
  @Schema(name = "HistoryGap")
  record GapView(LocalDate from, LocalDate to, int days) {}
}
