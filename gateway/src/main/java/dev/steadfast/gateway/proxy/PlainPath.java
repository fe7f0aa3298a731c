package dev.steadfast.gateway.proxy;

/**
 * Tells whether a path means the same to everyone who reads it. One that the gateway and a service
 * could read differently (dot segments, encoded or not, empty segments, backslashes, control
 * characters) might reach an address that was never routed.
 */
final class PlainPath {
  private PlainPath() {}

  /**
   * True for a path that may be routed and forwarded as it stands.
   *
   * @param path as sent, still percent-encoded, without the query
   */
  static boolean is(String path) {
    if (path.isEmpty() || path.charAt(0) != '/') {
      return false;
    }
    int start = 1;
    for (int i = 1; i <= path.length(); i++) {
      if (i == path.length() || path.charAt(i) == '/') {
        if (!plainSegment(path, start, i)) {
          return false;
        }
        start = i + 1;
      } else if (path.charAt(i) == '\\' || path.charAt(i) <= ' ' || path.charAt(i) == 0x7f) {
        return false;
      }
    }
    return true;
  }

  /** The last segment may be empty: a trailing slash. */
  private static boolean plainSegment(String path, int from, int to) {
    int length = 0;
    boolean onlyDots = true;
    for (int i = from; i < to; length++) {
      int c = path.charAt(i);
      if (c == '%') {
        c = i + 2 < to ? hex(path, i + 1) : -1;
        if (c < ' ' || c == '\\' || c == 0x7f) {
          return false;
        }
        i += 3;
      } else {
        i++;
      }
      onlyDots &= c == '.';
    }
    if (length == 0) {
      return to == path.length();
    }
    return !(onlyDots && length <= 2);
  }

  private static int hex(String path, int at) {
    int high = Character.digit(path.charAt(at), 16);
    int low = Character.digit(path.charAt(at + 1), 16);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
  }
}
