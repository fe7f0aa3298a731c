package dev.steadfast.metrics.timeline;

import dev.steadfast.core.schedule.LocalInterval;
import dev.steadfast.core.schedule.Schedule;
import dev.steadfast.core.schedule.ScheduleVersion;
import dev.steadfast.core.schedule.WeeklyHours;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/** A policy told as a sentence; times are milliseconds. */
final class APolicy {
  /** Monday to Friday, 9 to 17 in Berlin. */
  static final TargetClock OFFICE_HOURS =
      new TargetClock.Business(
          new UUID(0, 9),
          1,
          new Schedule(
              ZoneId.of("Europe/Berlin"),
              List.of(
                  ScheduleVersion.always(
                      WeeklyHours.on(
                          EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
                          LocalInterval.of("09:00", "17:00"))))));

  static final TargetClock CALENDAR = new TargetClock.Calendar();

  private final UUID id;
  private final int position;
  private long version = 1;
  private long from;
  private long until = Long.MAX_VALUE;
  private Set<String> channels = Set.of();
  private Set<String> priorities = Set.of();
  private Set<String> teams = Set.of();
  private final List<SlaPolicy.Target> targets = new ArrayList<>();

  private APolicy(int position) {
    this.id = new UUID(0, position);
    this.position = position;
  }

  static APolicy at(int position) {
    return new APolicy(position);
  }

  static Rules rules(APolicy... policies) {
    return new Rules(
        1,
        OwnMetrics.NONE,
        new ServiceLevels(List.of(policies).stream().map(APolicy::done).toList()));
  }

  APolicy version(long number) {
    version = number;
    return this;
  }

  APolicy inForce(long first, long end) {
    from = first;
    until = end;
    return this;
  }

  APolicy forChannels(String... values) {
    channels = Set.of(values);
    return this;
  }

  APolicy forPriorities(String... values) {
    priorities = Set.of(values);
    return this;
  }

  APolicy forTeams(String... values) {
    teams = Set.of(values);
    return this;
  }

  APolicy within(TargetKind kind, long limit) {
    return within(kind, limit, CALENDAR);
  }

  APolicy within(TargetKind kind, long limit, TargetClock clock) {
    targets.add(new SlaPolicy.Target(kind, OptionalLong.of(limit), Map.of(), clock));
    return this;
  }

  APolicy within(TargetKind kind, Map<String, Long> byPriority) {
    targets.add(new SlaPolicy.Target(kind, OptionalLong.empty(), byPriority, CALENDAR));
    return this;
  }

  private SlaPolicy done() {
    return new SlaPolicy(
        id,
        version,
        "Policy " + position,
        position,
        from,
        until,
        channels,
        priorities,
        teams,
        targets);
  }

  static long millis(String time) {
    return Instant.parse(time).toEpochMilli();
  }
}
