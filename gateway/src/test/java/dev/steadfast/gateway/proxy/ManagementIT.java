package dev.steadfast.gateway.proxy;

import static dev.steadfast.gateway.testing.Callers.asOperator;
import static dev.steadfast.gateway.testing.Callers.management;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.steadfast.gateway.testing.GatewayBackends;
import dev.steadfast.gateway.testing.RawHttp;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is for those who run the suite is on a port of its own, and only there. */
@QuarkusTest
@QuarkusTestResource(value = GatewayBackends.class, restrictToAnnotatedClass = false)
class ManagementIT {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/q",
        "/q/",
        "/q/health",
        "/q/health/ready",
        "/q/metrics",
        "/q/openapi",
        "/q/swagger-ui",
        "/q/dev-ui",
        "/internal/jwks",
        "/internal"
      })
  void thePublicPortHasNothingForOperators(String path) {
    given().get(path).then().statusCode(404).body("code", equalTo("not-found"));
    asOperator().get(path).then().statusCode(404).body("code", equalTo("not-found"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/%71/metrics",
        "/q%2Fmetrics",
        "/Q/metrics",
        "/q;a=b/metrics",
        "/./q/metrics",
        "//q/metrics",
        "/docs/../q/metrics",
        "/docs/%2e%2e/q/metrics",
        "/openapi/../internal/jwks",
        "/health/../internal/jwks",
        "/%69nternal/jwks",
        "/internal%2Fjwks",
        "http://gateway/q/metrics",
        "http://gateway/internal/jwks"
      })
  void noSpellingLeadsThere(String target) {
    // When
    String answer =
        RawHttp.exchange("GET %s HTTP/1.1\nHost: gateway\nConnection: close\n\n".formatted(target));

    // Then
    assertThat(answer)
        .containsPattern("^HTTP/1.1 40[04] ")
        .doesNotContain("\"keys\"", "jvm_", "checks");
  }

  @Test
  void theManagementPortServesThoseWhoRunTheSuiteAndNobodyElse() {
    given().get(management("/q/health/live")).then().statusCode(200).body("status", equalTo("UP"));
    given().get(management("/q/health/ready")).then().statusCode(200);
    assertThat(given().get(management("/q/metrics")).then().statusCode(200).extract().asString())
        .contains("jvm_memory_used_bytes");
    given().get(management("/internal/jwks")).then().statusCode(200).body("keys", hasSize(1));
    for (String path : new String[] {"v1/api-keys", "v1/stream", "v1/goals", "docs/", "openapi"}) {
      asOperator().get(management("/" + path)).then().statusCode(404);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/docs/", "/docs/swagger-ui-bundle.js"})
  void whatIsForEveryoneStaysOnThePublicPort(String path) {
    given().get(path).then().statusCode(200);
  }
}
