package dev.steadfast.metrics.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.steadfast.core.schedule.LocalInterval;
import dev.steadfast.core.schedule.Schedule;
import dev.steadfast.core.schedule.ScheduleVersion;
import dev.steadfast.core.schedule.WeeklyHours;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A schedule within rules: with each of its holidays, so that it measures the same whatever becomes
 * of the calendars that they are from.
 */
public final class ScheduleDocument {
  private static final int KEPT = 32;

  /** A schedule has sums of its own that are dear; the same one is in many revisions. */
  private static final Map<JsonNode, Schedule> KNOWN =
      new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<JsonNode, Schedule> eldest) {
          return size() > KEPT;
        }
      };

  private ScheduleDocument() {}

  /** The document of a schedule. */
  public static ObjectNode of(Schedule schedule) {
    ScheduleVersion first = schedule.versions().getFirst();
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("zone", schedule.zone().getId());
    ArrayNode versions = document.putArray("versions");
    for (ScheduleVersion version : schedule.versions()) {
      if (!version.holidays().equals(first.holidays())
          || !version.specialDays().equals(first.specialDays())) {
        throw new IllegalArgumentException("versions of a schedule share their days");
      }
      ObjectNode one = versions.addObject();
      version.validFrom().ifPresent(from -> one.put("validFrom", from.toString()));
      ObjectNode hours = one.putObject("hours");
      version
          .hours()
          .days()
          .forEach((day, intervals) -> write(hours.putArray(day.name()), intervals));
    }
    ObjectNode holidays = document.putObject("holidays");
    new TreeMap<>(first.holidays()).forEach((date, name) -> holidays.put(date.toString(), name));
    ObjectNode special = document.putObject("specialDays");
    first
        .specialDays()
        .forEach((date, intervals) -> write(special.putArray(date.toString()), intervals));
    return document;
  }

  private static void write(ArrayNode list, List<LocalInterval> intervals) {
    intervals.forEach(one -> list.add(one.startText() + "-" + one.endText()));
  }

  /** The schedule of a document. */
  public static Schedule read(JsonNode document) {
    synchronized (KNOWN) {
      return KNOWN.computeIfAbsent(document, ScheduleDocument::schedule);
    }
  }

  private static Schedule schedule(JsonNode document) {
    Map<LocalDate, String> names = new TreeMap<>();
    document
        .path("holidays")
        .properties()
        .forEach(one -> names.put(LocalDate.parse(one.getKey()), one.getValue().textValue()));
    Map<LocalDate, String> holidays = Map.copyOf(names);
    Map<LocalDate, List<LocalInterval>> special = new TreeMap<>();
    document
        .path("specialDays")
        .properties()
        .forEach(one -> special.put(LocalDate.parse(one.getKey()), intervals(one.getValue())));
    List<ScheduleVersion> versions = new ArrayList<>();
    for (JsonNode version : document.path("versions")) {
      Map<DayOfWeek, List<LocalInterval>> hours = new EnumMap<>(DayOfWeek.class);
      version
          .path("hours")
          .properties()
          .forEach(one -> hours.put(DayOfWeek.valueOf(one.getKey()), intervals(one.getValue())));
      versions.add(
          new ScheduleVersion(
              Optional.ofNullable(version.path("validFrom").textValue()).map(LocalDate::parse),
              new WeeklyHours(hours),
              holidays,
              special));
    }
    return new Schedule(ZoneId.of(document.path("zone").asText()), versions);
  }

  private static List<LocalInterval> intervals(JsonNode list) {
    List<LocalInterval> intervals = new ArrayList<>();
    for (JsonNode one : list) {
      String text = one.asText();
      int dash = text.indexOf('-');
      intervals.add(LocalInterval.of(text.substring(0, dash), text.substring(dash + 1)));
    }
    return intervals;
  }
}
