package dev.steadfast.platform.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.steadfast.contracts.problem.ProblemCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An error answer as of RFC 9457, with a stable {@code code} and the places that are wrong. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
    String type,
    String title,
    int status,
    String code,
    @Nullable String detail,
    List<FieldError> errors,
    @Nullable String traceId) {

  /** The media type of every error answer. */
  public static final String MEDIA_TYPE = "application/problem+json";

  /** The problem of that code. */
  public static Problem of(
      ProblemCode code, @Nullable String detail, List<FieldError> errors, @Nullable String trace) {
    return new Problem(
        code.type(), code.title(), code.status(), code.code(), detail, errors, trace);
  }
}
