package dev.steadfast.contracts.problem;

import java.util.Locale;

/**
 * Every problem a Steadfast service answers with. The code is stable; the title may be reworded.
 * Each has a line in {@code docs/problems.md}.
 */
public enum ProblemCode {
  MALFORMED_REQUEST(400, "The request cannot be read"),
  MALFORMED_JSON(400, "The body is not well-formed JSON"),
  MALFORMED_COMPRESSION(400, "The body cannot be decompressed"),
  INVALID_PARAMETER(400, "A query, path or header parameter has a bad value"),
  INVALID_CURSOR(400, "The cursor was not issued by this list"),
  UNAUTHENTICATED(401, "No valid credentials"),
  FORBIDDEN(403, "These credentials do not allow this"),
  NOT_FOUND(404, "There is no such thing, or it is not yours to see"),
  METHOD_NOT_ALLOWED(405, "This address does not take that method"),
  NOT_ACCEPTABLE(406, "None of the accepted formats is served here"),
  CONFLICT(409, "The request contradicts the present state"),
  GOAL_CLOSED(409, "The goal is closed"),
  GOAL_NOT_DRAFT(409, "The goal is no longer a draft"),
  GOAL_NOT_ACTIVE(409, "The goal is not active"),
  ALREADY_ANSWERED(409, "The survey has been answered"),
  LINK_EXPIRED(410, "The link has expired"),
  EVENTS_DROPPED(410, "Events of the interaction are beyond retention"),
  STALE_VERSION(412, "The thing has changed since it was read"),
  BODY_TOO_LARGE(413, "The body is over the limit"),
  UNSUPPORTED_MEDIA_TYPE(415, "The content type is missing or not taken here"),
  RULE_VIOLATED(422, "A rule is violated"),
  NO_VALID_EVENT(422, "No event of the batch is valid"),
  IDEMPOTENCY_KEY_REUSED(422, "The idempotency key was used with a different body"),
  IMPORT_MISMATCH(422, "The file does not fit its mapping"),
  VERSION_REQUIRED(428, "The If-Match header is missing"),
  TOO_MANY_REQUESTS(429, "The rate limit is reached"),
  INTERNAL_ERROR(500, "Something failed on our side"),
  BAD_UPSTREAM_ANSWER(502, "A service behind the gateway gave no usable answer"),
  UNAVAILABLE(503, "A part of the service is unavailable; try again");

  private final int status;
  private final String title;

  ProblemCode(int status, String title) {
    this.status = status;
    this.title = title;
  }

  /** The HTTP status, 400 to 599. */
  public int status() {
    return status;
  }

  /** A short sentence for people, without a full stop. */
  public String title() {
    return title;
  }

  /** The stable name in kebab case, such as {@code stale-version}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The address of the documentation, used as the {@code type} of the problem. */
  public String type() {
    return "https://steadfast.dev/problems/" + code();
  }
}
