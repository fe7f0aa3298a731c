package dev.steadfast.goals.odds;

import static dev.steadfast.goals.testing.Requests.today;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.steadfast.goals.testing.Known;
import dev.steadfast.goals.testing.MetricDay;
import dev.steadfast.goals.testing.SimulatedDays;
import dev.steadfast.platform.testing.ServiceBackends;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
    value = ServiceBackends.class,
    initArgs = @ResourceArg(name = "service", value = "goals"),
    restrictToAnnotatedClass = false)
class OddsRefreshIT extends WithHistory {
  @Inject
  @DataSource("worker")
  AgroalDataSource worker;

  @Test
  void theNextDayRefreshesTheOddsAndSaysWhyTheyChanged() {
    // Given
    hasHistory("billing", MEDIAN);
    String goal = tenant.hasActive(goal("billing", MEDIAN));
    double before = number(tenant.goal(goal).path("odds.target"));

    // When a day comes that is far worse than usual
    topic.tellAll(tenant, SimulatedDays.resolutions("billing", today(), today(), 3 * MEDIAN, 8));
    Known.await(tenant, "billing", 91 * 30);
    clock.moveAhead(Duration.ofHours(25));
    refresh.round();

    // Then
    var forecast = tenant.gets("/v1/goals/" + goal + "/forecast").extract();
    assertThat(forecast.<String>path("occasion")).isEqualTo("daily");
    double points = number(forecast.path("change.points"));
    double after = number(forecast.path("odds.target"));
    assertThat(after).isLessThan(before);
    assertThat(number(forecast.path("change.from"))).isEqualTo(before);
    assertThat(points).isCloseTo(after - before, within(1e-3));
    List<Number> parts = forecast.path("change.parts.points");
    assertThat(parts).hasSize(5);
    assertThat(parts.stream().mapToDouble(Number::doubleValue).sum())
        .isCloseTo(points, within(1e-3));
    assertThat(parts.get(1).doubleValue()).isNegative();
    assertThat(forecast.<String>path("change.words")).contains("new data");
    assertThat(number(tenant.goal(goal).path("odds.target"))).isEqualTo(after);
    assertThat(number(tenant.goal(goal).path("oddsWhenSet.target"))).isEqualTo(before);
  }

  @Test
  void twoReplicasForecastAGoalOnce() throws InterruptedException {
    // Given
    hasHistory("billing", MEDIAN);
    List<String> goals =
        IntStream.range(0, 5).mapToObj(i -> tenant.hasActive(goal("billing", MEDIAN))).toList();
    clock.moveAhead(Duration.ofHours(25));

    // When
    Thread one = Thread.ofPlatform().start(refresh::round);
    Thread other = Thread.ofPlatform().start(refresh::round);
    one.join();
    other.join();

    // Then
    for (String goal : goals) {
      tenant.gets("/v1/goals/" + goal + "/forecasts").body("items", hasSize(2));
    }
  }

  @Test
  void aGoalThatCannotBeForecastKeepsNoOtherFromItsOdds() throws SQLException {
    // Given two goals, of which one rests on a cell that cannot be read
    hasHistory("billing", MEDIAN);
    hasHistory("sales", MEDIAN);
    String broken = tenant.hasActive(goal("billing", MEDIAN));
    String whole = tenant.hasActive(goal("sales", MEDIAN));
    try (Connection connection = worker.getConnection();
        PreparedStatement update =
            connection.prepareStatement(
                "UPDATE metric_day SET histograms[array_position(metrics, 'resolution-time@1')] = '\\x7f7f7f'"
                    + " WHERE scope = 'team=billing' AND tenant_id ="
                    + " (SELECT tenant_id FROM goal WHERE id = ?::uuid)")) {
      update.setString(1, broken);
      assertThat(update.executeUpdate()).isPositive();
    }
    clock.moveAhead(Duration.ofHours(25));

    // When
    refresh.round();

    // Then
    tenant.gets("/v1/goals/" + whole + "/forecasts").body("items", hasSize(2));
    tenant.gets("/v1/goals/" + broken + "/forecasts").body("items", hasSize(1));
    assertThat(isDue(broken)).isFalse();
    clock.moveAhead(Duration.ofHours(7));
    assertThat(isDue(broken)).isTrue();
  }

  @Test
  void aRoundOnTheSameDayDoesNothing() {
    hasHistory("billing", MEDIAN);
    String goal = tenant.hasActive(goal("billing", MEDIAN));

    refresh.round();

    tenant.gets("/v1/goals/" + goal + "/forecasts").body("items", hasSize(1));
  }

  @Test
  void aLevelKeepsWhatWasBeforeItsHistoryAndIsScoredByIt() {
    // Given a backlog of 40 that arose 900 days ago and has gone up and down by three since lately
    List<MetricDay> cells = new ArrayList<>();
    cells.add(backlog(900, 40));
    IntStream.rangeClosed(1, 60).forEach(ago -> cells.add(backlog(ago, ago % 2 == 0 ? 3 : -3)));
    topic.tellAll(tenant, cells);
    String body =
        """
        {"title": "Fewer open", "scope": {"team": "billing"}, "period": {"from": "%s", "to": "%s"},
         "target": {"metric": "backlog", "direction": "lower", "baseline": {"value": 60},
           "levels": {"target": 45}, "minimumSample": 1}}
        """
            .formatted(today().minusDays(3), today().plusDays(5));
    String first = tenant.hasActive(body);
    await().atMost(Duration.ofSeconds(30)).until(() -> isAt(first, 40));
    String second = tenant.hasActive(body);

    // When its window is over
    double expected =
        number(
            tenant.gets("/v1/goals/" + second + "/forecast").extract().path("distribution.median"));
    clock.moveAhead(Duration.ofDays(8));
    refresh.round();

    // Then
    assertThat(expected).isCloseTo(40, within(6.0));
    tenant
        .gets("/v1/goals/" + second + "/forecasts")
        .body("items[-1].score.actual", equalTo(40f))
        .body("items[-1].score.within95", equalTo(true));
  }

  private boolean isDue(String goal) throws SQLException {
    try (Connection connection = worker.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "SELECT refresh_at <= ? FROM goal_outlook WHERE goal_id = ?::uuid")) {
      select.setObject(1, clock.instant().atOffset(ZoneOffset.UTC));
      select.setString(2, goal);
      try (ResultSet row = select.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  private boolean isAt(String goal, double expected) {
    Number value = tenant.goal(goal).path("standing.value");
    return value != null && value.doubleValue() == expected;
  }

  private static MetricDay backlog(int daysAgo, long change) {
    return new MetricDay(
        "backlog",
        1,
        "team=billing",
        today().minusDays(daysAgo),
        "UTC",
        Math.abs(change),
        change,
        0,
        0,
        null,
        1);
  }
}
