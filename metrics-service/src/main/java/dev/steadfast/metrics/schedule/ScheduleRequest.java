package dev.steadfast.metrics.schedule;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A schedule as people write it, and as it is kept. Checked by {@link ScheduleRules}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
    name = "ScheduleRequest",
    requiredProperties = {"name", "zone", "versions"},
    examples = ScheduleRequest.EXAMPLE)
record ScheduleRequest(
    @Schema(minLength = 1, maxLength = 200) @Nullable String name,
    @Schema(description = "An IANA name.", examples = "Europe/Berlin") @Nullable String zone,
    @Schema(
            minItems = 1,
            maxItems = 50,
            description =
                "In order. The first has been in force since always and has no validFrom; each other one is in force"
                    + " from its date until the next.")
        @Nullable List<@Nullable VersionPart> versions,
    @Schema(
            maxItems = 20,
            description =
                "Closed from midnight to midnight. Where two name the same date, the first of them is told.")
        @Nullable List<@Nullable HolidayPart> holidays,
    @Schema(
            maxItems = 2000,
            description = "Hours of single dates in place of all others, also of a holiday.")
        @Nullable List<@Nullable SpecialDayPart> specialDays) {

  static final String EXAMPLE =
      """
      {"name": "Support Berlin", "zone": "Europe/Berlin",
       "versions": [
         {"hours": {"monday": [{"from": "09:00", "to": "12:00"}, {"from": "13:00", "to": "17:00"}],
                    "friday": [{"from": "21:00", "to": "02:00"}]}},
         {"validFrom": "2026-07-01", "hours": {"monday": [{"from": "00:00", "to": "24:00"}]}}],
       "holidays": [
         {"type": "calendar", "country": "DE", "subdivision": "be"},
         {"type": "dates", "dates": [{"date": "2026-12-24", "name": "Christmas Eve"}]}],
       "specialDays": [{"date": "2026-12-31", "hours": [{"from": "09:00", "to": "12:00"}]}]}
      """;

  /** The same schedule with one more version at its end. */
  ScheduleRequest with(VersionPart version) {
    List<@Nullable VersionPart> all = new ArrayList<>(versions == null ? List.of() : versions);
    all.add(version);
    return new ScheduleRequest(name, zone, all, holidays, specialDays);
  }

  /** The same schedule with those holidays in place of the file of the same name, or at the end. */
  ScheduleRequest with(HolidayPart file) {
    List<@Nullable HolidayPart> all = new ArrayList<>(holidays == null ? List.of() : holidays);
    for (int i = 0; i < all.size(); i++) {
      HolidayPart part = all.get(i);
      if (part != null
          && HolidayPart.FILE.equals(part.type())
          && file.name() != null
          && file.name().equals(part.name())) {
        all.set(i, file);
        return new ScheduleRequest(name, zone, versions, all, specialDays);
      }
    }
    all.add(file);
    return new ScheduleRequest(name, zone, versions, all, specialDays);
  }

  /** The hours from a date on. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(
      name = "ScheduleVersion",
      requiredProperties = "hours",
      examples =
          """
          {"validFrom": "2026-07-01", "hours": {"monday": [{"from": "08:00", "to": "20:00"}]}}
          """)
  record VersionPart(
      @Schema(description = "A date in the zone; absent in the first version, and only there.")
          @Nullable LocalDate validFrom,
      @Nullable WeekPart hours) {}

  /** The hours of each day; a day that is absent is closed. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(
      name = "WeeklyHours",
      description =
          "By the day on which they start; at most 24 a day. A day that is absent is closed.")
  record WeekPart(
      @Nullable List<@Nullable HoursPart> monday,
      @Nullable List<@Nullable HoursPart> tuesday,
      @Nullable List<@Nullable HoursPart> wednesday,
      @Nullable List<@Nullable HoursPart> thursday,
      @Nullable List<@Nullable HoursPart> friday,
      @Nullable List<@Nullable HoursPart> saturday,
      @Nullable List<@Nullable HoursPart> sunday) {
    /** From Monday on. */
    List<@Nullable List<@Nullable HoursPart>> days() {
      List<@Nullable List<@Nullable HoursPart>> days = new ArrayList<>();
      days.add(monday);
      days.add(tuesday);
      days.add(wednesday);
      days.add(thursday);
      days.add(friday);
      days.add(saturday);
      days.add(sunday);
      return days;
    }
  }

  /** Opening hours. */
  @Schema(
      name = "Hours",
      requiredProperties = {"from", "to"},
      description =
          "Half-open, by the wall clock. An end before the start is on the next day. A whole day is 00:00 to 24:00.")
  record HoursPart(
      @Schema(pattern = "([01][0-9]|2[0-3]):[0-5][0-9]", examples = "09:00") @Nullable String from,
      @Schema(pattern = "([01][0-9]|2[0-3]):[0-5][0-9]|24:00", examples = "17:00")
          @Nullable String to) {}

  /** Where holidays come from. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(
      name = "HolidaySource",
      requiredProperties = "type",
      description =
          "calendar: the public holidays of a country and a part of it. dates: as they are listed."
              + " icalendar: the dates of an uploaded file.")
  record HolidayPart(
      @Schema(enumeration = {CALENDAR, DATES, FILE}) @Nullable String type,
      @Schema(
              description = "Of a calendar: the ISO 3166 code, or another code of Jollyday.",
              examples = "DE")
          @Nullable String country,
      @Schema(
              description = "Of a calendar: a part of the country, with slashes for its own parts.",
              examples = "by/ag")
          @Nullable String subdivision,
      @Schema(maxLength = 200, description = "Of dates, and of a file.") @Nullable String name,
      @Schema(maxItems = 5000, description = "Of dates, and of a file.")
          @Nullable List<@Nullable DatePart> dates,
      @Schema(description = "The first date that it holds for; all if absent.")
          @Nullable LocalDate from,
      @Schema(description = "The last date that it holds for; all if absent.")
          @Nullable LocalDate to) {
    static final String CALENDAR = "calendar";
    static final String DATES = "dates";
    static final String FILE = "icalendar";
  }

  /** A holiday by its date. */
  @Schema(
      name = "HolidayDate",
      requiredProperties = {"date", "name"})
  record DatePart(
      @Nullable LocalDate date, @Schema(minLength = 1, maxLength = 200) @Nullable String name) {}

  /** Hours of one date. */
  @Schema(
      name = "SpecialDay",
      requiredProperties = {"date", "hours"},
      description = "None of the hours crosses midnight; none at all closes the date.")
  record SpecialDayPart(@Nullable LocalDate date, @Nullable List<@Nullable HoursPart> hours) {}
}
