package dev.steadfast.gateway.stream;

import dev.steadfast.contracts.problem.ProblemCode;
import dev.steadfast.gateway.Answers;
import dev.steadfast.gateway.GatewaySettings;
import dev.steadfast.gateway.access.Authentication;
import dev.steadfast.gateway.access.Authenticator;
import dev.steadfast.gateway.access.Exchange;
import dev.steadfast.gateway.access.Principal;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * {@code GET /v1/stream}: the goal and alert events of the caller's tenant as server-sent events.
 */
@ApplicationScoped
class StreamRoute {
  private static final Logger LOG = Logger.getLogger(StreamRoute.class);
  private static final int WRITE_QUEUE = 64 * 1024;
  private static final String RETRY_MS = "2000";

  private final LiveHub hub;
  private final Replay replay;
  private final Authenticator authenticator;
  private final Answers answers;
  private final GatewaySettings settings;
  private final Vertx vertx;

  @Inject
  StreamRoute(
      LiveHub hub,
      Replay replay,
      Authenticator authenticator,
      Answers answers,
      GatewaySettings settings,
      Vertx vertx) {
    this.hub = hub;
    this.replay = replay;
    this.authenticator = authenticator;
    this.answers = answers;
    this.settings = settings;
    this.vertx = vertx;
  }

  void install(@Observes Router router) {
    router.get("/v1/stream").handler(this::open);
  }

  private void open(RoutingContext exchange) {
    Exchange caller = Exchange.of(exchange);
    Principal principal = caller.principal();
    String lastId = exchange.request().getHeader("Last-Event-ID");
    Optional<Place> seen =
        lastId == null || lastId.isEmpty() ? Optional.empty() : Place.decode(lastId);
    if (Feed.readableBy(principal).isEmpty()) {
      refuse(
          exchange,
          ProblemCode.FORBIDDEN,
          "The key lacks the scopes goals:read and metrics:read; one of them is needed.");
    } else if (lastId != null && !lastId.isEmpty() && seen.isEmpty()) {
      refuse(
          exchange,
          ProblemCode.INVALID_PARAMETER,
          "Last-Event-ID must be the id of an event of this stream, unchanged.");
    } else if (hub.count(principal.tenant()) >= settings.streamsPerTenant()) {
      exchange.response().putHeader(HttpHeaders.RETRY_AFTER, "30");
      refuse(exchange, ProblemCode.TOO_MANY_REQUESTS, "Too many streams of this tenant are open.");
    } else if (!hub.ready()) {
      refuse(exchange, ProblemCode.UNAVAILABLE, "Events cannot be read yet.");
    } else {
      begin(exchange, caller, seen);
    }
  }

  private void refuse(RoutingContext exchange, ProblemCode code, String detail) {
    answers.refuse(exchange.request(), code, detail);
  }

  private void begin(RoutingContext exchange, Exchange caller, Optional<Place> seen) {
    HttpServerResponse response =
        exchange
            .response()
            .setChunked(true)
            .setWriteQueueMaxSize(WRITE_QUEUE)
            .putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream")
            .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
            .putHeader("X-Accel-Buffering", "no");
    Context context = vertx.getOrCreateContext();
    Set<Feed> feeds = Feed.readableBy(caller.principal());
    StreamReader reader =
        new StreamReader(
            context, response, feeds, seen.orElse(Place.UNKNOWN), settings.streamBuffer());
    Place from = hub.join(caller.principal().tenant(), reader).orElseThrow();
    long heartbeat =
        vertx.setPeriodic(
            settings.streamHeartbeat().toMillis(), tick -> beat(response, reader, caller));
    response.exceptionHandler(gone -> LOG.debugf("a stream broke: %s", gone.getMessage()));
    reader.whenGivenUp(() -> leave(caller, reader, heartbeat));
    response.endHandler(end -> leave(caller, reader, heartbeat));
    response.closeHandler(close -> leave(caller, reader, heartbeat));
    exchange.request().resume();
    response.write("retry: " + RETRY_MS + "\n");
    if (seen.isEmpty()) {
      response.write("id: " + from.encode() + "\n\n");
      reader.goLive();
    } else {
      response.write("\n");
      Thread.ofVirtual()
          .name("stream-replay")
          .start(
              () ->
                  catchUp(
                      caller.principal(),
                      reader,
                      response,
                      context,
                      seen.get().within(feeds, from),
                      from));
    }
  }

  private void leave(Exchange caller, StreamReader reader, long heartbeat) {
    vertx.cancelTimer(heartbeat);
    hub.leave(caller.principal().tenant(), reader);
    reader.close();
  }

  private void catchUp(
      Principal principal,
      StreamReader reader,
      HttpServerResponse response,
      Context context,
      Place seen,
      Place from) {
    try {
      if (replay.read(principal.tenant(), seen, from, reader::replay)
          == Replay.Outcome.NOT_POSSIBLE) {
        reader.startAnew();
        context.runOnContext(now -> response.write(reset(from)));
      }
      reader.goLive();
    } catch (RuntimeException e) {
      if (!response.closed()) {
        LOG.warnf("a stream could not be resumed: %s", e.getMessage());
      }
      context.runOnContext(now -> reader.giveUp());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String reset(Place from) {
    return "event: reset\nid: "
        + from.encode()
        + "\ndata: {\"reason\":\"Events were missed that are no longer kept for replay."
        + " Read the goals and alerts again.\"}\n\n";
  }

  /** Keeps the connection, moves the client's id on, and looks whether the key still holds. */
  private void beat(HttpServerResponse response, StreamReader reader, Exchange caller) {
    Optional<Place> place = hub.place();
    if (response.closed() || response.writeQueueFull()) {
      return;
    }
    boolean current = place.isPresent() && reader.upToDate();
    response.write(current ? ": \nid: " + reader.idAt(place.get()).encode() + "\n\n" : ": \n\n");
    authenticator
        .authenticate(caller.bearer(), true)
        .onSuccess(
            result -> {
              if (result instanceof Authentication.Refused) {
                response.end();
              }
            });
  }
}
