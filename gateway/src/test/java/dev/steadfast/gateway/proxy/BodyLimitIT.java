package dev.steadfast.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steadfast.gateway.testing.GatewayBackends;
import dev.steadfast.gateway.testing.RawHttp;
import dev.steadfast.gateway.testing.StubService;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@QuarkusTest
@QuarkusTestResource(value = GatewayBackends.class, restrictToAnnotatedClass = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BodyLimitIT {
  private static final int MEBIBYTE = 1 << 20;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @SuppressWarnings("NullAway.Init") // started before the tests
  private StubService goals;

  @SuppressWarnings("NullAway.Init") // started before the tests
  private StubService metrics;

  @BeforeAll
  void start() {
    goals = StubService.at("goals");
    metrics = StubService.at("metrics");
  }

  @AfterAll
  void stop() {
    goals.close();
    metrics.close();
  }

  @Test
  void aLengthOverTheLimitIsRefusedBeforeTheServiceHearsOfIt() throws Exception {
    int before = goals.requests();

    HttpResponse<String> answer = post("/v1/goals", sized(5 * MEBIBYTE + 1));

    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.body()).contains("\"body-too-large\"");
    assertThat(goals.requests()).isEqualTo(before);
  }

  @Test
  void aBodyOfUnknownLengthIsCountedWhileItStreams() throws Exception {
    HttpResponse<String> within = post("/v1/goals", chunked(5 * MEBIBYTE));
    HttpResponse<String> over = post("/v1/goals", chunked(5 * MEBIBYTE + 1));
    HttpResponse<String> farOver = post("/v1/goals", chunked(30 * MEBIBYTE));

    assertThat(within.statusCode()).isEqualTo(200);
    assertThat(within.body()).contains("\"size\":" + 5 * MEBIBYTE);
    assertThat(over.statusCode()).isEqualTo(413);
    assertThat(over.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(farOver.statusCode()).isEqualTo(413);
  }

  @Test
  void ownResourcesHaveTheLimitToo() throws Exception {
    HttpResponse<String> sized = post("/v1/api-keys", sized(5 * MEBIBYTE + 1));
    HttpResponse<String> chunked = post("/v1/api-keys", chunked(6 * MEBIBYTE));

    assertThat(sized.statusCode()).isEqualTo(413);
    assertThat(chunked.statusCode()).isEqualTo(413);
  }

  @Test
  void aSlowUploadIsNotTakenForASilentService() throws Exception {
    HttpResponse<String> answer =
        post("/v1/goals", HttpRequest.BodyPublishers.ofInputStream(() -> new SlowStream(5, 700)));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("\"size\":5");
  }

  /** Gives a byte now and then, for longer than a service may be silent. */
  private static final class SlowStream extends InputStream {
    private final int pauseMs;
    private int left;

    SlowStream(int bytes, int pauseMs) {
      this.left = bytes;
      this.pauseMs = pauseMs;
    }

    @Override
    public int read() throws IOException {
      try {
        Thread.sleep(pauseMs);
      } catch (InterruptedException e) {
        throw new InterruptedIOException(e.getMessage());
      }
      return left-- > 0 ? 'x' : -1;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int next = read();
      if (next < 0) {
        return -1;
      }
      buffer[offset] = (byte) next;
      return 1;
    }
  }

  @Test
  void importsMayBeLarger() throws Exception {
    HttpResponse<String> sized = post("/v1/imports", sized(7 * MEBIBYTE));
    HttpResponse<String> chunked = post("/v1/imports", chunked(7 * MEBIBYTE));
    HttpResponse<String> over = post("/v1/imports", chunked(8 * MEBIBYTE + 1));

    assertThat(sized.body()).contains("\"size\":" + 7 * MEBIBYTE);
    assertThat(chunked.body()).contains("\"size\":" + 7 * MEBIBYTE);
    assertThat(over.statusCode()).isEqualTo(413);
  }

  @Test
  void aCallerThatAsksFirstIsTold() {
    String head =
        """
        POST /v1/goals HTTP/1.1
        Host: gateway
        Authorization: Bearer %s
        Content-Length: 5
        Expect: 100-continue
        Connection: close

        """
            .formatted(GatewayBackends.ADMIN_KEY);

    String answer = RawHttp.exchangeWithContinue(head, "hello");

    assertThat(answer).startsWith("HTTP/1.1 100 Continue").contains("\"size\":5");
    assertThat(answer).doesNotContain("\"expect\"");
  }

  private HttpResponse<String> post(String path, HttpRequest.BodyPublisher body)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + RestAssured.port + path))
            .header("Authorization", "Bearer " + GatewayBackends.ADMIN_KEY)
            .header("Content-Type", "application/json")
            .POST(body)
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static HttpRequest.BodyPublisher sized(int bytes) {
    return HttpRequest.BodyPublishers.ofByteArray(blanks(bytes));
  }

  private static HttpRequest.BodyPublisher chunked(int bytes) {
    return HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(blanks(bytes)));
  }

  private static byte[] blanks(int bytes) {
    byte[] blanks = new byte[bytes];
    Arrays.fill(blanks, (byte) ' ');
    return blanks;
  }
}
