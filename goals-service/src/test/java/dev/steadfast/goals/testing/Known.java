package dev.steadfast.goals.testing;

import java.time.Duration;
import org.awaitility.Awaitility;

/** Waits until the service has taken in what the topic told. */
public final class Known {
  private Known() {}

  /** Until that many resolutions of a team are known from the last 300 days. */
  public static void await(Tenant tenant, String team, int resolutions) {
    String goal =
        tenant.hasActive(
            """
            {"title": "Counts", "scope": {"team": "%s"}, "period": {"from": "%s", "to": "%s"},
             "target": {"metric": "resolution-time", "window": "rolling-300-days",
               "baseline": {"value": 2}, "levels": {"target": 1}}}
            """
                .formatted(team, Requests.today(), Requests.today().plusDays(30)));
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> tenant.goal(goal).<Integer>path("standing.n") == resolutions);
  }
}
