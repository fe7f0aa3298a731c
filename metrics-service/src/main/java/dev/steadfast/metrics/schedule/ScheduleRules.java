package dev.steadfast.metrics.schedule;

import dev.steadfast.core.schedule.LocalInterval;
import dev.steadfast.core.schedule.WeeklyHours;
import dev.steadfast.platform.problem.Findings;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The rules that a schedule keeps, apart from those of its holidays. */
final class ScheduleRules {
  static final int MAX_NAME = 200;
  static final int MAX_VERSIONS = 50;
  static final int MAX_HOURS_A_DAY = 24;
  static final int MAX_SPECIAL_DAYS = 2_000;

  private final Findings findings = new Findings();
  private final HolidayCalendars calendars;

  private ScheduleRules(HolidayCalendars calendars) {
    this.calendars = calendars;
  }

  /**
   * The terms that a request asks for.
   *
   * @throws dev.steadfast.platform.problem.ProblemException {@code rule-violated} with every rule
   *     that it breaks
   */
  static ScheduleTerms check(ScheduleRequest request, HolidayCalendars calendars) {
    return new ScheduleRules(calendars).terms(request);
  }

  private ScheduleTerms terms(ScheduleRequest request) {
    String name = findings.text("/name", request.name(), MAX_NAME);
    ZoneId zone = zone(request.zone());
    List<ScheduleTerms.Version> versions = versions(request.versions());
    List<HolidaySource> holidays = new HolidayRules(findings, calendars).check(request.holidays());
    Map<LocalDate, List<LocalInterval>> specialDays = specialDays(request.specialDays());
    findings.refuseIfAny();
    return new ScheduleTerms(name, zone, versions, holidays, specialDays);
  }

  private ZoneId zone(@Nullable String zone) {
    if (!findings.text("/zone", zone, MAX_NAME).isEmpty()
        && !ZoneId.getAvailableZoneIds().contains(zone)) {
      findings.add("/zone", "is no IANA time zone, such as Europe/Berlin");
    }
    return findings.concern("/zone") || zone == null ? ZoneOffset.UTC : ZoneId.of(zone);
  }

  private List<ScheduleTerms.Version> versions(
      @Nullable List<ScheduleRequest.@Nullable VersionPart> versions) {
    List<ScheduleTerms.Version> checked = new ArrayList<>();
    if (versions == null || versions.isEmpty()) {
      findings.add("/versions", "has at least one version");
      return checked;
    }
    if (versions.size() > MAX_VERSIONS) {
      findings.add("/versions", "has at most " + MAX_VERSIONS + " versions");
      return checked;
    }
    LocalDate before = Validity.ALL.from();
    for (int i = 0; i < versions.size(); i++) {
      String pointer = "/versions/" + i;
      ScheduleRequest.VersionPart version = versions.get(i);
      if (version == null) {
        findings.add(pointer, "is required");
        continue;
      }
      LocalDate from = version.validFrom();
      checkStart(pointer + "/validFrom", i, from, before);
      before = from == null || from.isBefore(before) ? before : from;
      checked.add(
          new ScheduleTerms.Version(
              Optional.ofNullable(from), week(pointer + "/hours", version.hours())));
    }
    return checked;
  }

  private void checkStart(String pointer, int index, @Nullable LocalDate from, LocalDate before) {
    if (index == 0) {
      if (from != null) {
        findings.add(pointer, "is absent: the first version has been in force since always");
      }
    } else if (from == null) {
      findings.add(pointer, "is required in all versions but the first");
    } else if (!from.isAfter(before) || !Validity.ALL.contains(from)) {
      findings.add(pointer, "is after " + before + " and at most " + Validity.ALL.to());
    }
  }

  private WeeklyHours week(String pointer, ScheduleRequest.@Nullable WeekPart week) {
    if (week == null) {
      findings.add(pointer, "is required; {} is closed on all days");
      return WeeklyHours.NEVER;
    }
    Map<DayOfWeek, List<LocalInterval>> days = new EnumMap<>(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      days.put(day, intervals(pointer + "/" + name(day), week.days().get(day.getValue() - 1)));
    }
    Optional<WeeklyHours.Overlap> overlap = WeeklyHours.overlap(days);
    if (overlap.isPresent()) {
      findings.add(pointer + "/" + name(overlap.get().otherDay()), sentence(overlap.get()));
      return WeeklyHours.NEVER;
    }
    return new WeeklyHours(days);
  }

  private static String sentence(WeeklyHours.Overlap overlap) {
    return "%s overlaps %s of %s"
        .formatted(overlap.otherHours(), overlap.hours(), name(overlap.day()));
  }

  private static String name(DayOfWeek day) {
    return day.name().toLowerCase(Locale.ROOT);
  }

  private List<LocalInterval> intervals(
      String pointer, @Nullable List<ScheduleRequest.@Nullable HoursPart> hours) {
    List<LocalInterval> checked = new ArrayList<>();
    if (hours == null) {
      return checked;
    }
    if (hours.size() > MAX_HOURS_A_DAY) {
      findings.add(pointer, "has at most " + MAX_HOURS_A_DAY + " intervals");
      return checked;
    }
    for (int i = 0; i < hours.size(); i++) {
      ScheduleRequest.HoursPart part = hours.get(i);
      if (part == null || part.from() == null || part.to() == null) {
        findings.add(pointer + "/" + i, "has from and to");
        continue;
      }
      try {
        checked.add(LocalInterval.of(part.from(), part.to()));
      } catch (IllegalArgumentException e) {
        findings.add(pointer + "/" + i, String.valueOf(e.getMessage()));
      }
    }
    return checked;
  }

  private Map<LocalDate, List<LocalInterval>> specialDays(
      @Nullable List<ScheduleRequest.@Nullable SpecialDayPart> days) {
    Map<LocalDate, List<LocalInterval>> checked = new TreeMap<>();
    if (days == null) {
      return checked;
    }
    if (days.size() > MAX_SPECIAL_DAYS) {
      findings.add("/specialDays", "has at most " + MAX_SPECIAL_DAYS + " dates");
      return checked;
    }
    for (int i = 0; i < days.size(); i++) {
      String pointer = "/specialDays/" + i;
      ScheduleRequest.SpecialDayPart day = days.get(i);
      if (day == null || day.date() == null || day.hours() == null) {
        findings.add(pointer, "has date and hours; [] closes the date");
      } else if (!Validity.ALL.contains(day.date())) {
        findings.add(pointer + "/date", "is within " + Validity.ALL);
      } else if (checked.put(day.date(), special(pointer + "/hours", day.hours())) != null) {
        findings.add(pointer + "/date", "is there more than once");
      }
    }
    return checked;
  }

  private List<LocalInterval> special(
      String pointer, List<ScheduleRequest.@Nullable HoursPart> hours) {
    List<LocalInterval> checked = intervals(pointer, hours);
    checked.sort(java.util.Comparator.comparingInt(LocalInterval::start));
    for (int i = 0; i < checked.size(); i++) {
      if (checked.get(i).crossesMidnight()) {
        findings.add(pointer, checked.get(i) + " crosses midnight: end it at 24:00");
      } else if (i > 0 && checked.get(i).start() < checked.get(i - 1).end()) {
        findings.add(pointer, checked.get(i) + " overlaps " + checked.get(i - 1));
      }
    }
    return checked;
  }
}
