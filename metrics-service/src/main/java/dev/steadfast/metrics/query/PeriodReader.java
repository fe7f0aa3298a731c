package dev.steadfast.metrics.query;

import dev.steadfast.metrics.intake.TenantZones;
import dev.steadfast.platform.problem.FieldError;
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
public class PeriodReader {
  private final TenantZones zones;
  private final Clock clock;

  @Inject
  PeriodReader(TenantZones zones, Clock clock) {
    this.zones = zones;
    this.clock = clock;
  }

  /**
   * The period between two edges, cut into those intervals.
   *
   * @throws ProblemException {@code invalid-parameter}
   */
  public Period period(
      @Nullable String from, @Nullable String to, @Nullable String zone, Interval interval) {
    ZoneId named = named(zone);
    LocalDate today = today(zone);
    String end = to == null ? today.plusDays(1).toString() : to;
    String begin = from == null ? today.minusDays(29).toString() : from;
    return Period.of(begin, end, named, interval);
  }

  /** The date in that zone, or in the tenant's. */
  public LocalDate today(@Nullable String zone) {
    return LocalDate.now(clock.withZone(named(zone)));
  }

  /**
   * The period that another is compared with: the given one, or without edges the one before it.
   *
   * @throws ProblemException {@code invalid-parameter}
   */
  public Period against(
      Period period, @Nullable String from, @Nullable String to, @Nullable String zone) {
    if (from == null && to == null) {
      return period.before();
    }
    if (from == null || to == null) {
      throw ProblemException.invalidParameter(
          from == null ? "againstFrom" : "againstTo",
          "Give againstFrom and againstTo, or neither.");
    }
    try {
      return period(from, to, zone, Interval.WHOLE);
    } catch (ProblemException e) {
      throw renamed(e);
    }
  }

  private static ProblemException renamed(ProblemException problem) {
    return new ProblemException(
        problem.code(),
        String.valueOf(problem.getMessage()),
        problem.errors().stream()
            .map(
                error ->
                    switch (error.pointer()) {
                      case "from" -> new FieldError("againstFrom", error.detail());
                      case "to" -> new FieldError("againstTo", error.detail());
                      default -> error;
                    })
            .toList());
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
