package dev.steadfast.gateway.access;

import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.core.http.HttpHeaders;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/** Shows the services the key that tokens are verified with, on the management port only. */
@ApplicationScoped
class JwksRoute {
  private final SigningKey key;

  @Inject
  JwksRoute(SigningKey key) {
    this.key = key;
  }

  void install(@Observes ManagementInterface management) {
    management
        .router()
        .get("/internal/jwks")
        .handler(
            exchange ->
                exchange
                    .response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                    .putHeader(HttpHeaders.CACHE_CONTROL, "max-age=300")
                    .end(key.jwks()));
  }
}
