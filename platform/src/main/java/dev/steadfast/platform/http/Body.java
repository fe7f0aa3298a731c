package dev.steadfast.platform.http;

import dev.steadfast.contracts.problem.ProblemCode;
import dev.steadfast.platform.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** The body of a request. */
public final class Body {
  private Body() {}

  /**
   * The body, which JSON null or nothing at all is not.
   *
   * @throws ProblemException {@code malformed-json}
   */
  public static <T> T required(@Nullable T body) {
    if (body == null) {
      throw new ProblemException(ProblemCode.MALFORMED_JSON, "The body is a JSON object.");
    }
    return body;
  }
}
