package dev.steadfast.metrics.schedule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A content line of an iCalendar file (RFC 5545, 3.1), unfolded.
 *
 * @param number of its first line in the file, from 1
 * @param name in capitals, as those of the parameters
 */
record CalendarLine(int number, String name, Map<String, String> parameters, String value) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9-]+");
  private static final Pattern PARAMETER =
      Pattern.compile(";([A-Za-z0-9-]+)=((?:\"[^\"]*\"|[^\";:,])*(?:,(?:\"[^\"]*\"|[^\";:,])*)*)");

  /**
   * The lines of a file.
   *
   * @throws CalendarFault at the first line that is none
   */
  static List<CalendarLine> read(String text) {
    List<CalendarLine> lines = new ArrayList<>();
    StringBuilder unfolded = new StringBuilder();
    int first = 0;
    int number = 0;
    for (String physical : text.lines().toList()) {
      number++;
      if (number > 1 && (physical.startsWith(" ") || physical.startsWith("\t"))) {
        unfolded.append(physical, 1, physical.length());
        continue;
      }
      add(lines, first, unfolded);
      unfolded.setLength(0);
      unfolded.append(
          number == 1 && physical.startsWith("\uFEFF") ? physical.substring(1) : physical);
      first = number;
    }
    add(lines, first, unfolded);
    return lines;
  }

  private static void add(List<CalendarLine> lines, int number, CharSequence text) {
    if (!text.isEmpty()) {
      lines.add(of(number, text));
    }
  }

  private static CalendarLine of(int number, CharSequence text) {
    Matcher name = NAME.matcher(text);
    if (!name.lookingAt()) {
      throw CalendarFault.unreadable(number, "a line is NAME:value");
    }
    int at = name.end();
    Map<String, String> parameters = new HashMap<>();
    Matcher parameter = PARAMETER.matcher(text);
    while (parameter.region(at, text.length()).lookingAt()) {
      parameters.put(
          parameter.group(1).toUpperCase(Locale.ROOT), parameter.group(2).replace("\"", ""));
      at = parameter.end();
    }
    if (at == text.length() || text.charAt(at) != ':') {
      throw CalendarFault.unreadable(number, "a line is NAME;PARAMETER=value:value");
    }
    return new CalendarLine(
        number,
        name.group().toUpperCase(Locale.ROOT),
        parameters,
        text.subSequence(at + 1, text.length()).toString());
  }

  /** Whether it begins or ends that component. */
  boolean is(String property, String component) {
    return name.equals(property) && value.strip().equalsIgnoreCase(component);
  }

  /** The value as text, without its escapes (RFC 5545, 3.3.11). */
  String text() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      char here = value.charAt(i);
      if (here == '\\' && i + 1 < value.length()) {
        char escaped = value.charAt(++i);
        text.append(escaped == 'n' || escaped == 'N' ? ' ' : escaped);
      } else {
        text.append(here);
      }
    }
    return text.toString().strip();
  }
}
