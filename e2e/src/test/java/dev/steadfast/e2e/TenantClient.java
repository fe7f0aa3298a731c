package dev.steadfast.e2e;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** One tenant's access to the suite: its key, and the calls that tests make. */
final class TenantClient {
  private static final JsonMapper JSON = new JsonMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  /** Enough to be in every partition: a miss is as likely as 1 in 1,000,000. */
  private static final int MARKERS = 250;

  private final String url;
  private final String key;
  private final String id;

  /**
   * Access with a key.
   *
   * @param key empty for none
   * @param id of the tenant, empty where nobody asks
   */
  TenantClient(String url, String key, String id) {
    this.url = url;
    this.key = key;
    this.id = id;
  }

  String url() {
    return url;
  }

  String key() {
    return key;
  }

  String id() {
    return id;
  }

  Answer get(String path, String... headers) {
    return call(request(path, headers).GET().build());
  }

  Answer post(String path, Object body, String... headers) {
    return send("POST", path, json(body), with(headers, "Content-Type", "application/json"));
  }

  Answer patch(String path, String version, Object change) {
    return send(
        "PATCH",
        path,
        json(change),
        "If-Match",
        version,
        "Content-Type",
        "application/merge-patch+json");
  }

  /** Any request; nothing is added to those headers but the key. */
  Answer send(String method, String path, byte[] body, String... headers) {
    HttpRequest.BodyPublisher publisher =
        body.length == 0
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofByteArray(body);
    return call(request(path, headers).method(method, publisher).build());
  }

  /** Sends events in batched mode, at most 1,000 a request; all are accepted. */
  void sendEvents(List<Map<String, Object>> events) {
    for (int from = 0; from < events.size(); from += 1_000) {
      List<Map<String, Object>> batch = events.subList(from, Math.min(events.size(), from + 1_000));
      JsonNode receipt = postEvents(batch).expect(202).json();
      if (receipt.path("accepted").asInt() != batch.size()) {
        throw new AssertionError("not all were accepted: " + receipt);
      }
    }
  }

  Answer postEvents(List<Map<String, Object>> events) {
    return send(
        "POST", "/v1/events", json(events), "Content-Type", "application/cloudevents-batch+json");
  }

  /** Uploads a file with its mapping. */
  Answer importFile(byte[] mapping, byte[] file, String fileName, String system) {
    ByteArrayOutputStream body = new ByteArrayOutputStream(file.length + mapping.length + 1_000);
    body.writeBytes(part("mapping", "mapping.json", "application/json"));
    body.writeBytes(mapping);
    body.writeBytes(part("file", fileName, "application/octet-stream"));
    body.writeBytes(file);
    body.writeBytes("\r\n--cut--\r\n".getBytes(StandardCharsets.UTF_8));
    return send(
        "POST",
        "/v1/imports?system=" + system,
        body.toByteArray(),
        "Content-Type",
        "multipart/form-data; boundary=cut");
  }

  private static byte[] part(String name, String fileName, String type) {
    return String.join(
            "\r\n",
            "",
            "--cut",
            "Content-Disposition: form-data; name=\"" + name + "\"; filename=\"" + fileName + "\"",
            "Content-Type: " + type,
            "",
            "")
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Waits until a job has ended, which must be well; the import as it is then. */
  JsonNode awaitImport(String location, Duration patience) {
    return await()
        .atMost(patience)
        .pollInterval(Duration.ofMillis(200))
        .until(
            () -> get(location).expect(200).json(),
            view -> {
              if (view.path("state").asText().equals("failed")) {
                throw new AssertionError("the import failed: " + view);
              }
              return view.path("state").asText().equals("done");
            });
  }

  /**
   * Waits until all events that were accepted before have been processed. Events of one interaction
   * keep their order in one partition, so interactions enough to be in every partition, sent last,
   * are seen last. They count in no metric, since none of them is ever opened.
   */
  void awaitProcessed(Duration patience) {
    Desk desk = new Desk("marker-" + UUID.randomUUID());
    List<Map<String, Object>> markers = new ArrayList<>();
    for (int i = 0; i < MARKERS; i++) {
      markers.add(
          desk.event("interaction.tagged", "m" + i, desk.now(), Map.of("tags", List.of("marker"))));
    }
    sendEvents(markers);
    await()
        .atMost(patience)
        .pollInterval(Duration.ofMillis(200))
        .until(
            () ->
                get("/v1/interactions?limit=500&system=" + desk.system())
                        .expect(200)
                        .json()
                        .path("items")
                        .size()
                    == MARKERS);
  }

  /** The single point of a summary. */
  JsonNode summary(String metric, String query) {
    return get("/v1/metrics/" + metric + "/summary?" + query)
        .expect(200)
        .json()
        .at("/series/0/points/0");
  }

  /** The points of the only group of a series. */
  JsonNode series(String metric, String query) {
    return get("/v1/metrics/" + metric + "/series?" + query)
        .expect(200)
        .json()
        .at("/series/0/points");
  }

  /** Creates a goal and activates it; the id. */
  String activeGoal(Map<String, Object> goal) {
    String goalId = post("/v1/goals", goal).expect(201).json().path("id").asText();
    send("POST", "/v1/goals/" + goalId + ":activate", new byte[0]).expect(200);
    return goalId;
  }

  /** Opens an answer that does not end, line by line. */
  HttpResponse<Stream<String>> stream(String path, String... headers) {
    try {
      return HTTP.send(request(path, headers).GET().build(), BodyHandlers.ofLines());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private HttpRequest.Builder request(String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : url + path))
            .timeout(Duration.ofMinutes(3));
    if (!key.isEmpty()) {
      request.header("Authorization", "Bearer " + key);
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    return request;
  }

  private static Answer call(HttpRequest request) {
    try {
      HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString());
      return new Answer(
          request.method() + " " + request.uri().getRawPath(),
          response.statusCode(),
          response.headers(),
          response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(request.method() + " " + request.uri(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String[] with(String[] headers, String... more) {
    return Stream.concat(Stream.of(headers), Stream.of(more)).toArray(String[]::new);
  }

  static byte[] json(Object value) {
    try {
      return JSON.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
