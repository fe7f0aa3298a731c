package dev.steadfast.platform.problem;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.steadfast.contracts.problem.ProblemCode;
import dev.steadfast.platform.http.Trace;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.ConnectException;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.kafka.common.errors.RetriableException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Turns every exception into problem+json. The only place where an error becomes an answer. */
public class ProblemMapper {
  private static final Logger LOG = Logger.getLogger(ProblemMapper.class);
  private static final int RETRY_SECONDS = 2;

  @ServerExceptionMapper
  public Response refused(ProblemException exception) {
    return answer(exception.code(), exception.getMessage(), exception.errors());
  }

  @ServerExceptionMapper({UnauthorizedException.class, AuthenticationFailedException.class})
  public Response unauthenticated(Exception exception) {
    return answer(ProblemCode.UNAUTHENTICATED, "Send a valid bearer token.", List.of());
  }

  @ServerExceptionMapper
  public Response forbidden(ForbiddenException exception) {
    return answer(
        ProblemCode.FORBIDDEN, "The credentials lack the scope that this needs.", List.of());
  }

  @ServerExceptionMapper
  public Response invalid(ConstraintViolationException exception) {
    List<FieldError> errors =
        exception.getConstraintViolations().stream()
            .map(
                violation ->
                    new FieldError(
                        pointerOf(violation.getPropertyPath().toString()), violation.getMessage()))
            .sorted((a, b) -> a.pointer().compareTo(b.pointer()))
            .toList();
    return answer(ProblemCode.RULE_VIOLATED, summaryOf(errors), errors);
  }

  @ServerExceptionMapper
  public Response malformed(JacksonException exception) {
    return malformedJson(exception);
  }

  @ServerExceptionMapper
  public Response unreadable(MismatchedInputException exception) {
    return malformedJson(exception);
  }

  @ServerExceptionMapper
  public Response http(WebApplicationException exception) {
    if (exception.getCause() instanceof JacksonException json) {
      return malformedJson(json);
    }
    if (exception.getCause() instanceof ProblemException problem) {
      return refused(problem);
    }
    if (exception.getCause() instanceof NumberFormatException) {
      // Ids are UUIDs, so this is a query parameter, for which JAX-RS would answer 404.
      return answer(ProblemCode.INVALID_PARAMETER, "A parameter is not a whole number.", List.of());
    }
    int status = exception.getResponse().getStatus();
    if (status < 400) {
      return exception.getResponse();
    }
    ProblemCode code =
        switch (status) {
          case 400 -> ProblemCode.MALFORMED_REQUEST;
          case 401 -> ProblemCode.UNAUTHENTICATED;
          case 403 -> ProblemCode.FORBIDDEN;
          case 404 -> ProblemCode.NOT_FOUND;
          case 405 -> ProblemCode.METHOD_NOT_ALLOWED;
          case 406 -> ProblemCode.NOT_ACCEPTABLE;
          case 409 -> ProblemCode.CONFLICT;
          case 413 -> ProblemCode.BODY_TOO_LARGE;
          case 415 -> ProblemCode.UNSUPPORTED_MEDIA_TYPE;
          case 429 -> ProblemCode.TOO_MANY_REQUESTS;
          case 503 -> ProblemCode.UNAVAILABLE;
          default -> status < 500 ? ProblemCode.MALFORMED_REQUEST : ProblemCode.INTERNAL_ERROR;
        };
    if (code == ProblemCode.INTERNAL_ERROR) {
      return failed(exception);
    }
    return answer(code, code.title() + ".", List.of());
  }

  @ServerExceptionMapper
  public Response failed(Throwable throwable) {
    for (Throwable cause = throwable; cause != null; cause = cause.getCause()) {
      if (cause instanceof ProblemException problem) {
        return refused(problem);
      }
      if (isPassing(cause)) {
        LOG.warnf("unavailable: %s", throwable);
        return answer(
            ProblemCode.UNAVAILABLE,
            "A part of the service is unavailable. Nothing was changed; send the request again.",
            List.of());
      }
    }
    LOG.error("a request failed", throwable);
    return answer(
        ProblemCode.INTERNAL_ERROR, "The failure is logged under the trace id.", List.of());
  }

  private static boolean isPassing(Throwable cause) {
    return cause instanceof ConnectException
        || cause instanceof RetriableException
        || cause instanceof SQLException sql && isPassing(sql);
  }

  /**
   * Connection failures (08), shutdown (57P), resources (53), Agroal's time-out (no state),
   * serialisation (40).
   */
  private static boolean isPassing(SQLException exception) {
    String state = exception.getSQLState();
    return state == null
        || state.startsWith("08")
        || state.startsWith("57P")
        || state.startsWith("53")
        || state.startsWith("40");
  }

  private static Response malformedJson(JacksonException exception) {
    String where =
        exception.getLocation() == null
            ? ""
            : " at line %d, column %d"
                .formatted(
                    exception.getLocation().getLineNr(), exception.getLocation().getColumnNr());
    if (exception instanceof JsonMappingException mapping) {
      String pointer =
          mapping.getPath().stream()
              .map(
                  reference ->
                      reference.getFieldName() == null
                          ? "/" + reference.getIndex()
                          : "/" + reference.getFieldName())
              .collect(Collectors.joining());
      String detail =
          exception instanceof UnrecognizedPropertyException unknown
              ? "There is no field '" + unknown.getPropertyName() + "' here."
              : rootMessage(mapping);
      return answer(
          ProblemCode.MALFORMED_JSON, detail + where, List.of(new FieldError(pointer, detail)));
    }
    return answer(ProblemCode.MALFORMED_JSON, exception.getOriginalMessage() + where, List.of());
  }

  private static String rootMessage(JsonMappingException mapping) {
    if (mapping.getCause() instanceof IllegalArgumentException cause
        && cause.getMessage() != null) {
      return cause.getMessage();
    }
    return "The value does not have the expected type or form.";
  }

  private static String pointerOf(String path) {
    // The first two nodes of a resource method's path are the method and the parameter.
    String[] nodes = path.split("\\.");
    StringBuilder pointer = new StringBuilder();
    for (int i = Math.min(2, nodes.length - 1); i < nodes.length; i++) {
      pointer.append('/').append(nodes[i].replace("[", "/").replace("]", ""));
    }
    return pointer.toString();
  }

  private static String summaryOf(List<FieldError> errors) {
    return errors.size() == 1
        ? errors.getFirst().pointer() + " " + errors.getFirst().detail()
        : errors.size() + " fields break a rule.";
  }

  private static Response answer(
      ProblemCode code, @Nullable String detail, List<FieldError> errors) {
    Response.ResponseBuilder response =
        Response.status(code.status())
            .type(Problem.MEDIA_TYPE)
            .entity(Problem.of(code, detail, errors, Trace.currentId()));
    if (code == ProblemCode.UNAVAILABLE) {
      response.header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
    }
    if (code == ProblemCode.UNAUTHENTICATED) {
      response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }
    return response.build();
  }
}
