package dev.steadfast.launcher.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The public API as the demo uses it, with the admin key. An answer that says "not now" (429, 503)
 * or none at all is followed by another try; since events carry their ids and goals an idempotency
 * key, none of them counts twice.
 */
final class DemoClient implements AutoCloseable {
  private static final int TRIES = 30;
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final String url;
  private final String key;

  DemoClient(String url, String key) {
    this.url = url;
    this.key = key;
  }

  /**
   * Sends events as one batch.
   *
   * @throws DemoFailure when the batch or one of its events is refused
   */
  void send(List<DemoEvent> events) {
    List<Map<String, Object>> batch = events.stream().map(DemoEvent::cloudEvent).toList();
    JsonNode answer =
        call(
            request("/v1/events")
                .header("Content-Type", "application/cloudevents-batch+json")
                .POST(HttpRequest.BodyPublishers.ofString(json(batch)))
                .build());
    if (!answer.path("rejected").isEmpty()) {
      throw new DemoFailure("events of the demo were rejected: " + answer.path("rejected"));
    }
  }

  /** Posts a document, once even if this is repeated with the same idempotency key. */
  JsonNode post(String path, String idempotencyKey, Map<String, ?> body) {
    return call(
        request(path)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", idempotencyKey)
            .POST(HttpRequest.BodyPublishers.ofString(json(body)))
            .build());
  }

  JsonNode get(String path) {
    return call(request(path).GET().build());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path))
        .timeout(Duration.ofSeconds(30))
        .header("Authorization", "Bearer " + key);
  }

  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private JsonNode call(HttpRequest request) {
    String last = "";
    for (int attempt = 0; attempt < TRIES; attempt++) {
      try {
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        int status = response.statusCode();
        if (status / 100 == 2) {
          return response.body().isEmpty() ? JSON.missingNode() : JSON.readTree(response.body());
        }
        last = status + " " + response.body();
        if (status != 429 && status != 502 && status != 503 && status != 504) {
          break;
        }
      } catch (IOException e) {
        last = e.toString();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new DemoFailure("interrupted");
      }
      pause();
    }
    throw new DemoFailure(request.method() + " " + request.uri().getPath() + " answered " + last);
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DemoFailure("interrupted");
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
