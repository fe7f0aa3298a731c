package dev.steadfast.metrics.query;

import static dev.steadfast.metrics.testing.Events.aTicket;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.steadfast.metrics.testing.Sending;
import dev.steadfast.platform.testing.ServiceBackends;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
    value = ServiceBackends.class,
    initArgs = @ResourceArg(name = "service", value = "metrics"))
class CohortsIT {
  private final Sending sending = new Sending(UuidCreator.getTimeOrderedEpoch());

  private List<Boolean> provisional(String metric, OffsetDateTime today) {
    return sending
        .request()
        .queryParam("from", today.minusDays(20).toLocalDate().toString())
        .queryParam("to", today.toLocalDate().toString())
        .get("/v1/metrics/" + metric + "/series")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .getList("series[0].points.provisional", Boolean.class);
  }

  @Test
  void aCopyIsProvisionalForAsLongAsItsOrigin() {
    // Given
    OffsetDateTime today = OffsetDateTime.now(ZoneOffset.UTC);
    sending.events(
        aTicket("desk", "T-1")
            .opened(today.minusDays(3).toString(), "billing", "email", "normal")
            .became("resolved", today.minusDays(2).toString())
            .list());
    sending.awaitObservations("reopen-rate", 1);

    // When
    for (String origin : List.of("reopen-rate", "resolved")) {
      sending
          .request()
          .contentType("application/json")
          .body("{\"key\": \"my-%s\", \"copyOf\": \"%s\"}".formatted(origin, origin))
          .post("/v1/metrics")
          .then()
          .statusCode(201);
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () ->
                  sending
                      .request()
                      .get("/v1/metrics/my-" + origin)
                      .then()
                      .body("state", equalTo("ready")));
    }

    // Then: of the days that are over, those of the last seven can change
    assertThat(provisional("my-reopen-rate", today))
        .isEqualTo(provisional("reopen-rate", today))
        .startsWith(false, false)
        .endsWith(true, true, true, true, true, true);
    assertThat(provisional("my-resolved", today)).containsOnly(false);
  }
}
