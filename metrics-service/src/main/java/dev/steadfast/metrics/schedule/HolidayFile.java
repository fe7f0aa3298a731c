package dev.steadfast.metrics.schedule;

import dev.steadfast.contracts.problem.ProblemCode;
import dev.steadfast.platform.problem.ProblemException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The holidays of an iCalendar file (RFC 5545): its events of whole days, with their recurrences.
 * Lines are read strictly, by our own reader: a line that cannot be read is told with its number,
 * where a lenient one would leave a holiday out. Cancelled events and all other components are left
 * out.
 */
final class HolidayFile {
  /** The largest file, in bytes. */
  static final int MAX_BYTES = 1 << 20;

  private static final int MAX_EVENTS = 5_000;
  private static final int MAX_RECURRING = 50;

  private HolidayFile() {}

  /**
   * The names of the holidays by their dates.
   *
   * @param validity the dates to look at, also of recurrences
   * @throws ProblemException {@code malformed-request} or {@code rule-violated} with the line,
   *     {@code body-too-large}
   */
  static SortedMap<LocalDate, String> read(byte[] file, Validity validity) {
    if (file.length > MAX_BYTES) {
      throw new ProblemException(
          ProblemCode.BODY_TOO_LARGE, "The file is over the limit of " + MAX_BYTES + " bytes.");
    }
    List<CalendarEvent> events = events(CalendarLine.read(text(file)));
    Map<String, Set<LocalDate>> replaced = new HashMap<>();
    for (CalendarEvent event : events) {
      event
          .replaces()
          .ifPresent(
              date -> replaced.computeIfAbsent(event.uid(), uid -> new TreeSet<>()).add(date));
    }
    TreeMap<LocalDate, String> names = new TreeMap<>();
    for (CalendarEvent event : events) {
      if (!event.isCancelled()) {
        addDates(event, replaced.getOrDefault(event.uid(), Set.of()), validity, names);
      }
    }
    if (names.isEmpty()) {
      throw CalendarFault.refused(1, "no event of the file is a holiday within " + validity);
    }
    return names;
  }

  private static void addDates(
      CalendarEvent event,
      Set<LocalDate> replaced,
      Validity validity,
      Map<LocalDate, String> names) {
    for (LocalDate start : event.starts(validity.to(), HolidayRules.MAX_DATES)) {
      if (event.replaces().isEmpty() && replaced.contains(start)) {
        continue;
      }
      for (LocalDate date = start;
          date.isBefore(start.plusDays(event.days()));
          date = date.plusDays(1)) {
        if (validity.contains(date)) {
          names.putIfAbsent(date, event.summary());
        }
      }
      if (names.size() > HolidayRules.MAX_DATES) {
        throw CalendarFault.refused(
            event.line(),
            "with this event the file has more than "
                + HolidayRules.MAX_DATES
                + " dates; say from and to");
      }
    }
  }

  private static String text(byte[] file) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).toString();
    } catch (CharacterCodingException e) {
      throw new ProblemException(ProblemCode.MALFORMED_REQUEST, "The file is not UTF-8.");
    }
  }

  private static List<CalendarEvent> events(List<CalendarLine> lines) {
    List<CalendarEvent> events = new ArrayList<>();
    Deque<CalendarLine> open = new ArrayDeque<>();
    List<CalendarLine> event = new ArrayList<>();
    int recurring = 0;
    for (CalendarLine line : lines) {
      if (line.name().equals("BEGIN")) {
        begin(line, open, event);
      } else if (open.isEmpty()) {
        throw CalendarFault.unreadable(line.number(), "a calendar is BEGIN:VCALENDAR …");
      } else if (line.name().equals("END")) {
        CalendarLine begun = open.pop();
        if (!line.is("END", begun.value().strip())) {
          throw CalendarFault.unreadable(
              line.number(), "END:" + begun.value() + " is missing before it");
        }
        if (isEvent(begun, open)) {
          events.add(CalendarEvent.of(begun, event));
          recurring += events.getLast().rules().size();
          checkCounts(line, events.size(), recurring);
        }
      } else if (isEvent(open.getFirst(), open.stream().skip(1).toList())) {
        event.add(line);
      }
    }
    if (!open.isEmpty() || lines.isEmpty()) {
      int last = lines.isEmpty() ? 1 : lines.getLast().number();
      throw CalendarFault.unreadable(last, "the file ends before END:VCALENDAR");
    }
    return events;
  }

  private static void begin(CalendarLine line, Deque<CalendarLine> open, List<CalendarLine> event) {
    String component = line.value().strip().toUpperCase(Locale.ROOT);
    if (open.isEmpty() != component.equals("VCALENDAR") || open.size() > 8) {
      throw CalendarFault.unreadable(line.number(), "BEGIN:" + component + " is out of place");
    }
    open.push(line);
    if (component.equals("VEVENT") && open.size() == 2) {
      event.clear();
    }
  }

  private static boolean isEvent(CalendarLine begun, java.util.Collection<CalendarLine> around) {
    return begun.is("BEGIN", "VEVENT") && around.size() == 1;
  }

  private static void checkCounts(CalendarLine line, int events, int recurring) {
    if (events > MAX_EVENTS) {
      throw CalendarFault.refused(line.number(), "there are more than " + MAX_EVENTS + " events");
    }
    if (recurring > MAX_RECURRING) {
      throw CalendarFault.refused(
          line.number(), "there are more than " + MAX_RECURRING + " recurring events");
    }
  }
}
