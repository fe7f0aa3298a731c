package dev.steadfast.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steadfast.gateway.testing.GatewayBackends;
import dev.steadfast.gateway.upstream.Upstreams;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(value = GatewayBackends.class, restrictToAnnotatedClass = false)
class RoutingTableIT {
  @Inject RoutingTable routes;
  @Inject Upstreams upstreams;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/metrics/volume/series",
        "/v1/quality",
        "/v1/alert-rules",
        "/v1/alert-rules/{id}",
        "/v1/alerts",
        "/v1/sla-policies",
        "/v1/sla-policies/{id}",
        "/v1/alerts/changes"
      })
  void whatIsMeasuredIsAskedOfTheMetrics(String path) {
    assertThat(routes.serviceOf(path)).contains(upstreams.metrics());
  }

  @Test
  void aSegmentIsMatchedAsAWhole() {
    assertThat(routes.serviceOf("/v1/alertsx")).isEmpty();
  }
}
