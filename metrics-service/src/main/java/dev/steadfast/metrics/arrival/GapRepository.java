package dev.steadfast.metrics.arrival;

import dev.steadfast.core.measure.Histogram;
import dev.steadfast.platform.access.Caller;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where the sources of the calling tenant fell silent. Costs a row for each source and day, and
 * more only where there is a gap.
 */
@ApplicationScoped
public class GapRepository {
  private static final long HOUR_MS = 3_600_000;
  private static final long WEEK_H = 168;
  private static final int HOURS_A_DAY = 24;

  private final AgroalDataSource dataSource;
  private final Caller caller;
  private final Clock clock;

  @Inject
  GapRepository(AgroalDataSource dataSource, Caller caller, Clock clock) {
    this.dataSource = dataSource;
    this.caller = caller;
    this.clock = clock;
  }

  /**
   * The gaps that touch a span, by source and time.
   *
   * @param zone in which the week is the same every week
   */
  public List<Gap> between(Instant from, Instant to, ZoneId zone) {
    long now = hourOf(clock.instant());
    long begin = hourOf(from);
    List<Gap> gaps = new ArrayList<>();
    if (begin >= now) {
      return gaps;
    }
    try (Connection connection = dataSource.getConnection()) {
      List<SourceDay> days = days(connection, begin - Silences.HISTORY_HOURS);
      long base = days.stream().mapToLong(day -> day.day() * HOURS_A_DAY).min().orElse(now);
      LocalWeeks weeks = new LocalWeeks(zone, base, now + 1);
      for (var source : activeHours(days, base).entrySet()) {
        for (Silence silence :
            Silences.find(source.getValue(), weeks, begin, hourOf(to) + 1, now)) {
          gaps.add(gap(connection, source.getKey(), silence));
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the hours of the sources cannot be read", e);
    }
    gaps.removeIf(gap -> !gap.touches(from, to));
    return gaps;
  }

  /** In which hours of a day, since the epoch, a source sent: a bit for each. */
  private record SourceDay(Source source, long day, int hours) {}

  private List<SourceDay> days(Connection connection, long fromHour) throws SQLException {
    List<SourceDay> days = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT source, system, day, hours FROM source_day WHERE tenant_id = ? AND day >= ?")) {
      select.setObject(1, caller.tenant());
      select.setObject(2, LocalDate.ofEpochDay(Math.floorDiv(fromHour, HOURS_A_DAY)));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          days.add(
              new SourceDay(
                  new Source(row.getString(1), row.getString(2)),
                  row.getObject(3, LocalDate.class).toEpochDay(),
                  row.getInt(4)));
        }
      }
    }
    return days;
  }

  private static Map<Source, BitSet> activeHours(List<SourceDay> days, long base) {
    Map<Source, BitSet> active = new TreeMap<>();
    for (SourceDay day : days) {
      BitSet hours = active.computeIfAbsent(day.source(), source -> new BitSet());
      int first = (int) (day.day() * HOURS_A_DAY - base);
      for (int hour = 0; hour < HOURS_A_DAY; hour++) {
        if ((day.hours() & 1 << hour) != 0) {
          hours.set(first + hour);
        }
      }
    }
    return active;
  }

  private Gap gap(Connection connection, Source source, Silence silence) throws SQLException {
    return new Gap(
        source,
        instant(silence.from()),
        silence.isOver() ? Optional.of(instant(silence.to())) : Optional.empty(),
        silence.usualHours(),
        usual(connection, source, silence),
        silence.missed(),
        silence.chance(),
        silence.isOver() ? resent(connection, source, silence) : 0);
  }

  /** By what it sent in each hour in which it sent, in the four weeks before; one where unknown. */
  private long usual(Connection connection, Source source, Silence silence) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT avg(received) FROM intake_hour WHERE tenant_id = ? AND source = ? AND system = ?"
                + " AND hour >= ? AND hour < ? AND received > 0")) {
      select.setObject(1, caller.tenant());
      select.setString(2, source.source());
      select.setString(3, source.system());
      select.setObject(4, instant(silence.from() - 4 * WEEK_H).atOffset(ZoneOffset.UTC));
      select.setObject(5, instant(silence.from()).atOffset(ZoneOffset.UTC));
      try (ResultSet row = select.executeQuery()) {
        double each = row.next() ? row.getDouble(1) : 0;
        return Math.round(silence.usualHours() * Math.max(1, each));
      }
    }
  }

  /**
   * By the delays of what was received afterwards, of whole hours within the silence: what the last
   * events before it or the first after it add to its edges does not count.
   */
  private long resent(Connection connection, Source source, Silence silence) throws SQLException {
    long count = 0;
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT hour, delay FROM intake_hour WHERE tenant_id = ? AND source = ? AND system = ?"
                + " AND hour >= ? AND hour < ? AND delay IS NOT NULL")) {
      select.setObject(1, caller.tenant());
      select.setString(2, source.source());
      select.setString(3, source.system());
      select.setObject(4, instant(silence.to()).atOffset(ZoneOffset.UTC));
      select.setObject(5, instant(silence.to() + WEEK_H).atOffset(ZoneOffset.UTC));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          long hour = hourOf(row.getObject(1, OffsetDateTime.class).toInstant());
          Histogram delay = Histogram.decode(row.getBytes(2));
          // Received at the earliest at the beginning of the hour, at the latest at its end.
          long shortest = (hour + 1 - silence.to()) * HOUR_MS;
          long longest = (hour - silence.from()) * HOUR_MS;
          if (longest > shortest) {
            count += below(delay, longest) - below(delay, shortest);
          }
        }
      }
    }
    return count;
  }

  private static long below(Histogram delays, long edge) {
    return delays.countBelow(Histogram.edgeAt(edge));
  }

  private static Instant instant(long hour) {
    return Instant.ofEpochMilli(hour * HOUR_MS);
  }

  private static long hourOf(Instant instant) {
    return Math.floorDiv(instant.toEpochMilli(), HOUR_MS);
  }
}
