package dev.steadfast.core.schedule;

/**
 * Opening hours of a local day, half-open: the start belongs to them, the end does not. Hours that
 * end before they start cross midnight and end on the next day.
 *
 * @param start minute of the day, 0 to 1439
 * @param end minute of the day, 1 to 1440, which is midnight at the end; never equal to the start
 */
public record LocalInterval(int start, int end) {
  /** The minutes of a day by the wall clock: where 24:00 is. */
  public static final int DAY = 24 * 60;

  public LocalInterval {
    if (start == end) {
      throw new IllegalArgumentException(
          "starts and ends at %s; a whole day is 00:00 to 24:00".formatted(text(start)));
    }
    if (start < 0 || start >= DAY || end < 1 || end > DAY) {
      throw new IllegalArgumentException("not minutes of a day: " + start + " to " + end);
    }
  }

  /**
   * Hours by their wall-clock times.
   *
   * @param start 00:00 to 23:59
   * @param end 00:00 to 24:00; 00:00 and 24:00 are both midnight at the end
   * @throws IllegalArgumentException if a text is no such time, or both are the same
   */
  public static LocalInterval of(String start, String end) {
    int from = minutes(start);
    if (from == DAY) {
      throw new IllegalArgumentException("24:00 ends a day; a day starts at 00:00");
    }
    int to = minutes(end);
    return new LocalInterval(from, from > 0 && to == 0 ? DAY : to);
  }

  private static int minutes(String text) {
    if (!text.matches("([01][0-9]|2[0-3]):[0-5][0-9]|24:00")) {
      throw new IllegalArgumentException("'" + text + "' is not a time from 00:00 to 24:00");
    }
    return Integer.parseInt(text, 0, 2, 10) * 60 + Integer.parseInt(text, 3, 5, 10);
  }

  /** Whether they go on after midnight. */
  public boolean crossesMidnight() {
    return end < start;
  }

  /** How many minutes by the wall clock, 1 to 1440. */
  public int minutes() {
    return crossesMidnight() ? DAY - start + end : end - start;
  }

  /** The start as a wall-clock time, such as {@code 09:00}. */
  public String startText() {
    return text(start);
  }

  /** The end as a wall-clock time, such as {@code 17:30} or {@code 24:00}. */
  public String endText() {
    return text(end);
  }

  @Override
  public String toString() {
    return text(start) + "–" + text(end);
  }

  private static String text(int minute) {
    return "%02d:%02d".formatted(minute / 60, minute % 60);
  }
}
