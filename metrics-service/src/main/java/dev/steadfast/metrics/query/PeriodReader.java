package dev.steadfast.metrics.query;

import dev.steadfast.metrics.intake.TenantZones;
import dev.steadfast.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * Reads the period of a request: by default the last 30 days in the tenant's reporting zone, today
 * included.
 */
@ApplicationScoped
class PeriodReader {
  private final TenantZones zones;
  private final Clock clock;

  @Inject
  PeriodReader(TenantZones zones, Clock clock) {
    this.zones = zones;
    this.clock = clock;
  }

  Period period(
      @Nullable String from, @Nullable String to, @Nullable String zone, Interval interval) {
    ZoneId named = named(zone);
    LocalDate today = today(zone);
    String end = to == null ? today.plusDays(1).toString() : to;
    String begin = from == null ? today.minusDays(29).toString() : from;
    return Period.of(begin, end, named, interval);
  }

  /** The date in that zone, or in the tenant's. */
  LocalDate today(@Nullable String zone) {
    return LocalDate.now(clock.withZone(named(zone)));
  }

  private ZoneId named(@Nullable String zone) {
    return zone == null ? zones.ofCaller() : zoneOf(zone);
  }

  private static ZoneId zoneOf(String name) {
    try {
      if (ZoneId.getAvailableZoneIds().contains(name)) {
        return ZoneId.of(name);
      }
    } catch (DateTimeException e) {
      // answered below like any other name that is none
    }
    throw ProblemException.invalidParameter(
        "zone", "zone is an IANA name such as Europe/Berlin, not an offset.");
  }
}
