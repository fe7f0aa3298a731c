package dev.steadfast.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.steadfast.contracts.problem.ProblemCode;
import dev.steadfast.platform.http.Trace;
import dev.steadfast.platform.problem.Problem;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Problem answers of the plain routes, in the form that resources answer them. */
@ApplicationScoped
public class Answers {
  private static final String RETRY_SECONDS = "2";

  private static final long LINGER_MS = 2_000;

  private final ObjectMapper json;
  private final Vertx vertx;

  @Inject
  public Answers(ObjectMapper json, Vertx vertx) {
    this.json = json;
    this.vertx = vertx;
  }

  /**
   * Ends the exchange with a problem. What the caller still sends of its body is thrown away for a
   * moment, since a connection closed at once would take the answer with it.
   */
  public void refuse(HttpServerRequest request, ProblemCode code, String detail) {
    HttpServerResponse response = request.response();
    if (response.ended() || response.closed()) {
      return;
    }
    response.setStatusCode(code.status());
    headers(code).forEach(response::putHeader);
    if (!request.isEnded()) {
      response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
      request.exceptionHandler(gone -> {}).handler(discarded -> {}).resume();
      long timer = vertx.setTimer(LINGER_MS, late -> request.connection().close());
      request.endHandler(read -> vertx.cancelTimer(timer));
    }
    response.end(body(code, detail, request.getHeader(Trace.HEADER)));
  }

  private static Map<String, String> headers(ProblemCode code) {
    return switch (code) {
      case UNAUTHENTICATED ->
          Map.of("Content-Type", Problem.MEDIA_TYPE, "WWW-Authenticate", "Bearer");
      case UNAVAILABLE -> Map.of("Content-Type", Problem.MEDIA_TYPE, "Retry-After", RETRY_SECONDS);
      default -> Map.of("Content-Type", Problem.MEDIA_TYPE);
    };
  }

  private Buffer body(ProblemCode code, String detail, @Nullable String traceparent) {
    try {
      return Buffer.buffer(
          json.writeValueAsBytes(
              Problem.of(code, detail, List.of(), Trace.idOf(Trace.continued(traceparent)))));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
