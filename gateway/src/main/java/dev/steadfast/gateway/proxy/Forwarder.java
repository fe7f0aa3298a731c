package dev.steadfast.gateway.proxy;

import dev.steadfast.contracts.problem.ProblemCode;
import dev.steadfast.gateway.Answers;
import dev.steadfast.gateway.upstream.Upstream;
import dev.steadfast.gateway.upstream.Upstreams;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyOptions;
import io.vertx.httpproxy.ProxyResponse;
import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/** Sends requests on to one service, streaming both ways, and turns its absence into a problem. */
final class Forwarder {
  private static final Logger LOG = Logger.getLogger(Forwarder.class);
  private static final String BODY = "body";
  private static final long LOG_PAUSE_MS = 1_000;

  private final Upstream upstream;
  private final long bodyLimit;
  private final Duration silence;
  private final Answers answers;
  private final HttpClient client;
  private final HttpProxy proxy;
  private final AtomicLong quietUntil = new AtomicLong(Long.MIN_VALUE);

  /**
   * A way to that service.
   *
   * @param silence how long it may send nothing once it has the whole request
   */
  Forwarder(
      Upstreams upstreams, Upstream upstream, long bodyLimit, Duration silence, Answers answers) {
    this.upstream = upstream;
    this.bodyLimit = bodyLimit;
    this.silence = silence;
    this.answers = answers;
    this.client = upstreams.client();
    this.proxy =
        HttpProxy.reverseProxy(new ProxyOptions().setSupportWebSocket(false), client)
            .origin(context -> connect(context, context.get(BODY, LimitedBody.class)))
            .addInterceptor(new Watch());
  }

  Upstream upstream() {
    return upstream;
  }

  long bodyLimit() {
    return bodyLimit;
  }

  /** Forwards a request whose headers are already those that the service shall see. */
  void forward(HttpServerRequest request) {
    proxy.handle(request);
  }

  /**
   * A refused connection is tried once more: nothing has been sent yet, so it is always safe. The
   * service may be silent for as long as it is being sent the body, and for {@code silence} after.
   */
  private Future<HttpClientRequest> connect(ProxyContext context, LimitedBody body) {
    HttpServerRequest inbound = context.request().proxiedRequest();
    RequestOptions options = upstream.request(inbound.method(), inbound.uri());
    return client
        .request(options)
        .recover(
            failure ->
                failure instanceof ConnectException
                    ? client.request(options)
                    : Future.failedFuture(failure))
        .onSuccess(
            outbound -> {
              body.whenEnded(() -> outbound.idleTimeout(silence.toMillis()));
              outbound.exceptionHandler(
                  failure -> LOG.debugf("%s: %s", upstream.name(), failure.getMessage()));
            });
  }

  /** Counts the body, and answers what fails. */
  private final class Watch implements ProxyInterceptor {
    @Override
    public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
      Body sent = context.request().getBody();
      LimitedBody body = new LimitedBody(sent.stream(), bodyLimit);
      context.request().setBody(Body.body(body, sent.length()));
      context.set(BODY, body);
      return context
          .sendRequest()
          .map(Forwarder.this::publicAddress)
          .recover(failure -> answered(context.request().proxiedRequest(), body, failure));
    }
  }

  /** Answers in place of the service. The proxy has nothing left to do, so it hears no more. */
  private Future<ProxyResponse> answered(
      HttpServerRequest inbound, LimitedBody body, Throwable failure) {
    if (body.exceeded()) {
      answers.refuse(inbound, ProblemCode.BODY_TOO_LARGE, tooLarge(bodyLimit));
    } else {
      logOnce(failure);
      answers.refuse(
          inbound,
          ProblemCode.UNAVAILABLE,
          notSent(failure)
              ? upstream.name() + " cannot be reached. Nothing was done; send the request again."
              : upstream.name()
                  + " did not answer. Send the request again, with the same ids or"
                  + " Idempotency-Key, so that it counts once.");
    }
    return Promise.<ProxyResponse>promise().future();
  }

  static String tooLarge(long limit) {
    return "The body may have up to " + limit + " bytes.";
  }

  private static boolean notSent(Throwable failure) {
    return failure instanceof ConnectException || failure instanceof ConnectionPoolTooBusyException;
  }

  private void logOnce(Throwable failure) {
    long now = TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    long until = quietUntil.get();
    if (now >= until && quietUntil.compareAndSet(until, now + LOG_PAUSE_MS)) {
      LOG.warnf("%s did not answer: %s", upstream.name(), failure);
    }
  }

  /** A service names itself by its own host, which callers cannot reach: they get the path. */
  private ProxyResponse publicAddress(ProxyResponse response) {
    String location = response.headers().get(HttpHeaders.LOCATION);
    if (location != null && location.startsWith(upstream.origin() + "/")) {
      response.headers().set(HttpHeaders.LOCATION, location.substring(upstream.origin().length()));
    }
    return response;
  }
}
