package dev.steadfast.goals.testing;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Bodies of requests. */
public final class Requests {
  private Requests() {}

  /** The day in UTC. */
  public static LocalDate today() {
    return LocalDate.now(Clock.system(ZoneOffset.UTC));
  }

  /** Median resolution time of a team from 200 s to 100 s, in the 20 days around today. */
  public static String resolutionTime(String team) {
    return resolutionTime(team, today().minusDays(9), today().plusDays(10));
  }

  /** The same in other days. */
  public static String resolutionTime(String team, LocalDate from, LocalDate to) {
    return """
        {"title": "Faster in %1$s", "scope": {"team": "%1$s"}, "period": {"from": "%2$s", "to": "%3$s"},
         "target": {"metric": "resolution-time", "baseline": {"value": 200000},
           "levels": {"commit": 150000, "target": 100000, "stretch": 80000}, "minimumSample": 5}}
        """
        .formatted(team, from, to);
  }
}
