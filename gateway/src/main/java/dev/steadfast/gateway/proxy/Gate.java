package dev.steadfast.gateway.proxy;

import dev.steadfast.contracts.problem.ProblemCode;
import dev.steadfast.gateway.Answers;
import dev.steadfast.gateway.GatewaySettings;
import dev.steadfast.gateway.access.Authentication;
import dev.steadfast.gateway.access.Authenticator;
import dev.steadfast.gateway.access.Exchange;
import dev.steadfast.gateway.access.Principal;
import dev.steadfast.gateway.access.RateLimits;
import dev.steadfast.gateway.access.TokenMinter;
import dev.steadfast.platform.http.Trace;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.CorsHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;

/**
 * What every request passes first. The order is part of the design: path, address, size, caller,
 * limits, and only then the service; a refusal costs as little as possible and no body is read
 * before.
 */
@ApplicationScoped
public class Gate {
  /** Before all routes of the framework but its header and metric routes. */
  private static final int ORDER = -1_000;

  private final RoutingTable routes;
  private final Authenticator authenticator;
  private final TokenMinter tokens;
  private final RateLimits limits;
  private final Answers answers;
  private final GatewaySettings settings;
  private final Vertx vertx;

  @Inject
  Gate(
      RoutingTable routes,
      Authenticator authenticator,
      TokenMinter tokens,
      RateLimits limits,
      Answers answers,
      GatewaySettings settings,
      Vertx vertx) {
    this.routes = routes;
    this.authenticator = authenticator;
    this.tokens = tokens;
    this.limits = limits;
    this.answers = answers;
    this.settings = settings;
    this.vertx = vertx;
  }

  void install(@Observes Router router) {
    settings.corsOrigins().ifPresent(origins -> allow(router, origins));
    router.route().order(ORDER).handler(this::enter);
  }

  /** Pages of other origins go on without the headers that would let them read the answer. */
  private static void allow(Router router, List<String> origins) {
    CorsHandler cors = cors(origins);
    router
        .route()
        .order(ORDER - 1)
        .handler(
            exchange -> {
              String origin = exchange.request().getHeader(HttpHeaders.ORIGIN);
              if (origin != null && origins.contains(origin)) {
                cors.handle(exchange);
              } else {
                exchange.next();
              }
            });
  }

  private static CorsHandler cors(List<String> origins) {
    return CorsHandler.create()
        .addOrigins(origins)
        .allowedMethods(
            Set.of(
                HttpMethod.GET,
                HttpMethod.POST,
                HttpMethod.PUT,
                HttpMethod.PATCH,
                HttpMethod.DELETE))
        .allowedHeaders(
            Set.of(
                "Authorization",
                "Content-Type",
                "If-Match",
                "If-None-Match",
                "Idempotency-Key",
                "Last-Event-ID",
                "traceparent"))
        .exposedHeaders(
            Set.of(
                "ETag",
                "Location",
                "Retry-After",
                "RateLimit-Limit",
                "RateLimit-Remaining",
                "RateLimit-Reset"))
        .maxAgeSeconds(600);
  }

  private void enter(RoutingContext exchange) {
    HttpServerRequest request = exchange.request();
    InboundHeaders.clean(request.headers());
    request.headers().set(Trace.HEADER, Trace.continued(request.getHeader(Trace.HEADER)));
    String path = request.path();
    if (path == null || !PlainPath.is(path)) {
      answers.refuse(
          request,
          ProblemCode.MALFORMED_REQUEST,
          "The path has dot segments, empty segments or characters that do not belong in a path.");
      return;
    }
    switch (routes.find(path)) {
      case Destination.OwnOpen() -> exchange.next();
      case Destination.Nowhere() ->
          answers.refuse(request, ProblemCode.NOT_FOUND, "There is nothing at this address.");
      case Destination.Own() -> {
        String bearer = Exchange.bearer(request);
        withCaller(
            exchange,
            settings.bodyLimit().asLongValue(),
            principal -> {
              authorize(request, tokens.mint(principal, TokenMinter.OWN_AUDIENCE));
              Exchange.of(exchange).entered(principal, bearer);
              exchange.next();
            });
      }
      case Destination.Service(Forwarder forwarder, boolean open) when open -> {
        if (fits(request, forwarder.bodyLimit())
            && within(request, limits.count(Exchange.address(request)))) {
          forward(request, forwarder, tokens.mintPublic(forwarder.upstream().name()));
        }
      }
      case Destination.Service(Forwarder forwarder, boolean open) ->
          withCaller(
              exchange,
              forwarder.bodyLimit(),
              principal ->
                  forward(request, forwarder, tokens.mint(principal, forwarder.upstream().name())));
    }
  }

  private void forward(HttpServerRequest request, Forwarder forwarder, String token) {
    authorize(request, token);
    if (request.headers().contains(HttpHeaders.EXPECT)) {
      request.headers().remove(HttpHeaders.EXPECT);
      request.response().writeContinue();
    }
    forwarder.forward(request);
  }

  private static void authorize(HttpServerRequest request, String token) {
    request.headers().set(HttpHeaders.AUTHORIZATION, "Bearer " + token);
  }

  private boolean fits(HttpServerRequest request, long limit) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    if (length == null) {
      return true;
    }
    // Netty has refused what is no number; 19 digits may still be over a long.
    if (length.length() < 19 && Long.parseLong(length.strip()) <= limit) {
      return true;
    }
    answers.refuse(request, ProblemCode.BODY_TOO_LARGE, Forwarder.tooLarge(limit));
    return false;
  }

  /** The next step of a request whose caller is known and within its limits. */
  private interface Step {
    void go(Principal principal);
  }

  private void withCaller(RoutingContext exchange, long bodyLimit, Step step) {
    HttpServerRequest request = exchange.request();
    if (!fits(request, bodyLimit)) {
      return;
    }
    String bearer = Exchange.bearer(request);
    if (bearer.isEmpty()) {
      answers.refuse(
          request,
          ProblemCode.UNAUTHENTICATED,
          "Send one Authorization header: Bearer, a space and an API key.");
      return;
    }
    String address = Exchange.address(request);
    Future<Authentication> proof = authenticator.authenticate(bearer, limits.mayQuery(address));
    if (proof.succeeded()) {
      decide(request, address, proof.result(), step);
      return;
    }
    request.pause();
    Context context = vertx.getOrCreateContext();
    proof.onSuccess(result -> context.runOnContext(back -> decide(request, address, result, step)));
  }

  private void decide(
      HttpServerRequest request, String address, Authentication authentication, Step step) {
    switch (authentication) {
      case Authentication.Accepted(Principal principal) -> {
        if (within(request, limits.count(principal))) {
          step.go(principal);
        }
      }
      case Authentication.Refused() -> {
        limits.refused(address);
        answers.refuse(
            request,
            ProblemCode.UNAUTHENTICATED,
            "The API key is not known, or it has expired or been revoked.");
      }
      case Authentication.Throttled() -> {
        request.response().putHeader(HttpHeaders.RETRY_AFTER, "1");
        answers.refuse(
            request,
            ProblemCode.TOO_MANY_REQUESTS,
            "Too many refused keys from this address. Wait a second.");
      }
      case Authentication.Unknown() ->
          answers.refuse(
              request,
              ProblemCode.UNAVAILABLE,
              "Keys cannot be checked now. Nothing was done; send the request again.");
    }
  }

  private boolean within(HttpServerRequest request, RateLimits.Verdict verdict) {
    request
        .response()
        .putHeader("RateLimit-Limit", Long.toString(verdict.limit()))
        .putHeader("RateLimit-Remaining", Long.toString(verdict.remaining()))
        .putHeader("RateLimit-Reset", Long.toString(verdict.resetSeconds()));
    if (verdict.allowed()) {
      return true;
    }
    request.response().putHeader(HttpHeaders.RETRY_AFTER, Long.toString(verdict.resetSeconds()));
    answers.refuse(
        request,
        ProblemCode.TOO_MANY_REQUESTS,
        "The limit is " + verdict.limit() + " requests a second.");
    return false;
  }
}
