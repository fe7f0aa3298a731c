package dev.steadfast.metrics.alert;

import static dev.steadfast.metrics.testing.Events.aTicket;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.steadfast.metrics.testing.Events;
import dev.steadfast.metrics.testing.Sending;
import dev.steadfast.platform.testing.ServiceBackends;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Alert rules on amounts with decimals, and below zero. */
@QuarkusTest
@QuarkusTestResource(
    value = ServiceBackends.class,
    initArgs = @ResourceArg(name = "service", value = "metrics"))
class AlertOnNumbersIT {
  private final Sending sending = new Sending(UuidCreator.getTimeOrderedEpoch());

  @Inject AlertRounds rounds;

  @Test
  void aThresholdIsInTheUnitAndMayBeBelowZero() {
    // Given amounts whose mean is -1.5425
    amounts();

    // When
    String low = rule("mean", "-1.5");
    String lower = rule("mean", "-1.6");
    rounds.round();

    // Then
    sending
        .request()
        .get("/v1/alert-rules/" + low)
        .then()
        .body("state.status", equalTo("firing"))
        .body("state.value", equalTo(-1.5425f))
        .body("state.reason", containsString("-1.5, 95 % between -8.4 and 5."));
    sending.request().get("/v1/alert-rules/" + lower).then().body("state.status", equalTo("ok"));
  }

  @Test
  void aShareWithinAThresholdIsInPercent() {
    // Given amounts of which two of four are at most 1
    amounts();

    // When
    String half = rule("within:1", "50.1");
    String less = rule("within:1", "49.9");
    rounds.round();

    // Then
    sending
        .request()
        .get("/v1/alert-rules/" + half)
        .then()
        .body("aggregation", equalTo("within:1"))
        .body("state.status", equalTo("firing"))
        .body("state.value", equalTo(50f))
        // Wilson: 2 of 4
        .body("state.reason", equalTo("50.0 %, 95 % between 15.0 % and 85.0 %"));
    sending.request().get("/v1/alert-rules/" + less).then().body("state.status", equalTo("ok"));
  }

  private void amounts() {
    sending
        .request()
        .contentType("application/json")
        .body(
            """
            {"key": "amount", "title": "Amount", "kind": "number", "unit": "EUR", "decimals": 2, "minimumSample": 1,
             "events": {"type": "support.observation.recorded.v1", "value": "/data/value"}}""")
        .post("/v1/metrics")
        .then()
        .statusCode(201);
    String at = Instant.now().minus(Duration.ofHours(2)).toString();
    Events ticket = aTicket("ledger", "A");
    for (String amount : new String[] {"0.83", "-12", "2.5", "2.5"}) {
      ticket.event("observation.recorded", at, "{\"metric\": \"m\", \"value\": " + amount + "}");
    }
    sending.events(ticket.list()).statusCode(202);
    sending.awaitObservations("amount", 4);
  }

  private String rule(String aggregation, String threshold) {
    return sending
        .request()
        .contentType("application/json")
        .body(
            """
            {"name": "Below %s", "metric": "amount", "aggregation": "%s", "window": "P7D", "holdDown": "PT0S",
             "condition": {"type": "below", "value": %s, "intervalTest": false}}"""
                .formatted(threshold, aggregation, threshold))
        .post("/v1/alert-rules")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }
}
