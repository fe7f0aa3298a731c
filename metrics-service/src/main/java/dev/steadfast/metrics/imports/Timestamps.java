package dev.steadfast.metrics.imports;

import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads the times of a file. Formats are tried in order and strictly: 31/2/2016 is refused, not
 * moved.
 *
 * <p>A time without an offset is local to the zone: in the hour that a clock change skips it moves
 * on by the gap, in the hour that it repeats it is the earlier one. A date without a time is the
 * start or the last millisecond of that day, as the mapping says.
 */
final class Timestamps {
  /** The name of the format for all usual forms of ISO 8601 and RFC 3339. */
  static final String ISO = "ISO";

  private static final DateTimeFormatter ISO_FORMAT =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .optionalStart()
          .appendPattern("['T'][' ']HH:mm[:ss]")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .appendPattern("[' '][XXX][XX][X]")
          .optionalEnd()
          .toFormatter(Locale.ENGLISH)
          .withResolverStyle(ResolverStyle.STRICT);

  /** When something happened that has a date and no time of day. */
  enum DateOnly {
    START,
    END
  }

  private final List<DateTimeFormatter> formats;
  private final ZoneId zone;
  private final DateOnly dateOnly;

  private Timestamps(List<DateTimeFormatter> formats, ZoneId zone, DateOnly dateOnly) {
    this.formats = formats;
    this.zone = zone;
    this.dateOnly = dateOnly;
  }

  static Timestamps of(List<String> patterns, ZoneId zone, DateOnly dateOnly) {
    return new Timestamps(patterns.stream().map(Timestamps::format).toList(), zone, dateOnly);
  }

  /**
   * The format of that pattern, in English.
   *
   * @throws IllegalArgumentException if it is no pattern of a date
   */
  static DateTimeFormatter format(String pattern) {
    if (pattern.equals(ISO)) {
      return ISO_FORMAT;
    }
    DateTimeFormatter format =
        new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .appendPattern(withProlepticYear(pattern))
            .toFormatter(Locale.ENGLISH)
            .withResolverStyle(ResolverStyle.STRICT);
    String sample = format.format(Instant.EPOCH.atZone(ZoneId.of("UTC")));
    if (format.parse(sample).query(TemporalQueries.localDate()) == null) {
      throw new IllegalArgumentException("the pattern gives no day, month and year");
    }
    return format;
  }

  /** Strict resolving refuses a year of the era without an era: people mean the plain year. */
  private static String withProlepticYear(String pattern) {
    StringBuilder plain = new StringBuilder(pattern.length());
    boolean quoted = false;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      quoted ^= c == '\'';
      plain.append(c == 'y' && !quoted ? 'u' : c);
    }
    return plain.toString();
  }

  /** The instant, or empty if no format fits. */
  Optional<Instant> read(String text) {
    for (DateTimeFormatter format : formats) {
      ParsePosition position = new ParsePosition(0);
      if (format.parseUnresolved(text, position) != null
          && position.getErrorIndex() < 0
          && position.getIndex() == text.length()) {
        try {
          return Optional.of(instant(format.parse(text)));
        } catch (DateTimeException e) {
          // such as 31/2/2016: another format may fit
        }
      }
    }
    return Optional.empty();
  }

  private Instant instant(TemporalAccessor parsed) {
    if (parsed.isSupported(ChronoField.INSTANT_SECONDS)) {
      return Instant.from(parsed);
    }
    LocalDate date = LocalDate.from(parsed);
    LocalTime time = parsed.query(TemporalQueries.localTime());
    if (time != null) {
      return date.atTime(time).atZone(zone).toInstant();
    }
    return switch (dateOnly) {
      case START -> date.atStartOfDay(zone).toInstant();
      case END -> date.plusDays(1).atStartOfDay(zone).toInstant().minusMillis(1);
    };
  }
}
