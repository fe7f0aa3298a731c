package dev.steadfast.goals.forecast;

import dev.steadfast.core.forecast.Domain;
import dev.steadfast.core.forecast.Series;
import dev.steadfast.platform.problem.Findings;
import java.time.LocalDate;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A series to be forecast. */
@Schema(
    name = "SeriesForecastRequest",
    requiredProperties = {"start", "interval", "values", "horizon"},
    examples =
        """
        {"start": "2026-10-05", "interval": "day", "horizon": 7, "levels": [80, 95], "domain": "count",
         "values": [112, 98, 105, 101, 96, 41, 38, 118, 103, 99, null, 97, 44, 36, 115, 101, 104, 98, 95, 40, 39]}
        """)
record SeriesForecastRequest(
    @Schema(
            description =
                "When the first value is: a date, or an instant of RFC 3339 (needed for hours), from 1900 to 2199.",
            examples = "2026-10-05")
        @Nullable String start,
    @Schema(
            enumeration = {"hour", "day", "week", "month"},
            description =
                "The distance of the values. It says which patterns are looked for: of 24 and 168 hours, 7 and 365"
                    + " days, 52 weeks, 12 months.")
        @Nullable String interval,
    @Schema(
            minItems = 1,
            maxItems = SeriesForecastRequest.MAX_VALUES,
            description = "Oldest first; null where there is none.")
        @Nullable List<@Nullable Double> values,
    @Schema(minimum = "1", maximum = "1000", description = "How many steps to forecast.")
        @Nullable Integer horizon,
    @Schema(
            minItems = 1,
            maxItems = 10,
            description = "Of the intervals in percent, 1 to 99.9; 80 and 95 unless given.")
        @Nullable List<@Nullable Double> levels,
    @Schema(
            enumeration = {"real", "non-negative", "count", "percent", "net-score"},
            defaultValue = "real",
            description = "Which values there can be; the forecast stays within.")
        @Nullable String domain) {
  static final int MAX_VALUES = 10_000;
  private static final int MAX_HORIZON = 1_000;
  private static final int MAX_LEVELS = 10;
  private static final double MAX_VALUE = 1e15;

  /** A request that keeps the rules. */
  record Checked(StepTimes times, Series series, int horizon, List<Double> levels) {}

  /** The question, once the request keeps the rules. */
  Checked check() {
    Findings findings = new Findings();
    Optional<StepTimes.Interval> asked = StepTimes.Interval.named(interval == null ? "" : interval);
    if (asked.isEmpty()) {
      findings.add("/interval", "is hour, day, week or month");
    }
    Optional<Temporal> begin = start == null ? Optional.empty() : StepTimes.parse(start);
    if (begin.isEmpty()) {
      findings.add("/start", "is a date or an RFC 3339 instant from 1900 to 2199");
    } else if (begin.get() instanceof LocalDate && "hour".equals(interval)) {
      findings.add("/start", "is an instant where the interval is hour");
    }
    if (horizon == null || horizon < 1 || horizon > MAX_HORIZON) {
      findings.add("/horizon", "is 1 to " + MAX_HORIZON);
    }
    List<Double> checkedLevels = levels(findings);
    Domain within = domain(findings);
    double[] series = values(findings, within);
    findings.refuseIfAny();
    StepTimes.Interval steps = asked.orElseThrow();
    return new Checked(
        new StepTimes(begin.orElseThrow(), steps),
        new Series(series, within, steps.seasons()),
        horizon == null ? 1 : horizon,
        checkedLevels);
  }

  private Domain domain(Findings findings) {
    return switch (domain) {
      case null -> Domain.REAL;
      case "real" -> Domain.REAL;
      case "non-negative" -> Domain.NON_NEGATIVE;
      case "count" -> Domain.COUNT;
      case "percent" -> Domain.PERCENT;
      case "net-score" -> Domain.NET_SCORE;
      default -> {
        findings.add("/domain", "is real, non-negative, count, percent or net-score");
        yield Domain.REAL;
      }
    };
  }

  private double[] values(Findings findings, Domain within) {
    if (values == null || values.isEmpty() || values.size() > MAX_VALUES) {
      findings.add("/values", "has 1 to " + MAX_VALUES + " values, null for a missing one");
      return new double[0];
    }
    double[] series = new double[values.size()];
    for (int i = 0; i < series.length; i++) {
      Double value = values.get(i);
      series[i] = value == null ? Double.NaN : value;
      if (value != null && !(Math.abs(value) <= MAX_VALUE)) {
        findings.add("/values/" + i, "is no number from -1e15 to 1e15");
      } else if (value != null && !holds(within, value)) {
        findings.add("/values/" + i, "is outside the domain " + domain);
      }
    }
    return series;
  }

  private static boolean holds(Domain domain, double value) {
    return switch (domain) {
      case REAL -> true;
      case NON_NEGATIVE -> value >= 0;
      case COUNT -> value >= 0 && value == Math.rint(value);
      case PERCENT -> value >= 0 && value <= 100;
      case NET_SCORE -> value >= -100 && value <= 100;
    };
  }

  private List<Double> levels(Findings findings) {
    if (levels == null) {
      return List.of(80.0, 95.0);
    }
    if (levels.isEmpty() || levels.size() > MAX_LEVELS) {
      findings.add("/levels", "has 1 to " + MAX_LEVELS + " levels");
      return List.of();
    }
    List<Double> checked = new ArrayList<>();
    for (int i = 0; i < levels.size(); i++) {
      Double level = levels.get(i);
      if (level == null || !(level >= 1 && level <= 99.9)) {
        findings.add("/levels/" + i, "is 1 to 99.9 percent");
      } else if (checked.contains(level)) {
        findings.add("/levels/" + i, "is named twice");
      } else {
        checked.add(level);
      }
    }
    return checked;
  }
}
