package dev.steadfast.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.steadfast.launcher.embedded.Backends;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(FeedbackBackends.class)
class DatabaseAwayIT {
  @Inject Records records;
  @Inject AgroalDataSource api;

  @Inject
  @DataSource("worker")
  AgroalDataSource worker;

  private final Tenant tenant = new Tenant();

  @Test
  void nothingIsHalfStoredAndTheRepeatedRequestCountsOnce() {
    String survey = tenant.survey();
    String page = tenant.pageFor(survey, "1");
    Map<String, Object> answer =
        Map.of("surveyId", survey, "system", "s", "subject", "2", "value", 4);

    Backends.shared().stopDatabase();
    try {
      Tenant.inPublic()
          .accept("text/html")
          .get(page)
          .then()
          .statusCode(503)
          .header("Retry-After", "2")
          .contentType("text/html;charset=UTF-8")
          .header("Cache-Control", "no-store")
          .body(containsString("Not available at the moment"));
      tenant
          .withJson(answer)
          .header("Idempotency-Key", "k")
          .post("/v1/answers")
          .then()
          .statusCode(503)
          .header("Retry-After", "2")
          .body("code", equalTo("unavailable"));
    } finally {
      Backends.shared().startDatabase();
      api.flush(AgroalDataSource.FlushMode.IDLE);
      worker.flush(AgroalDataSource.FlushMode.IDLE);
    }

    for (int i = 0; i < 2; i++) {
      await()
          .ignoreExceptions()
          .atMost(Duration.ofSeconds(20))
          .until(
              () ->
                  tenant
                          .withJson(answer)
                          .header("Idempotency-Key", "k")
                          .post("/v1/answers")
                          .statusCode()
                      == 201);
    }
    assertThat(tenant.answers().getList("items.value")).containsExactly(4);
    Tenant.inPublic()
        .contentType("application/x-www-form-urlencoded")
        .formParam("value", "5")
        .post(page)
        .then()
        .statusCode(200);
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                // The relay sends a message again when its transaction is lost; the id tells.
                assertThat(records.ofTenant(tenant).stream().map(Records.Message::id).distinct())
                    .hasSize(3));
  }
}
