package dev.steadfast.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import org.junit.jupiter.api.Test;

class InboundHeadersTest {
  @Test
  void whatOnlyTheGatewayMaySayIsTakenOut() {
    MultiMap headers =
        MultiMap.caseInsensitiveMultiMap()
            .add("X-Steadfast-Tenant", "other")
            .add("x-forwarded-for", "10.0.0.1")
            .add("X-Forwarded-Host", "evil.example")
            .add("Forwarded", "for=10.0.0.1")
            .add("X-HTTP-Method-Override", "DELETE")
            .add("Cookie", "session=1")
            .add("Accept", "text/csv");

    InboundHeaders.clean(headers);

    assertThat(headers.names()).containsExactly("Accept");
  }

  @Test
  void headersNamedInConnectionAreForOneHopOnly() {
    MultiMap headers =
        MultiMap.caseInsensitiveMultiMap()
            .add("Connection", "keep-alive, X-Secret")
            .add("Connection", "If-Match")
            .add("X-Secret", "1")
            .add("If-Match", "\"3\"")
            .add("Accept", "*/*");

    InboundHeaders.clean(headers);

    assertThat(headers.names()).containsExactlyInAnyOrder("Connection", "Accept");
  }

  @Test
  void whatTheGatewayReliesOnCannotBeNamedAway() {
    MultiMap headers =
        MultiMap.caseInsensitiveMultiMap()
            .add("Connection", "authorization, content-length, transfer-encoding, host")
            .add("Authorization", "Bearer x")
            .add("Transfer-Encoding", "chunked")
            .add("Content-Length", "5")
            .add("Host", "a");

    InboundHeaders.clean(headers);

    assertThat(headers.names())
        .contains("Authorization", "Transfer-Encoding", "Content-Length", "Host");
  }
}
