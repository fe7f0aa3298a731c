package dev.steadfast.platform.http;

import java.time.DateTimeException;
import java.time.OffsetDateTime;

/** A time in a query string. */
public final class TimeParameter {
  private TimeParameter() {}

  /**
   * Reads an RFC 3339 time. A {@code +} that came unencoded reads as a blank and is taken for what
   * it was.
   *
   * @throws DateTimeException if it is none
   */
  public static OffsetDateTime parse(String text) {
    return OffsetDateTime.parse(text.strip().replace(' ', '+'));
  }
}
