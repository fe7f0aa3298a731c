package dev.steadfast.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainPathTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/v1/goals",
        "/v1/goals/",
        "/v1/goals/01954f3e-0060-7a10-9c4d-5be2f1a0c3d7:activate",
        "/v1/interactions/acme-zendesk%2F4711",
        "/v1/interactions/a...b/.hidden/%2e%2e%2e",
        "/v1/metrics/m%C3%BCnchen"
      })
  void usualPathsPass(String path) {
    assertThat(PlainPath.is(path)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "v1/goals",
        "*",
        "//internal/jwks",
        "/v1//goals",
        "/v1/goals/../../q/metrics",
        "/v1/goals/./x",
        "/v1/goals/%2e%2e/%2E%2e/q/metrics",
        "/v1/goals/.%2e/x",
        "/v1/goals/..",
        "/v1/goals\\..\\q",
        "/v1/goals/%5c..%5cq",
        "/v1/goals/%00",
        "/v1/goals/%0a",
        "/v1/goals/%",
        "/v1/goals/%2",
        "/v1/goals/%zz",
        "/v1/go\tals"
      })
  void pathsThatTwoReadersCouldReadDifferentlyDoNot(String path) {
    assertThat(PlainPath.is(path)).isFalse();
  }
}
