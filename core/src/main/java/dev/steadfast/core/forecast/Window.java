package dev.steadfast.core.forecast;

/**
 * Days from {@code from} to before {@code to}, counted from the first day of a history; those at or
 * after the end of the history are still to come.
 */
record Window(int from, int to) {
  static final int LEAST_DAYS = 14;

  Window {
    if (from < 0 || to <= from) {
      throw new IllegalArgumentException("no window: from " + from + " to " + to);
    }
  }

  /** Days to come until the end of the window. */
  int horizon(int days) {
    return Math.max(0, to - days);
  }

  /** The first of the days to come that belongs to the window. */
  int firstToCome(int days) {
    return Math.max(0, from - days);
  }

  static CannotTell tooThin(int there) {
    return new CannotTell(
        "The odds need at least " + LEAST_DAYS + " days with data; there are " + there + ".");
  }

  static CannotTell nothing() {
    return new CannotTell("Nothing was observed in the window, and no day of it is to come.");
  }
}
