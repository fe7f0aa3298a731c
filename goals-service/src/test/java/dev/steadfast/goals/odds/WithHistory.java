package dev.steadfast.goals.odds;

import static dev.steadfast.goals.testing.Requests.today;

import dev.steadfast.goals.testing.Known;
import dev.steadfast.goals.testing.MetricDaysTopic;
import dev.steadfast.goals.testing.SimulatedDays;
import dev.steadfast.goals.testing.Tenant;
import dev.steadfast.platform.testing.MovableClock;
import jakarta.inject.Inject;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;

/** A tenant whose resolutions are known, and goals about them. */
abstract class WithHistory {
  static final double MEDIAN = 20_000_000;

  final Tenant tenant = Tenant.anew();
  final MetricDaysTopic topic = new MetricDaysTopic();

  @Inject OddsRefresh refresh;
  @Inject MovableClock clock;

  @AfterEach
  void close() {
    topic.close();
    clock.reset();
  }

  static String goal(String team, double target) {
    LocalDate today = today();
    return """
        {"title": "Faster in %1$s", "scope": {"team": "%1$s"}, "period": {"from": "%2$s", "to": "%3$s"},
         "target": {"metric": "resolution-time", "window": "rolling-14-days", "direction": "lower",
           "baseline": {"value": 90000000},
           "levels": {"commit": %4$s, "target": %5$s, "stretch": %6$s}, "minimumSample": 5}}
        """
        .formatted(
            team, today.minusDays(3), today.plusDays(25), target * 1.05, target, target * 0.9);
  }

  /** Ninety days up to yesterday, known to the service. */
  void hasHistory(String team, double median) {
    topic.tellAll(
        tenant,
        SimulatedDays.resolutions(team, today().minusDays(90), today().minusDays(1), median, 7));
    Known.await(tenant, team, 90 * 30);
  }

  static double number(Number value) {
    return value.doubleValue();
  }
}
