package dev.steadfast.gateway.openapi;

import dev.steadfast.contracts.problem.ProblemCode;
import dev.steadfast.gateway.Answers;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Optional;

/** Serves the merged document: YAML, or JSON with {@code ?format=json}. */
@ApplicationScoped
class OpenApiRoute {
  private final UnifiedDocument document;
  private final Answers answers;

  @Inject
  OpenApiRoute(UnifiedDocument document, Answers answers) {
    this.document = document;
    this.answers = answers;
  }

  void install(@Observes Router router) {
    router.get("/openapi").handler(this::serve);
  }

  private void serve(RoutingContext exchange) {
    document.current().onSuccess(current -> answer(exchange, current)).onFailure(exchange::fail);
  }

  private void answer(RoutingContext exchange, Optional<UnifiedDocument.Rendered> current) {
    if (current.isEmpty()) {
      answers.refuse(
          exchange.request(),
          ProblemCode.UNAVAILABLE,
          "A service has not told its part of the document yet.");
      return;
    }
    UnifiedDocument.Rendered rendered = current.get();
    boolean json = "json".equalsIgnoreCase(exchange.request().getParam("format"));
    String etag = json ? rendered.etag() : rendered.etag().replaceFirst("\"$", "y\"");
    HttpServerResponse response = exchange.response().putHeader(HttpHeaders.ETAG, etag);
    if (etag.equals(exchange.request().getHeader(HttpHeaders.IF_NONE_MATCH))) {
      response.setStatusCode(304).end();
      return;
    }
    response
        .putHeader(HttpHeaders.CONTENT_TYPE, json ? "application/json" : "application/yaml")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
        .end(json ? rendered.json() : rendered.yaml());
  }
}
