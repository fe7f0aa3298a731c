package dev.steadfast.metrics.schedule;

import de.focus_shift.jollyday.core.CalendarHierarchy;
import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.ManagerParameters;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.Year;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * The public holidays of countries and their parts, from Jollyday, for the years of {@link
 * Validity#ALL}. A holiday that is observed on another day than it falls on is that day. The few
 * calendars in use are kept; Jollyday itself would keep every one that was ever asked for.
 */
@ApplicationScoped
class HolidayCalendars {
  private static final int KEPT = 32;

  private final Map<String, Map<LocalDate, String>> kept =
      new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Map<LocalDate, String>> eldest) {
          return size() > KEPT;
        }
      };

  HolidayCalendars() {
    HolidayManager.setManagerCachingEnabled(false);
  }

  /**
   * What is wrong with the name of a calendar; empty if there is one.
   *
   * @param subdivision from the largest part to the smallest; empty for the whole country
   */
  Optional<Unknown> unknown(String country, List<String> subdivision) {
    synchronized (kept) {
      if (kept.containsKey(key(country, subdivision))) {
        return Optional.empty();
      }
    }
    if (!HolidayManager.getSupportedCalendarCodes().contains(country.toUpperCase(Locale.ROOT))) {
      return Optional.of(
          new Unknown("country", "has no calendar; ISO 3166 codes such as DE, US or GB have"));
    }
    CalendarHierarchy part = fromOurLoader(() -> manager(country).getCalendarHierarchy());
    for (String name : subdivision) {
      CalendarHierarchy child = part.getChildren().get(name.toLowerCase(Locale.ROOT));
      if (child == null) {
        String known = String.join(", ", new TreeSet<>(part.getChildren().keySet()));
        return Optional.of(
            new Unknown(
                "subdivision",
                known.isEmpty()
                    ? "is not known: there are no parts of it"
                    : "is not known: '" + name + "' is none of " + known));
      }
      part = child;
    }
    return Optional.empty();
  }

  /** The field that names what is not known, and why. */
  record Unknown(String field, String detail) {}

  /** The English names by date, of the whole country and of each part down to the named one. */
  Map<LocalDate, String> names(String country, List<String> subdivision) {
    String key = key(country, subdivision);
    synchronized (kept) {
      Map<LocalDate, String> names = kept.get(key);
      if (names != null) {
        return names;
      }
    }
    Map<LocalDate, String> names = fromOurLoader(() -> read(country, subdivision));
    synchronized (kept) {
      kept.put(key, names);
    }
    return names;
  }

  private static String key(String country, List<String> subdivision) {
    return (country + "/" + String.join("/", subdivision)).toLowerCase(Locale.ROOT);
  }

  private static Map<LocalDate, String> read(String country, List<String> subdivision) {
    HolidayManager manager = manager(country);
    String[] path =
        subdivision.stream().map(part -> part.toLowerCase(Locale.ROOT)).toArray(String[]::new);
    Map<LocalDate, String> names = new TreeMap<>();
    // What is observed on another day may be so in another year.
    for (int year = Validity.ALL.from().getYear() - 1;
        year <= Validity.ALL.to().getYear() + 1;
        year++) {
      for (Holiday holiday :
          new TreeSet<>(manager.getHolidays(Year.of(year), HolidayType.PUBLIC_HOLIDAY, path))) {
        names.putIfAbsent(holiday.getDate(), holiday.getDescription(Locale.ENGLISH));
      }
    }
    return Map.copyOf(names);
  }

  private static HolidayManager manager(String country) {
    return HolidayManager.getInstance(ManagerParameters.create(country.toLowerCase(Locale.ROOT)));
  }

  /** Jollyday finds its files by the loader of the thread, which need not be ours. */
  private static <T> T fromOurLoader(Supplier<T> action) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(HolidayCalendars.class.getClassLoader());
    try {
      return action.get();
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
