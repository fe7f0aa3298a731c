package dev.steadfast.launcher.suite;

import dev.steadfast.launcher.process.ChildProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks a service whether it is ready. */
final class HealthProbe {
  private static final Duration PAUSE = Duration.ofMillis(250);

  private HealthProbe() {}

  /** True when the service said yes in time; false when its process ended or the time is over. */
  static boolean await(String url, ChildProcess process, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    try (HttpClient client =
        HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build()) {
      HttpRequest question =
          HttpRequest.newBuilder(URI.create(url + "/q/health/ready"))
              .timeout(Duration.ofSeconds(5))
              .build();
      while (process.alive() && System.nanoTime() < deadline) {
        if (ready(client, question)) {
          return true;
        }
        process.await(PAUSE);
      }
      return false;
    }
  }

  private static boolean ready(HttpClient client, HttpRequest question) {
    try {
      return client.send(question, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
