package dev.steadfast.metrics.query;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.steadfast.contracts.metric.BuiltInMetrics;
import dev.steadfast.contracts.metric.DerivedMetrics;
import dev.steadfast.platform.testing.InternalTokens;
import dev.steadfast.platform.testing.ServiceBackends;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
    value = ServiceBackends.class,
    initArgs = @ResourceArg(name = "service", value = "metrics"))
class DefinitionIT {
  private static RequestSpecification caller() {
    UUID tenant = UuidCreator.getTimeOrderedEpoch();
    return given().auth().oauth2(InternalTokens.token("metrics-service", tenant, "metrics:read"));
  }

  @Test
  void aDefinitionSaysWhatItCountsAndWhatNot() {
    caller()
        .get("/v1/metrics/response-rate")
        .then()
        .statusCode(200)
        .body("key", equalTo("response-rate"))
        .body("version", equalTo(1))
        .body("numerator", equalTo("those that were answered"))
        .body(
            "cohort",
            equalTo("when the invitation was delivered, so that both parts share one cohort"))
        .body("exclusions", hasItem("invitations that were not delivered"))
        .body("aggregations", hasItem("share"))
        .body("builtIn", equalTo(true));
    caller().get("/v1/metrics/no-such").then().statusCode(404);
  }

  @Test
  void theListHasThemAll() {
    caller()
        .get("/v1/metrics")
        .then()
        .statusCode(200)
        .body("items", hasSize(BuiltInMetrics.all().size() + DerivedMetrics.all().size()))
        .body("items.find { it.key == 'resolution-time' }.clock", equalTo("calendar"));
  }

  @Test
  void theDocumentShowsADefinitionAsItIsAnswered() {
    given()
        .get("/q/openapi?format=json")
        .then()
        .statusCode(200)
        .body("components.schemas.MetricDefinitionView.properties", hasKey("startRule"))
        .body("components.schemas.MetricDefinitionView.properties", hasKey("cohort"))
        .body("components.schemas.MetricDefinitionView.properties", not(hasKey("definition")));
  }
}
