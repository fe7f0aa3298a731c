package dev.steadfast.bench.importing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.steadfast.bench.suite.GatewayClient;
import dev.steadfast.bench.workload.Answers;
import dev.steadfast.bench.workload.HelpdeskStream;
import dev.steadfast.bench.workload.Totals;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Whether the cells of a tenant are exactly those that its stream must give. */
final class CellCheck {
  private static final double QUANTILE_ERROR = 0.01;
  private static final List<String> DIMENSIONS = List.of("team", "agent", "channel", "priority");

  private final Connection database;
  private final Answers answers;

  CellCheck(Connection database, Answers answers) {
    this.database = database;
    this.answers = answers;
  }

  /**
   * Whether everything is there. Asked many times, on the cores that are measured: a few rows until
   * all events have come, and only then the cells.
   *
   * @param repeated how many events came that had been there before
   */
  boolean isComplete(UUID tenant, long repeated) throws SQLException {
    return repeated == repeated(tenant)
        && answers.events()
            <= countOf("SELECT coalesce(sum(received), 0) FROM metrics.intake_hour", tenant)
        && totals(tenant, "scope = 'all'").equals(answers.totals())
        && countOf("SELECT coalesce(sum(events), 0) FROM metrics.interaction", tenant)
            == answers.events();
  }

  private long repeated(UUID tenant) throws SQLException {
    return countOf("SELECT coalesce(sum(duplicates), 0) FROM metrics.intake_hour", tenant);
  }

  /**
   * All that is wrong, in sentences; empty where every count is exact.
   *
   * @param repeated how many events came that had been there before
   */
  List<String> faults(GatewayClient.Tenant tenant, GatewayClient gateway, long repeated)
      throws SQLException {
    List<String> faults = new ArrayList<>();
    UUID id = tenant.id();
    expect(
        faults,
        "raw events",
        answers.events(),
        countOf("SELECT count(*) FROM metrics.raw_event", id));
    expect(
        faults,
        "event keys",
        answers.events(),
        countOf("SELECT count(*) FROM metrics.event_key", id));
    expect(
        faults,
        "repetitions by key",
        repeated,
        countOf("SELECT coalesce(sum(duplicates), 0) FROM metrics.event_key", id));
    expect(faults, "repetitions by hour", repeated, repeated(id));
    expect(
        faults,
        "interactions",
        answers.interactions(),
        countOf("SELECT count(*) FROM metrics.interaction", id));
    expect(
        faults,
        "observations",
        answers.totals().values().stream().mapToLong(Totals::count).sum(),
        countOf(
            "SELECT count(*) FROM (SELECT * FROM metrics.observation WHERE metric IN ('"
                + String.join("', '", answers.totals().keySet())
                + "')) o",
            id));
    compare(faults, "cells of all", answers.totals(), totals(id, "scope = 'all'"));
    for (String dimension : DIMENSIONS) {
      Totals volume =
          totals(id, "scope LIKE '" + dimension + "=%' AND scope NOT LIKE '%;%'").get("volume");
      expect(
          faults,
          "volume over every " + dimension,
          answers.interactions(),
          volume == null ? 0 : volume.count());
    }
    answers
        .totals()
        .forEach(
            (metric, totals) -> {
              if (metric.equals("backlog")) {
                return; // a level: its points carry no number of observations
              }
              expect(
                  faults,
                  metric + " of the day cells",
                  totals.count(),
                  n(gateway, tenant, metric, "UTC"));
              expect(
                  faults,
                  metric + " of the quarter hours",
                  totals.count(),
                  n(gateway, tenant, metric, "Asia/Kathmandu"));
            });
    median(faults, tenant, gateway);
    return faults;
  }

  private void median(List<String> faults, GatewayClient.Tenant tenant, GatewayClient gateway) {
    double exact = answers.medianResolutionTime();
    double value =
        point(gateway, tenant, "resolution-time", "UTC").path("values").path("median").asDouble();
    if (Math.abs(value - exact) > QUANTILE_ERROR * exact) {
      faults.add("median resolution time: %f instead of %f".formatted(value, exact));
    }
  }

  private static long n(
      GatewayClient gateway, GatewayClient.Tenant tenant, String metric, String zone) {
    return point(gateway, tenant, metric, zone).path("n").asLong(-1);
  }

  /**
   * The one point of a summary over the whole stream; whole days of other zones need the quarter
   * hours.
   */
  private static JsonNode point(
      GatewayClient gateway, GatewayClient.Tenant tenant, String metric, String zone) {
    String path =
        "/v1/metrics/%s/summary?from=%s&to=%s&zone=%s"
            .formatted(
                metric,
                HelpdeskStream.FIRST_DAY.minusDays(1),
                HelpdeskStream.END_DAY.plusDays(1),
                zone);
    return gateway.get(tenant, path).path("series").path(0).path("points").path(0);
  }

  private Map<String, Totals> totals(UUID tenant, String scopes) throws SQLException {
    Map<String, Totals> totals = new HashMap<>();
    try (PreparedStatement select =
        database.prepareStatement(
            "SELECT split_part(metrics[at], '@', 1) AS metric, sum(totals[at][1]), sum(totals[at][2]),"
                + " sum(totals[at][3]), sum(totals[at][4])"
                + " FROM metrics.cell_day CROSS JOIN generate_subscripts(metrics, 1) AS at"
                + " WHERE tenant_id = ? AND metrics[at] = ANY (?) AND "
                + scopes
                + " GROUP BY 1")) {
      select.setObject(1, tenant);
      select.setArray(
          2,
          database.createArrayOf(
              "text", answers.totals().keySet().stream().map(key -> key + "@1").toArray()));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          totals.put(
              row.getString(1),
              new Totals(row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5)));
        }
      }
    }
    return totals;
  }

  private long countOf(String select, UUID tenant) throws SQLException {
    try (PreparedStatement statement = database.prepareStatement(select + " WHERE tenant_id = ?")) {
      statement.setObject(1, tenant);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  private static void compare(
      List<String> faults, String what, Map<String, Totals> expected, Map<String, Totals> actual) {
    expected.forEach(
        (metric, totals) -> {
          if (!totals.equals(actual.get(metric))) {
            faults.add(
                "%s, %s: %s instead of %s".formatted(what, metric, actual.get(metric), totals));
          }
        });
  }

  private static void expect(List<String> faults, String what, long expected, long actual) {
    if (expected != actual) {
      faults.add("%s: %d instead of %d".formatted(what, actual, expected));
    }
  }
}
