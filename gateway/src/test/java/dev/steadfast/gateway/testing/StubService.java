package dev.steadfast.gateway.testing;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * A real HTTP server at the address of a service. It tells in its answer what it was sent, and some
 * paths make it misbehave: {@code …/silent} never answers, {@code …/broken} closes the connection,
 * {@code …/created} answers 201 with its own address, {@code …/large} sends 20 MB.
 */
public final class StubService implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final URI url;
  private final HttpServer server;
  private final AtomicInteger requests = new AtomicInteger();
  private final Map<String, String> documents = new ConcurrentHashMap<>();

  private StubService(URI url) {
    this.url = url;
    this.server = vertx.createHttpServer().requestHandler(this::handle);
  }

  /** Starts it at the address that the gateway under test has for {@code metrics} and the like. */
  public static StubService at(String service) {
    StubService stub =
        new StubService(
            ConfigProvider.getConfig()
                .getValue("steadfast.gateway." + service + "-url", URI.class));
    await(stub.server.listen(stub.url.getPort(), stub.url.getHost()));
    stub.documents.put("/q/health/ready", "{\"status\":\"UP\",\"checks\":[]}");
    return stub;
  }

  /** How many requests it has seen. */
  public int requests() {
    return requests.get();
  }

  /** Makes it serve that text at that path. */
  public StubService serving(String path, String json) {
    documents.put(path, json);
    return this;
  }

  private void handle(HttpServerRequest request) {
    requests.incrementAndGet();
    HttpServerResponse response = request.response();
    String path = request.path();
    if (documents.containsKey(path)) {
      response.putHeader("Content-Type", "application/json").end(documents.get(path));
    } else if (path.endsWith("/silent")) {
      response.exceptionHandler(gone -> {});
    } else if (path.endsWith("/broken")) {
      request.connection().close();
    } else if (path.endsWith("/created")) {
      response.setStatusCode(201).putHeader("Location", url + "/v1/goals/7").end();
    } else if (path.endsWith("/large")) {
      response.setChunked(true);
      Buffer mebibyte = Buffer.buffer(new byte[1 << 20]);
      for (int i = 0; i < 20; i++) {
        response.write(mebibyte);
      }
      response.end();
    } else {
      echo(request);
    }
  }

  private static void echo(HttpServerRequest request) {
    AtomicInteger size = new AtomicInteger();
    request.handler(chunk -> size.addAndGet(chunk.length()));
    request.endHandler(
        end -> {
          JsonObject headers = new JsonObject();
          for (String name : request.headers().names()) {
            headers.put(
                name.toLowerCase(java.util.Locale.ROOT),
                new JsonArray(request.headers().getAll(name)));
          }
          request
              .response()
              .putHeader("Content-Type", "application/json")
              .end(
                  new JsonObject()
                      .put("method", request.method().name())
                      .put("uri", request.uri())
                      .put("headers", headers)
                      .put("size", size.get())
                      .encode());
        });
  }

  /** Stops it; connections are refused from then on. */
  @Override
  public void close() {
    await(vertx.close());
  }

  private static void await(io.vertx.core.Future<?> future) {
    try {
      future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
