package dev.steadfast.platform.http;

import dev.steadfast.contracts.problem.ProblemCode;
import dev.steadfast.platform.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The position after an item of a list: the values of its sort columns. Opaque to callers.
 *
 * @param values without tab characters
 */
public record Cursor(List<String> values) {
  /** The position after an item with these sort values. */
  public static Cursor after(Object... values) {
    return new Cursor(List.of(values).stream().map(Object::toString).toList());
  }

  /** The text that callers send back. */
  public String encode() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(String.join("\t", values).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads a cursor of {@code parts} values; null for the first page.
   *
   * @throws ProblemException {@code invalid-cursor} if this list did not issue it
   */
  public static @Nullable Cursor decode(@Nullable String text, int parts) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    try {
      String joined = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
      List<String> values = List.of(joined.split("\t", -1));
      if (values.size() == parts) {
        return new Cursor(values);
      }
    } catch (IllegalArgumentException e) {
      // not Base64: answered below like any other foreign text
    }
    throw foreign();
  }

  /**
   * A value that is an id.
   *
   * @throws ProblemException {@code invalid-cursor} if it is none
   */
  public UUID uuid(int part) {
    try {
      return UUID.fromString(values.get(part));
    } catch (IllegalArgumentException e) {
      throw foreign();
    }
  }

  /**
   * A value that is a whole number.
   *
   * @throws ProblemException {@code invalid-cursor} if it is none
   */
  public int number(int part) {
    try {
      return Integer.parseInt(values.get(part));
    } catch (NumberFormatException e) {
      throw foreign();
    }
  }

  /** The refusal of a cursor that a list did not issue. */
  public static ProblemException foreign() {
    return new ProblemException(
        ProblemCode.INVALID_CURSOR, "Use the nextCursor of the page before, unchanged.");
  }
}
