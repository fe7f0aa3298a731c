package dev.steadfast.feedback.survey;

import dev.steadfast.contracts.problem.ProblemCode;
import dev.steadfast.platform.http.Cursor;
import dev.steadfast.platform.http.Page;
import dev.steadfast.platform.problem.ProblemException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of the lists, which are all in the order of their time-ordered ids. */
public final class Filters {
  private Filters() {}

  /**
   * The id after which the page begins, or empty for the first page.
   *
   * @throws ProblemException {@code invalid-cursor}
   */
  public static Optional<UUID> after(@Nullable String cursor) {
    Cursor position = Cursor.decode(cursor, 1);
    if (position == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(UUID.fromString(position.values().getFirst()));
    } catch (IllegalArgumentException e) {
      throw new ProblemException(
          ProblemCode.INVALID_CURSOR, "Use the nextCursor of the page before, unchanged.");
    }
  }

  /**
   * The id in that parameter, or empty if it is absent.
   *
   * @throws ProblemException {@code invalid-parameter}
   */
  public static Optional<UUID> id(String name, @Nullable String text) {
    try {
      return Optional.ofNullable(text).map(UUID::fromString);
    } catch (IllegalArgumentException e) {
      throw ProblemException.invalidParameter(name, name + " is not a UUID.");
    }
  }

  /**
   * The instant in that parameter, or empty if it is absent.
   *
   * @throws ProblemException {@code invalid-parameter} if it is not RFC 3339 with an offset
   */
  public static Optional<Instant> instant(String name, @Nullable String text) {
    try {
      return Optional.ofNullable(text).map(given -> OffsetDateTime.parse(given).toInstant());
    } catch (DateTimeException e) {
      throw ProblemException.invalidParameter(
          name, name + " is not a time with an offset, such as 2026-03-02T09:00:00Z.");
    }
  }

  /**
   * The text in that parameter, or empty if it is absent.
   *
   * @throws ProblemException {@code invalid-parameter} if the database could not hold it
   */
  public static Optional<String> text(String name, @Nullable String text) {
    if (text != null && text.indexOf('\0') >= 0) {
      throw ProblemException.invalidParameter(name, name + " contains NUL.");
    }
    return Optional.ofNullable(text);
  }

  /**
   * How many items a page has.
   *
   * @throws ProblemException {@code invalid-parameter}
   */
  public static int limit(@Nullable String text) {
    try {
      return Page.limit(text == null ? null : Integer.valueOf(text));
    } catch (NumberFormatException e) {
      throw ProblemException.invalidParameter("limit", "limit is a whole number.");
    }
  }

  /**
   * The truth in that parameter, or empty if it is absent.
   *
   * @throws ProblemException {@code invalid-parameter}
   */
  public static Optional<Boolean> flag(String name, @Nullable String text) {
    if (text != null && !text.equals("true") && !text.equals("false")) {
      throw ProblemException.invalidParameter(name, name + " is true or false.");
    }
    return Optional.ofNullable(text).map(Boolean::valueOf);
  }
}
