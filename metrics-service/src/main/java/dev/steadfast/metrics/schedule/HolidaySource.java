package dev.steadfast.metrics.schedule;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Where the holidays of a schedule come from. */
sealed interface HolidaySource {
  /** The dates that its holidays count on. */
  Validity validity();

  /** How it is named to people. */
  String label();

  /** A calendar of Jollyday; the subdivision is a path, empty for the whole country. */
  record OfCalendar(String country, List<String> subdivision, Validity validity)
      implements HolidaySource {
    @Override
    public String label() {
      return subdivision.isEmpty() ? country : country + "/" + String.join("/", subdivision);
    }
  }

  /** Dates that were listed, or that a file gave. */
  record OfDates(String label, Map<LocalDate, String> dates, Validity validity)
      implements HolidaySource {}

  /** The names of its holidays by their dates. */
  default Map<LocalDate, String> names(HolidayCalendars calendars) {
    Map<LocalDate, String> all =
        switch (this) {
          case OfCalendar calendar -> calendars.names(calendar.country(), calendar.subdivision());
          case OfDates dates -> dates.dates();
        };
    return all.entrySet().stream()
        .filter(entry -> validity().contains(entry.getKey()))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
