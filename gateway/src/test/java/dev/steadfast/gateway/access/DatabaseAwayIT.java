package dev.steadfast.gateway.access;

import static dev.steadfast.gateway.testing.Callers.as;
import static dev.steadfast.gateway.testing.Callers.asOperator;
import static dev.steadfast.gateway.testing.Callers.newKey;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.steadfast.gateway.testing.GatewayBackends;
import dev.steadfast.gateway.testing.StubService;
import dev.steadfast.launcher.embedded.Backends;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@QuarkusTest
@QuarkusTestResource(value = GatewayBackends.class, restrictToAnnotatedClass = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DatabaseAwayIT {
  @SuppressWarnings("NullAway.Init") // started before the tests
  private StubService goals;

  @BeforeAll
  void start() {
    goals = StubService.at("goals");
  }

  @AfterAll
  void stop() {
    goals.close();
  }

  @Test
  void whileTheDatabaseIsAwayKnownKeysGoOnAndOthersAreToldToComeBack() {
    String known = newKey(GatewayBackends.ADMIN_KEY, "goals:read");
    String fresh = newKey(GatewayBackends.ADMIN_KEY, "goals:read");
    as(known).get("/v1/goals").then().statusCode(200);

    Backends.shared().stopDatabase();
    try {
      await()
          .pollDelay(Duration.ofMillis(1_500))
          .untilAsserted(() -> as(known).get("/v1/goals").then().statusCode(200));
      as(fresh)
          .get("/v1/goals")
          .then()
          .statusCode(503)
          .header("Retry-After", "2")
          .body("code", equalTo("unavailable"));
    } finally {
      Backends.shared().startDatabase();
    }

    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> as(fresh).get("/v1/goals").then().statusCode(200));
    // Each pooled connection from before fails once and is replaced.
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              for (int i = 0; i < 20; i++) {
                asOperator().get("/v1/tenant").then().statusCode(200);
              }
            });
  }
}
