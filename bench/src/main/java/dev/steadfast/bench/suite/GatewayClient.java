package dev.steadfast.bench.suite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.steadfast.bench.BenchFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** The public API as a helpdesk uses it. */
public final class GatewayClient implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int TRIES = 30;
  private static final Duration PAUSE = Duration.ofMillis(500);

  /** A tenant with its first key. */
  public record Tenant(UUID id, String key) {}

  private final String url;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  public GatewayClient(String url) {
    this.url = url;
  }

  public Tenant createTenant(String operatorKey, String name) {
    try {
      HttpResponse<String> answer =
          http.send(
              request("/v1/tenants", operatorKey)
                  .header("Content-Type", "application/json")
                  .POST(
                      HttpRequest.BodyPublishers.ofString(
                          JSON.writeValueAsString(Map.of("name", name))))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      require(answer, 201);
      JsonNode tenant = JSON.readTree(answer.body());
      return new Tenant(
          UUID.fromString(tenant.path("id").asText()), tenant.path("adminKey").asText());
    } catch (IOException e) {
      throw new BenchFailure("no tenant: " + e, e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /**
   * Sends every batch, each connection the next one as soon as its last was answered. Returns, once
   * all are durable, how many requests had to be repeated.
   */
  public int send(Tenant tenant, List<byte[]> batches, int connections) {
    AtomicInteger next = new AtomicInteger();
    AtomicInteger repeated = new AtomicInteger();
    try (ExecutorService senders = Executors.newFixedThreadPool(connections)) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        running.add(
            senders.submit(
                () -> {
                  for (int at = next.getAndIncrement();
                      at < batches.size();
                      at = next.getAndIncrement()) {
                    repeated.addAndGet(send(tenant, batches.get(at)));
                  }
                }));
      }
      for (Future<?> one : running) {
        one.get();
      }
    } catch (ExecutionException e) {
      throw new BenchFailure("the events were not taken: " + e.getCause(), e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
    return repeated.get();
  }

  private int send(Tenant tenant, byte[] batch) {
    HttpRequest request =
        request("/v1/events", tenant.key())
            .header("Content-Type", "application/cloudevents-batch+json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(batch))
            .build();
    try {
      for (int repeated = 0; ; repeated++) {
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        boolean isBusy = answer.statusCode() == 429 || answer.statusCode() == 503;
        if (isBusy && repeated < TRIES) {
          Thread.sleep(PAUSE);
          continue;
        }
        require(answer, 202);
        JsonNode rejected = JSON.readTree(answer.body()).path("rejected");
        if (!rejected.isEmpty()) {
          throw new BenchFailure("events were rejected: " + rejected);
        }
        return repeated;
      }
    } catch (IOException e) {
      throw new BenchFailure("a batch got no answer: " + e, e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  public JsonNode get(Tenant tenant, String path) {
    try {
      return JSON.readTree(read(tenant, path));
    } catch (IOException e) {
      throw new BenchFailure(path + ": " + e, e);
    }
  }

  /** The whole answer, as it came. */
  public String read(Tenant tenant, String path) {
    try {
      HttpResponse<String> answer =
          http.send(
              request(path, tenant.key()).GET().build(), HttpResponse.BodyHandlers.ofString());
      require(answer, 200);
      return answer.body();
    } catch (IOException e) {
      throw new BenchFailure(path + ": " + e, e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  public JsonNode post(Tenant tenant, String path, Object body) {
    try {
      HttpResponse<String> answer =
          http.send(
              request(path, tenant.key())
                  .header("Content-Type", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      require(answer, 200);
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new BenchFailure(path + ": " + e, e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private HttpRequest.Builder request(String path, String key) {
    return HttpRequest.newBuilder(URI.create(url + path))
        .timeout(Duration.ofSeconds(60))
        .header("Authorization", "Bearer " + key);
  }

  private static void require(HttpResponse<String> answer, int status) {
    if (answer.statusCode() != status) {
      throw new BenchFailure(
          "%s %s answered %d %s"
              .formatted(
                  answer.request().method(),
                  answer.request().uri().getPath(),
                  answer.statusCode(),
                  answer.body()));
    }
  }

  private static BenchFailure interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new BenchFailure("interrupted", e);
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
