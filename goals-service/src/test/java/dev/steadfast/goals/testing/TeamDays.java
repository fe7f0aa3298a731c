package dev.steadfast.goals.testing;

import static org.awaitility.Awaitility.await;

import dev.steadfast.launcher.embedded.Backends;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Days of resolution times of teams that share a week and a common course, each with noise of its
 * own: about 200 s a day.
 */
public final class TeamDays {
  public static final double LEVEL = 200_000;
  private static final double WEEKEND = 30_000;
  private static final double COMMON = 6_000;
  private static final double OWN = 4_000;

  private final LocalDate last;
  private final int days;
  private final double[] common;
  private final SplittableRandom random;
  private final List<MetricDay> cells = new ArrayList<>();

  /**
   * Days that end yesterday.
   *
   * @param seed of all noise
   */
  public TeamDays(int days, long seed) {
    this.last = Requests.today().minusDays(1);
    this.days = days;
    this.random = new SplittableRandom(seed);
    this.common = new double[days];
    for (int day = 0; day < days; day++) {
      common[day] = COMMON * random.nextGaussian();
    }
  }

  /** A change of the level on a day and from then on, in milliseconds. */
  public record Step(LocalDate from, double by) {}

  /** A team whose level changes in steps. */
  public TeamDays team(String name, Step... steps) {
    for (int day = 0; day < days; day++) {
      LocalDate date = last.minusDays(days - 1L - day);
      double value = LEVEL + common[day] + OWN * random.nextGaussian();
      value += date.getDayOfWeek().getValue() > 5 ? WEEKEND : 0;
      for (Step step : steps) {
        value += date.isBefore(step.from()) ? 0 : step.by();
      }
      cells.add(MetricDaysTopic.resolutions(name, date, 20, Math.round(value), 1));
    }
    return this;
  }

  /** Tells them and waits until the service holds them. */
  public void tell(MetricDaysTopic topic, Tenant tenant) {
    topic.tellAll(tenant, cells);
    await().atMost(Duration.ofSeconds(30)).until(() -> stored(tenant) >= cells.size());
  }

  private static long stored(Tenant tenant) throws SQLException {
    try (var connection =
            DriverManager.getConnection(
                Backends.shared().jdbcUrl(),
                "goals_worker",
                Backends.shared().password("goals_worker"));
        var count =
            connection.prepareStatement("SELECT count(*) FROM metric_day WHERE tenant_id = ?")) {
      count.setObject(1, tenant.id());
      try (var row = count.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }
}
