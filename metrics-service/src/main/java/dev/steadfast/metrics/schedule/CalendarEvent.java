package dev.steadfast.metrics.schedule;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.fortuna.ical4j.model.Recur;

/**
 * An event of an iCalendar file that lasts for whole days.
 *
 * @param line where it begins
 * @param uid empty if it has none
 * @param days how many dates it lasts, 1 to 366
 * @param rules how it recurs, in RFC 5545's words
 * @param replaces the date of the recurrence that this event stands in for
 */
record CalendarEvent(
    int line,
    String uid,
    String summary,
    LocalDate start,
    int days,
    List<CalendarLine> rules,
    Set<LocalDate> added,
    Set<LocalDate> excepted,
    Optional<LocalDate> replaces,
    boolean isCancelled) {
  private static final DateTimeFormatter DATE = DateTimeFormatter.BASIC_ISO_DATE;
  private static final String RULE_PART =
      "(FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)|(COUNT|INTERVAL)=[1-9][0-9]{0,2}"
          + "|(UNTIL|BYDAY|BYMONTHDAY|BYYEARDAY|BYWEEKNO|BYMONTH|BYSETPOS|WKST)=[A-Z0-9,+-]+)";
  private static final Pattern RULE =
      Pattern.compile("(?=.*FREQ=)" + RULE_PART + "(;" + RULE_PART + ")*");
  private static final Pattern UNTIL_TIME = Pattern.compile("(UNTIL=[0-9]{8})T[0-9]{6}Z?");
  private static final Pattern DURATION = Pattern.compile("\\+?P([0-9]{1,3})([DW])");
  private static final int MAX_RULE = 200;
  private static final int MAX_DAYS = 366;

  /**
   * The event of those lines.
   *
   * @param begin the line of its {@code BEGIN}
   * @throws CalendarFault if it does not last for whole days
   */
  static CalendarEvent of(CalendarLine begin, List<CalendarLine> lines) {
    CalendarLine start =
        find(lines, "DTSTART")
            .orElseThrow(() -> CalendarFault.refused(begin.number(), "the event has no DTSTART"));
    LocalDate first = date(start, start.value());
    Set<LocalDate> added = new TreeSet<>();
    Set<LocalDate> excepted = new HashSet<>();
    List<CalendarLine> rules = new ArrayList<>();
    for (CalendarLine line : lines) {
      switch (line.name()) {
        case "RRULE" -> rules.add(line);
        case "RDATE" -> addDates(line, added);
        case "EXDATE" -> addDates(line, excepted);
        case "EXRULE" -> throw CalendarFault.refused(line.number(), "EXRULE is not taken");
        default -> {}
      }
    }
    return new CalendarEvent(
        begin.number(),
        find(lines, "UID").map(CalendarLine::value).orElse(""),
        find(lines, "SUMMARY")
            .map(CalendarLine::text)
            .filter(text -> !text.isEmpty())
            .orElse("Holiday"),
        first,
        days(first, lines),
        rules,
        added,
        excepted,
        find(lines, "RECURRENCE-ID").map(line -> date(line, line.value())),
        find(lines, "STATUS").filter(line -> line.is("STATUS", "CANCELLED")).isPresent());
  }

  private static Optional<CalendarLine> find(List<CalendarLine> lines, String name) {
    List<CalendarLine> found = lines.stream().filter(line -> line.name().equals(name)).toList();
    if (found.size() > 1) {
      throw CalendarFault.unreadable(found.get(1).number(), name + " is there more than once");
    }
    return found.stream().findFirst();
  }

  private static LocalDate date(CalendarLine line, String value) {
    if (value.matches("[0-9]{8}T.*")) {
      throw CalendarFault.refused(
          line.number(), line.name() + " has a time; holidays are whole days, as VALUE=DATE");
    }
    try {
      LocalDate date = LocalDate.parse(value, DATE);
      if (date.getYear() >= 1900 && date.getYear() < 2200) {
        return date;
      }
    } catch (DateTimeException e) {
      throw CalendarFault.unreadable(line.number(), "'" + value + "' is no date such as 20261224");
    }
    throw CalendarFault.refused(line.number(), value + " is not within 1900 to 2199");
  }

  private static void addDates(CalendarLine line, Set<LocalDate> dates) {
    for (String value : line.value().split(",", -1)) {
      dates.add(date(line, value.strip()));
    }
  }

  private static int days(LocalDate first, List<CalendarLine> lines) {
    Optional<CalendarLine> end = find(lines, "DTEND");
    Optional<CalendarLine> duration = find(lines, "DURATION");
    CalendarLine said = end.or(() -> duration).orElse(null);
    if (said == null) {
      return 1;
    }
    long days =
        end.isPresent() ? ChronoUnit.DAYS.between(first, date(said, said.value())) : duration(said);
    if (days < 1 || days > MAX_DAYS) {
      throw CalendarFault.refused(said.number(), "a holiday lasts 1 to " + MAX_DAYS + " days");
    }
    return (int) days;
  }

  private static long duration(CalendarLine line) {
    Matcher duration = DURATION.matcher(line.value().strip());
    if (!duration.matches()) {
      throw CalendarFault.refused(line.number(), "the DURATION of a holiday is whole days");
    }
    return Long.parseLong(duration.group(1)) * (duration.group(2).equals("W") ? 7 : 1);
  }

  /**
   * The dates on which it begins, up to that one.
   *
   * @param limit the most that are taken
   * @throws CalendarFault if there are more, or a rule cannot be read
   */
  Set<LocalDate> starts(LocalDate last, int limit) {
    Set<LocalDate> starts = new TreeSet<>(added);
    starts.add(start);
    for (CalendarLine rule : rules) {
      List<LocalDate> found = start.isAfter(last) ? List.of() : dates(rule, last, limit + 1);
      if (found.size() > limit) {
        throw CalendarFault.refused(
            rule.number(), "the event recurs more than " + limit + " times; say from and to");
      }
      starts.addAll(found);
    }
    starts.removeAll(excepted);
    starts.removeIf(date -> date.isAfter(last));
    return starts;
  }

  private List<LocalDate> dates(CalendarLine rule, LocalDate last, int limit) {
    try {
      return recurrence(rule).getDates(start, start, last.plusDays(1), limit);
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
      throw CalendarFault.unreadable(rule.number(), "the rule cannot be read: " + e.getMessage());
    }
  }

  private static Recur<LocalDate> recurrence(CalendarLine line) {
    String rule =
        UNTIL_TIME.matcher(line.value().strip().toUpperCase(Locale.ROOT)).replaceAll("$1");
    if (rule.length() > MAX_RULE || !RULE.matcher(rule).matches()) {
      throw CalendarFault.refused(
          line.number(), "a holiday recurs daily, weekly, monthly or yearly, by days and months");
    }
    return new Recur<>(rule);
  }
}
