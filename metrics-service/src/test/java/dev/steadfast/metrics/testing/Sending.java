package dev.steadfast.metrics.testing;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.steadfast.platform.testing.InternalTokens;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** What a test of one tenant sends and reads over HTTP. */
public record Sending(UUID tenant) {
  private static final String[] SCOPES = {"events:write", "metrics:read", "metrics:write"};

  /** A request that may do everything. */
  public RequestSpecification request() {
    return given().auth().oauth2(InternalTokens.token("metrics-service", tenant, SCOPES));
  }

  /** Sends those events in one batch. */
  public ValidatableResponse events(List<String> events) {
    return request()
        .contentType("application/cloudevents-batch+json")
        .body(Events.batch(events))
        .post("/v1/events")
        .then();
  }

  /** Waits until a metric has so many observations, whenever they were. */
  public void awaitObservations(String metric, int n) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                request()
                    .queryParam("from", "2020-01-01")
                    .queryParam("to", "2030-01-01")
                    .get("/v1/metrics/" + metric + "/summary")
                    .then()
                    .body("series[0].points[0].n", equalTo(n)));
  }
}
