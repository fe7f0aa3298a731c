package dev.steadfast.bench.querying;

import dev.steadfast.bench.workload.HelpdeskYear;
import java.time.LocalDate;

/** What both sides are asked, by team. */
enum Question {
  MONTH("30 days by day", "day", HelpdeskYear.FIRST_DAY.plusDays(330), 30),
  YEAR("52 weeks by week", "week", HelpdeskYear.FIRST_DAY, 364);

  private final String text;
  private final String interval;
  private final LocalDate from;
  private final LocalDate to;

  Question(String text, String interval, LocalDate from, int days) {
    this.text = text;
    this.interval = interval;
    this.from = from;
    this.to = from.plusDays(days);
  }

  String text() {
    return text;
  }

  LocalDate from() {
    return from;
  }

  LocalDate to() {
    return to;
  }

  /** The request for the series. */
  String path() {
    return "/v1/metrics/%s/series?from=%s&to=%s&zone=UTC&interval=%s&groupBy=team"
            .formatted(HistoryLoad.METRIC, from, to, interval)
        + "&aggregation=count,mean,median,p90,p99";
  }

  /** The same in SQL, over the exact values: one sort a group for all quantiles. */
  String sql() {
    return """
        SELECT team, date_trunc('%s', anchored_at, 'UTC') AS bucket, count(*), avg(value),
          percentile_cont(ARRAY[0.5, 0.9, 0.99]) WITHIN GROUP (ORDER BY value)
        FROM metrics.observation
        WHERE tenant_id = ? AND metric = '%s' AND version = 1 AND anchored_at >= ? AND anchored_at < ?
        GROUP BY 1, 2
        """
        .formatted(interval, HistoryLoad.METRIC);
  }
}
