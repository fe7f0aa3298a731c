package dev.steadfast.gateway.health;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.steadfast.contracts.Topics;
import dev.steadfast.gateway.testing.GatewayBackends;
import dev.steadfast.gateway.testing.StubService;
import dev.steadfast.platform.kafka.KafkaClients;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = GatewayBackends.class, restrictToAnnotatedClass = false)
class HealthIT {
  @Inject KafkaClients kafka;

  @Test
  void theSuiteIsUpOnlyWhenAllOfItIs() {
    kafka.ensureTopics(false, Topics.GOAL_EVENTS, Topics.ALERT_EVENTS);
    try (StubService metrics = StubService.at("metrics");
        StubService feedback = StubService.at("feedback")) {
      try (StubService goals = StubService.at("goals")) {
        await()
            .atMost(Duration.ofSeconds(20))
            .untilAsserted(
                () ->
                    given()
                        .get("/health")
                        .then()
                        .statusCode(200)
                        .body("status", equalTo("UP"))
                        .body(
                            "parts.name",
                            equalTo(
                                List.of(
                                    "gateway-database",
                                    "live-stream",
                                    "metrics-service",
                                    "feedback-service",
                                    "goals-service"))));
        assertThat(goals.requests()).isPositive();
      }

      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () ->
                  given()
                      .get("/health")
                      .then()
                      .statusCode(503)
                      .body("status", equalTo("DOWN"))
                      .body(
                          "parts.find { it.name == 'goals-service' }.reason",
                          equalTo("does not answer"))
                      .body("parts.find { it.name == 'metrics-service' }.status", equalTo("UP")));
      metrics.serving("/q/health/ready", "{}");
      assertThat(feedback.requests()).isPositive();
    }
  }

  @Test
  void manyQuestionsAskThePartsOnce() {
    try (StubService metrics = StubService.at("metrics")) {
      for (int i = 0; i < 50; i++) {
        given().get("/health");
      }

      assertThat(metrics.requests()).isLessThan(25);
    }
  }
}
