package dev.steadfast.gateway.stream;

import io.restassured.RestAssured;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Reads a stream of server-sent events as a browser would, on a thread of its own. */
final class StreamClient implements AutoCloseable {
  private final HttpClient http = HttpClient.newHttpClient();
  private final HttpResponse<Stream<String>> response;
  private final List<String> data = new CopyOnWriteArrayList<>();
  private final List<String> types = new CopyOnWriteArrayList<>();
  private volatile String lastId;
  private final AtomicInteger comments = new AtomicInteger();
  private volatile boolean ended;

  /** Opens it, from the last id on if there is one. */
  StreamClient(String key, String lastId) throws IOException, InterruptedException {
    this.lastId = lastId;
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + RestAssured.port + "/v1/stream"))
            .header("Authorization", "Bearer " + key);
    if (!lastId.isEmpty()) {
      request.header("Last-Event-ID", lastId);
    }
    this.response = http.send(request.build(), HttpResponse.BodyHandlers.ofLines());
    Thread.ofVirtual().start(this::read);
  }

  private void read() {
    try {
      StringBuilder block = new StringBuilder();
      String type = "message";
      String id = lastId;
      for (Iterator<String> lines = response.body().iterator(); lines.hasNext(); ) {
        String line = lines.next();
        if (line.isEmpty()) {
          lastId = id;
          if (!block.isEmpty()) {
            data.add(block.toString());
            types.add(type);
          }
          block.setLength(0);
          type = "message";
        } else if (line.startsWith(":")) {
          comments.incrementAndGet();
        } else if (line.startsWith("id: ")) {
          id = line.substring(4);
        } else if (line.startsWith("event: ")) {
          type = line.substring(7);
        } else if (line.startsWith("data: ")) {
          block.append(line.substring(6));
        }
      }
    } catch (java.io.UncheckedIOException e) {
      // the connection was cut, by either side
    } finally {
      ended = true;
    }
  }

  int status() {
    return response.statusCode();
  }

  List<String> data() {
    return data;
  }

  List<String> types() {
    return types;
  }

  String lastId() {
    return lastId;
  }

  int comments() {
    return comments.get();
  }

  boolean ended() {
    return ended;
  }

  /** Cuts the connection wherever it is. */
  void breakOff() {
    http.shutdownNow();
  }

  @Override
  public void close() {
    breakOff();
  }
}
