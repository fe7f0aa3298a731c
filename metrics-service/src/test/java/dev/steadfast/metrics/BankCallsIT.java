package dev.steadfast.metrics;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.steadfast.platform.testing.InternalTokens;
import dev.steadfast.platform.testing.ServiceBackends;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.path.json.config.JsonPathConfig;
import io.restassured.path.json.config.JsonPathConfig.NumberReturnType;
import io.restassured.specification.RequestSpecification;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import org.assertj.core.data.Offset;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/**
 * A real bank's calls of February 1999 give the answers that are known of them. The data are not
 * part of the project; without them there is nothing to test.
 */
@QuarkusTest
@QuarkusTestResource(
    value = ServiceBackends.class,
    initArgs = @ResourceArg(name = "service", value = "metrics"))
class BankCallsIT {
  private static final Path CALLS =
      Path.of(System.getProperty("steadfast.root", "."))
          .resolve("../shared/data/bank-calls-1999-february/data_anonymous_bank_february.txt.gz");

  private static final int OFFERED = 33_066;
  private static final int BATCH = 5_000;

  private final UUID tenant = UuidCreator.getTimeOrderedEpoch();

  private RequestSpecification caller() {
    return given()
        .auth()
        .oauth2(InternalTokens.token("metrics-service", tenant, "events:write", "metrics:read"));
  }

  @Test
  void aMonthOfCallsGivesItsKnownAnswers() throws IOException {
    assumeThat(CALLS)
        .as("The calls of a real bank are not beside the project: nothing to test.")
        .exists();

    // When
    sendAll();

    // Then
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(summary("abandonment-rate", "share").getLong(point("n")))
                    .isEqualTo(OFFERED));
    assertThat(value("abandonment-rate", "share")).isCloseTo(17.855199, Offset.offset(1e-6));
    assertThat(value("service-level", "share")).isCloseTo(49.020142, Offset.offset(1e-6));
    assertThat(summary("speed-of-answer", "mean").getLong(point("n"))).isEqualTo(27_162);
    assertThat(value("speed-of-answer", "mean")).isCloseTo(40_774.317, Offset.offset(0.001));
    assertThat(value("speed-of-answer", "median")).isCloseTo(6_000, Percentage.withPercentage(1));
    assertThat(value("speed-of-answer", "p90")).isCloseTo(131_000, Percentage.withPercentage(1));
    assertThat(summary("handle-time", "mean").getLong(point("n"))).isEqualTo(27_077);
    assertThat(value("handle-time", "mean")).isCloseTo(176_906.6, Offset.offset(0.1));
    assertThat(value("handle-time", "median")).isCloseTo(107_000, Percentage.withPercentage(1));
    assertThat(value("handle-time", "p95")).isCloseTo(583_000, Percentage.withPercentage(1));
    assertThat(summary("abandonment-rate", "share", "filter", "priority:2").getLong(point("n")))
        .isEqualTo(9_010);
    assertThat(
            summary("abandonment-rate", "share", "filter", "priority:2")
                .getDouble(point("values.share")))
        .isCloseTo(100.0 * 909 / 9_010, Offset.offset(1e-6));
    assertThat(summary("handle-time", "median", "filter", "team:NE").getLong(point("n")))
        .isEqualTo(2_507);
    assertThat(
            summary("handle-time", "median", "filter", "team:NE").getDouble(point("values.median")))
        .isCloseTo(178_000, Percentage.withPercentage(1));
  }

  private void sendAll() throws IOException {
    List<String> batch = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(CALLS)), StandardCharsets.ISO_8859_1))) {
      lines.readLine();
      int row = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] call = line.strip().split("\t", -1);
        row++;
        if (!call[12].equals("PHANTOM")) {
          opened(call, row, batch);
          ended(call, row, batch);
        }
        if (batch.size() >= BATCH) {
          send(batch);
        }
      }
    }
    send(batch);
  }

  /** The queue of each type stands for a team; the clock is that of the bank, here taken as UTC. */
  private static void opened(String[] call, int row, List<String> batch) {
    batch.add(
        event(
            row,
            "interaction.opened",
            call,
            "{\"channel\": \"voice\", \"priority\": \"%s\", \"team\": {\"id\": \"%s\"}}"
                .formatted(call[3], call[4])));
  }

  private static void ended(String[] call, int row, List<String> batch) {
    boolean answered = call[12].equals("AGENT");
    batch.add(
        event(
            row,
            "call.ended",
            call,
            "{\"outcome\": \"%s\", \"queued\": %d, \"talk\": %d}"
                .formatted(
                    answered ? "answered" : "abandoned",
                    milliseconds(call[11]),
                    answered ? milliseconds(call[15]) : 0)));
  }

  private static long milliseconds(String seconds) {
    return 1000 * Long.parseLong(seconds);
  }

  private static String event(int row, String noun, String[] call, String data) {
    String date = "19" + call[5].substring(0, 2) + "-" + call[5].substring(2, 4) + "-";
    String time = call[6].length() == 7 ? "0" + call[6] : call[6];
    return """
        {"specversion": "1.0", "id": "%d/%s", "source": "/bank", "subject": "call-%d",
         "type": "support.%s.v1", "time": "%sT%sZ", "data": %s}"""
        .formatted(row, noun, row, noun, date + call[5].substring(4), time, data);
  }

  private void send(List<String> batch) {
    if (batch.isEmpty()) {
      return;
    }
    caller()
        .contentType("application/cloudevents-batch+json")
        .body("[" + String.join(",", batch) + "]")
        .post("/v1/events")
        .then()
        .statusCode(202)
        .body("accepted", equalTo(batch.size()));
    batch.clear();
  }

  private static String point(String field) {
    return "series[0].points[0]." + field;
  }

  private double value(String metric, String aggregation) {
    return summary(metric, aggregation).getDouble(point("values." + aggregation));
  }

  private JsonPath summary(String metric, String aggregation, String... more) {
    RequestSpecification request =
        caller()
            .queryParam("from", "1999-02-01")
            .queryParam("to", "1999-03-01")
            .queryParam("aggregation", aggregation);
    for (int i = 0; i < more.length; i += 2) {
      request.queryParam(more[i], more[i + 1]);
    }
    return request
        .get("/v1/metrics/" + metric + "/summary")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath(JsonPathConfig.jsonPathConfig().numberReturnType(NumberReturnType.DOUBLE));
  }
}
