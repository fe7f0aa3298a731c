package dev.steadfast.metrics.schedule;

import dev.steadfast.metrics.schedule.ScheduleRequest.DatePart;
import dev.steadfast.metrics.schedule.ScheduleRequest.HolidayPart;
import dev.steadfast.platform.problem.Findings;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rules that the holidays of a schedule keep. */
final class HolidayRules {
  static final int MAX_SOURCES = 20;
  static final int MAX_CALENDARS = 3;
  static final int MAX_DATES = 5_000;

  private final Findings findings;
  private final HolidayCalendars calendars;
  private int dates;
  private int calendarsUsed;

  HolidayRules(Findings findings, HolidayCalendars calendars) {
    this.findings = findings;
    this.calendars = calendars;
  }

  /** The sources that are as they must be; the others are among the findings. */
  List<HolidaySource> check(@Nullable List<@Nullable HolidayPart> holidays) {
    List<HolidaySource> checked = new ArrayList<>();
    if (holidays == null) {
      return checked;
    }
    if (holidays.size() > MAX_SOURCES) {
      findings.add("/holidays", "has at most " + MAX_SOURCES + " sources");
      return checked;
    }
    for (int i = 0; i < holidays.size(); i++) {
      HolidayPart part = holidays.get(i);
      if (part == null) {
        findings.add("/holidays/" + i, "is required");
      } else {
        check("/holidays/" + i, part, checked);
      }
    }
    if (calendarsUsed > MAX_CALENDARS) {
      findings.add("/holidays", "has at most " + MAX_CALENDARS + " calendars");
    }
    if (dates > MAX_DATES) {
      findings.add("/holidays", "has " + dates + " dates; at most " + MAX_DATES + " are taken");
    }
    return checked;
  }

  private void check(String pointer, HolidayPart part, List<HolidaySource> checked) {
    Validity validity = validity(pointer, part.from(), part.to());
    switch (part.type()) {
      case HolidayPart.CALENDAR -> calendar(pointer, part, validity, checked);
      case HolidayPart.DATES -> listed(pointer, part, validity, checked);
      case HolidayPart.FILE -> {
        findings.text(pointer + "/name", part.name(), ScheduleRules.MAX_NAME);
        listed(pointer, part, validity, checked);
      }
      case null, default ->
          findings.add(
              pointer + "/type",
              "is %s, %s or %s"
                  .formatted(HolidayPart.CALENDAR, HolidayPart.DATES, HolidayPart.FILE));
    }
  }

  private Validity validity(String pointer, @Nullable LocalDate from, @Nullable LocalDate to) {
    for (String field : List.of("from", "to")) {
      LocalDate date = field.equals("from") ? from : to;
      if (date != null && !Validity.ALL.contains(date)) {
        findings.add(pointer + "/" + field, "is within " + Validity.ALL);
        return Validity.ALL;
      }
    }
    LocalDate first = from == null ? Validity.ALL.from() : from;
    LocalDate last = to == null ? Validity.ALL.to() : to;
    if (last.isBefore(first)) {
      findings.add(pointer + "/to", "is before " + first);
      return Validity.ALL;
    }
    return new Validity(first, last);
  }

  private void calendar(
      String pointer, HolidayPart part, Validity validity, List<HolidaySource> checked) {
    calendarsUsed++;
    absent(pointer + "/name", part.name());
    absent(pointer + "/dates", part.dates());
    String country = findings.text(pointer + "/country", part.country(), 50);
    findings.optional(pointer + "/subdivision", part.subdivision(), 50);
    if (findings.concern(pointer + "/") || calendarsUsed > MAX_CALENDARS) {
      return;
    }
    List<String> subdivision =
        part.subdivision() == null
            ? List.of()
            : List.of(part.subdivision().toLowerCase(Locale.ROOT).split("/", -1));
    calendars
        .unknown(country, subdivision)
        .ifPresentOrElse(
            unknown -> findings.add(pointer + "/" + unknown.field(), unknown.detail()),
            () ->
                checked.add(
                    new HolidaySource.OfCalendar(
                        country.toUpperCase(Locale.ROOT), subdivision, validity)));
  }

  private void listed(
      String pointer, HolidayPart part, Validity validity, List<HolidaySource> checked) {
    absent(pointer + "/country", part.country());
    absent(pointer + "/subdivision", part.subdivision());
    findings.optional(pointer + "/name", part.name(), ScheduleRules.MAX_NAME);
    List<@Nullable DatePart> listed = part.dates();
    if (listed == null || listed.isEmpty()) {
      findings.add(pointer + "/dates", "has at least one date");
      return;
    }
    dates += listed.size();
    if (dates > MAX_DATES) {
      return;
    }
    Map<LocalDate, String> names = new HashMap<>();
    for (int i = 0; i < listed.size(); i++) {
      String at = pointer + "/dates/" + i;
      DatePart date = listed.get(i);
      if (date == null || date.date() == null) {
        findings.add(at + "/date", "is required");
        continue;
      }
      if (!Validity.ALL.contains(date.date())) {
        findings.add(at + "/date", "is within " + Validity.ALL);
      }
      names.putIfAbsent(
          date.date(), findings.text(at + "/name", date.name(), ScheduleRules.MAX_NAME));
    }
    String label = part.name() == null ? HolidayPart.DATES : part.name();
    checked.add(new HolidaySource.OfDates(label, names, validity));
  }

  private void absent(String pointer, @Nullable Object value) {
    if (value != null) {
      findings.add(pointer, "does not belong to this type");
    }
  }
}
