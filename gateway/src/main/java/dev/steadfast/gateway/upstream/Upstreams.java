package dev.steadfast.gateway.upstream;

import dev.steadfast.gateway.GatewaySettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** The three services and the one HTTP client to them. */
@ApplicationScoped
public class Upstreams {
  private static final Duration QUESTION_TIMEOUT = Duration.ofSeconds(3);
  private static final int MAX_HEADER = 32 * 1024;
  private static final int MAX_WAITING = 2_000;

  private final Upstream metrics;
  private final Upstream feedback;
  private final Upstream goals;
  private final HttpClient client;

  /** What a service answered to a question of the gateway itself. */
  public record Reply(int status, Buffer body) {}

  @Inject
  public Upstreams(GatewaySettings settings, Vertx vertx) {
    this.metrics = new Upstream("metrics-service", URI.create(settings.metricsUrl()));
    this.feedback = new Upstream("feedback-service", URI.create(settings.feedbackUrl()));
    this.goals = new Upstream("goals-service", URI.create(settings.goalsUrl()));
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setMaxPoolSize(settings.connections())
                .setMaxWaitQueueSize(MAX_WAITING)
                .setKeepAlive(true)
                .setKeepAliveTimeout(60)
                .setMaxHeaderSize(MAX_HEADER)
                .setTcpNoDelay(true)
                .setDecoderInitialBufferSize(1024)
                .setConnectTimeout((int) settings.connectTimeout().toMillis()));
  }

  public Upstream metrics() {
    return metrics;
  }

  public Upstream feedback() {
    return feedback;
  }

  public Upstream goals() {
    return goals;
  }

  /** All of them, in a fixed order. */
  public List<Upstream> all() {
    return List.of(metrics, feedback, goals);
  }

  /** The client with the pool of connections. */
  public HttpClient client() {
    return client;
  }

  /** Asks a service something small, within three seconds. */
  public Future<Reply> get(Upstream upstream, String path) {
    RequestOptions options =
        upstream.request(HttpMethod.GET, path).setTimeout(QUESTION_TIMEOUT.toMillis());
    return client
        .request(options)
        .compose(request -> request.send())
        .compose(
            (HttpClientResponse response) ->
                response.body().map(body -> new Reply(response.statusCode(), body)));
  }

  @PreDestroy
  void close() {
    client.close();
  }
}
