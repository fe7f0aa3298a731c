package dev.steadfast.platform.http;

import dev.steadfast.contracts.problem.ProblemCode;
import dev.steadfast.platform.problem.ProblemException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** The version of a thing as an entity tag. */
public final class Version {
  private Version() {}

  /** The {@code ETag} of that version. */
  public static String tag(long version) {
    return "\"" + version + "\"";
  }

  /** The answer with that thing as JSON and the {@code ETag} of its version. */
  public static Response.ResponseBuilder tagged(
      Response.ResponseBuilder response, Object thing, long version) {
    return response
        .type(MediaType.APPLICATION_JSON_TYPE)
        .header(HttpHeaders.ETAG, tag(version))
        .entity(thing);
  }

  /**
   * Checks {@code If-Match} before a change.
   *
   * @throws ProblemException {@code version-required} without the header, {@code stale-version} if
   *     it names another
   */
  public static void require(@Nullable String ifMatch, long version) {
    if (ifMatch == null || ifMatch.isBlank()) {
      throw new ProblemException(
          ProblemCode.VERSION_REQUIRED,
          "Send If-Match with the ETag that you read, so that no other change is overwritten.");
    }
    if (!ifMatch.strip().equals("*") && !ifMatch.strip().equals(tag(version))) {
      throw new ProblemException(
          ProblemCode.STALE_VERSION,
          "If-Match says " + ifMatch + " but the version is " + tag(version) + ".");
    }
  }
}
