package dev.steadfast.gateway.health;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.steadfast.gateway.stream.LiveHub;
import dev.steadfast.gateway.upstream.Upstream;
import dev.steadfast.gateway.upstream.Upstreams;
import io.agroal.api.AgroalDataSource;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Asks all parts at once. However many ask, the parts are asked once a second at most. */
@ApplicationScoped
class HealthRoute {
  private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final int VALIDATION_SECONDS = 2;

  private final Upstreams upstreams;
  private final AgroalDataSource dataSource;
  private final LiveHub stream;
  private final ObjectMapper json;
  private @Nullable Future<SuiteHealth> running;
  private long askedAt;

  @Inject
  HealthRoute(Upstreams upstreams, AgroalDataSource dataSource, LiveHub stream, ObjectMapper json) {
    this.upstreams = upstreams;
    this.dataSource = dataSource;
    this.stream = stream;
    this.json = json;
  }

  void install(@Observes Router router) {
    router.get("/health").handler(this::serve);
  }

  private void serve(RoutingContext exchange) {
    current().onSuccess(health -> answer(exchange, health)).onFailure(exchange::fail);
  }

  private void answer(RoutingContext exchange, SuiteHealth health) {
    try {
      exchange
          .response()
          .setStatusCode(health.up() ? 200 : 503)
          .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
          .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
          .end(json.writeValueAsString(health));
    } catch (JsonProcessingException e) {
      exchange.fail(e);
    }
  }

  private synchronized Future<SuiteHealth> current() {
    Future<SuiteHealth> known = running;
    long now = System.nanoTime();
    if (known != null && (!known.isComplete() || now - askedAt < FRESH_NANOS)) {
      return known;
    }
    askedAt = now;
    Future<SuiteHealth> asked = ask();
    running = asked;
    return asked;
  }

  private Future<SuiteHealth> ask() {
    List<Future<SuiteHealth.Part>> parts = new ArrayList<>();
    parts.add(database());
    parts.add(Future.succeededFuture(liveStream()));
    upstreams.all().forEach(upstream -> parts.add(service(upstream)));
    return Future.join(parts).map(all -> SuiteHealth.of(all.<SuiteHealth.Part>list()));
  }

  private Future<SuiteHealth.Part> service(Upstream upstream) {
    return upstreams
        .get(upstream, "/q/health/ready")
        .map(
            reply ->
                reply.status() == 200
                    ? SuiteHealth.Part.up(upstream.name())
                    : SuiteHealth.Part.down(upstream.name(), "not ready"))
        .otherwise(failure -> SuiteHealth.Part.down(upstream.name(), "does not answer"));
  }

  private SuiteHealth.Part liveStream() {
    return stream.ready()
        ? SuiteHealth.Part.up("live-stream")
        : SuiteHealth.Part.down(
            "live-stream", "the topics of goal and alert events cannot be read yet");
  }

  private Future<SuiteHealth.Part> database() {
    Promise<SuiteHealth.Part> promise = Promise.promise();
    Thread.ofVirtual()
        .name("health")
        .start(
            () -> {
              try (Connection connection = dataSource.getConnection()) {
                promise.complete(
                    connection.isValid(VALIDATION_SECONDS)
                        ? SuiteHealth.Part.up("gateway-database")
                        : SuiteHealth.Part.down("gateway-database", "does not answer"));
              } catch (SQLException | RuntimeException e) {
                promise.complete(SuiteHealth.Part.down("gateway-database", "cannot be reached"));
              }
            });
    return promise.future();
  }
}
