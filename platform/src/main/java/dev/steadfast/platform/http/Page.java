package dev.steadfast.platform.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.steadfast.platform.problem.ProblemException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list in stable order.
 *
 * @param nextCursor opaque; absent on the last page
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Page<T>(List<T> items, @Nullable String nextCursor) {
  /** How many items a page has when the caller does not say. */
  public static final int DEFAULT_LIMIT = 50;

  /** How many items a page may have. */
  public static final int MAX_LIMIT = 500;

  /**
   * The page out of rows that were asked for with one more than the limit.
   *
   * @param cursorOf the position after an item
   */
  public static <R, T> Page<T> of(
      List<R> rows, int limit, Function<R, T> view, Function<R, Cursor> cursorOf) {
    boolean more = rows.size() > limit;
    List<R> shown = more ? rows.subList(0, limit) : rows;
    return new Page<>(
        shown.stream().map(view).toList(), more ? cursorOf.apply(shown.getLast()).encode() : null);
  }

  /**
   * The limit to use.
   *
   * @throws ProblemException {@code invalid-parameter} if it is not between 1 and {@link
   *     #MAX_LIMIT}
   */
  public static int limit(@Nullable Integer asked) {
    if (asked == null) {
      return DEFAULT_LIMIT;
    }
    if (asked < 1 || asked > MAX_LIMIT) {
      throw ProblemException.invalidParameter("limit", "limit is 1 to " + MAX_LIMIT + ".");
    }
    return asked;
  }
}
