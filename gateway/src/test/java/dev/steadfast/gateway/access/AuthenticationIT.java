package dev.steadfast.gateway.access;

import static dev.steadfast.gateway.testing.Callers.as;
import static dev.steadfast.gateway.testing.Callers.asOperator;
import static dev.steadfast.gateway.testing.Callers.idOf;
import static dev.steadfast.gateway.testing.Callers.management;
import static dev.steadfast.gateway.testing.Callers.newKey;
import static dev.steadfast.gateway.testing.Callers.newTenant;
import static dev.steadfast.gateway.testing.Callers.revoke;
import static dev.steadfast.gateway.testing.Callers.tenantOf;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.steadfast.gateway.testing.GatewayBackends;
import dev.steadfast.gateway.testing.RawHttp;
import dev.steadfast.gateway.testing.StubService;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(value = GatewayBackends.class, restrictToAnnotatedClass = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuthenticationIT {
  private static final String SECRET = GatewayBackends.ADMIN_KEY.substring(20);

  @Inject LastUse lastUse;

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
  void withoutAKeyNothingIsForwarded() {
    int before = goals.requests();

    given()
        .get("/v1/goals")
        .then()
        .statusCode(401)
        .contentType("application/problem+json")
        .header("WWW-Authenticate", "Bearer")
        .body("code", equalTo("unauthenticated"))
        .body("traceId", notNullValue());

    assertThat(goals.requests()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer",
        "Bearer ",
        "Basic YWRtaW46YWRtaW4=",
        "Bearer nonsense",
        "Bearer sf_Operator00000001_",
        "Bearer sf_Operator00000001_0000000000000000000000000000000000000000000",
        "Bearer sf_Nobody0000000001_0000000000000000000000000000000000000000000"
      })
  void aMalformedUnknownOrWrongKeyIsRefused(String header) {
    int before = goals.requests();

    given()
        .header("Authorization", header)
        .get("/v1/goals")
        .then()
        .statusCode(401)
        .body("code", equalTo("unauthenticated"));

    assertThat(goals.requests()).isEqualTo(before);
  }

  @Test
  void aRevokedKeyStopsAtOnce() {
    String key = newKey(GatewayBackends.ADMIN_KEY, "goals:read");
    as(key).get("/v1/goals").then().statusCode(200);

    revoke(GatewayBackends.ADMIN_KEY, key);

    as(key).get("/v1/goals").then().statusCode(401);
  }

  @Test
  void anExpiredKeyStops() {
    OffsetDateTime soon = OffsetDateTime.now(ZoneOffset.UTC).plusSeconds(2);
    String key =
        asOperator()
            .body(
                Map.of(
                    "name", "soon gone",
                    "scopes", List.of("goals:read"),
                    "expiresAt", soon.toString()))
            .post("/v1/api-keys")
            .then()
            .statusCode(201)
            .extract()
            .path("key");
    as(key).get("/v1/goals").then().statusCode(200);

    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> as(key).get("/v1/goals").then().statusCode(401));
  }

  @Test
  void ownResourcesAskForTheirScope() {
    String key = newKey(GatewayBackends.ADMIN_KEY, "goals:read", "metrics:read");

    as(key).get("/v1/tenant").then().statusCode(200);
    as(key)
        .get("/v1/api-keys")
        .then()
        .statusCode(403)
        .contentType("application/problem+json")
        .body("code", equalTo("forbidden"));
    as(key).body("{}").post("/v1/tenants").then().statusCode(403);
  }

  @Test
  void anInternalTokenIsNoCredential() {
    String internal = sent(as(newKey(GatewayBackends.ADMIN_KEY, "goals:read")).get("/v1/goals"));

    given().header("Authorization", internal).get("/v1/goals").then().statusCode(401);
    given().header("Authorization", internal).get("/v1/tenant").then().statusCode(401);
  }

  @Test
  void theServiceGetsATokenThatOnlyItAccepts() throws Exception {
    String admin = newTenant("Token tenant");
    String key = newKey(admin, "goals:read", "goals:write");

    String token = sent(as(key).get("/v1/goals")).substring("Bearer ".length());

    JwtClaims claims = verified(token, "goals-service");
    assertThat(claims.getIssuer()).isEqualTo("steadfast-gateway");
    assertThat(claims.getSubject()).isEqualTo(idOf(key));
    assertThat(claims.getStringClaimValue("upn")).isEqualTo(idOf(key));
    assertThat(claims.getStringClaimValue("tenant")).isEqualTo(tenantOf(admin));
    assertThat(claims.getStringClaimValue("zone")).isEqualTo("Europe/Berlin");
    assertThat(claims.getStringListClaimValue("groups"))
        .containsExactlyInAnyOrder("goals:read", "goals:write");
    assertThat(claims.getExpirationTime().getValue() - claims.getIssuedAt().getValue())
        .isEqualTo(60);
    assertThatThrownBy(() -> verified(token, "metrics-service"))
        .isInstanceOf(InvalidJwtException.class);
    assertThat(sent(as(key).get("/v1/goals"))).isEqualTo("Bearer " + token);
  }

  @Test
  void adminMeansEveryScope() throws Exception {
    String token = sent(asOperator().get("/v1/goals")).substring("Bearer ".length());

    assertThat(verified(token, "goals-service").getStringListClaimValue("groups"))
        .containsExactlyInAnyOrderElementsOf(dev.steadfast.platform.access.Scopes.ALL);
  }

  @Test
  void aPublicAddressGetsATokenWithoutATenantWhateverIsSent() throws Exception {
    try (StubService feedback = StubService.at("feedback")) {
      String token = sent(asOperator().post("/s/a-signed-link")).substring("Bearer ".length());

      JwtClaims claims = verified(token, "feedback-service");
      assertThat(claims.getStringListClaimValue("groups")).containsExactly("public");
      assertThat(claims.hasClaim("tenant")).isFalse();
      assertThat(claims.hasClaim("zone")).isFalse();
      assertThat(feedback.requests()).isEqualTo(1);
    }
  }

  @Test
  void twoCredentialsAreNone() {
    String answer =
        RawHttp.exchange(
            """
            GET /v1/goals HTTP/1.1
            Host: gateway
            Authorization: Bearer %s
            Authorization: Bearer %s
            Connection: close

            """
                .formatted(GatewayBackends.ADMIN_KEY, GatewayBackends.ADMIN_KEY));

    assertThat(answer).startsWith("HTTP/1.1 401");
  }

  @Test
  void smuggledHeadersDoNotReachTheService() {
    Map<String, List<String>> headers =
        asOperator()
            .header("X-Steadfast-Tenant", "other")
            .header("X-Forwarded-For", "10.0.0.1")
            .header("Forwarded", "for=10.0.0.1")
            .header("X-HTTP-Method-Override", "DELETE")
            .header("Cookie", "session=1")
            .header("Connection", "authorization, x-extra")
            .header("X-Extra", "1")
            .get("/v1/goals")
            .then()
            .statusCode(200)
            .extract()
            .path("headers");

    assertThat(headers)
        .doesNotContainKeys(
            "x-steadfast-tenant",
            "x-forwarded-for",
            "x-forwarded-host",
            "forwarded",
            "x-http-method-override",
            "cookie",
            "x-extra");
    assertThat(headers.getOrDefault("authorization", List.of()))
        .singleElement()
        .asString()
        .startsWith("Bearer ey")
        .doesNotContain(SECRET);
  }

  @Test
  void theLastUseOfAKeyIsNoted() {
    String key = newKey(GatewayBackends.ADMIN_KEY, "goals:read");
    as(key).get("/v1/goals").then().statusCode(200);

    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> {
              lastUse.write();
              asOperator()
                  .get("/v1/api-keys/" + idOf(key))
                  .then()
                  .statusCode(200)
                  .body("lastUsedAt", notNullValue());
            });
  }

  private static String sent(io.restassured.response.Response response) {
    return response.then().statusCode(200).extract().path("headers.authorization[0]");
  }

  private static JwtClaims verified(String token, String audience) throws Exception {
    String jwks =
        given().get(management("/internal/jwks")).then().statusCode(200).extract().asString();
    return new JwtConsumerBuilder()
        .setVerificationKeyResolver(
            new JwksVerificationKeyResolver(new JsonWebKeySet(jwks).getJsonWebKeys()))
        .setJwsAlgorithmConstraints(AlgorithmConstraints.ConstraintType.PERMIT, "ES256")
        .setExpectedAudience(audience)
        .setExpectedIssuer("steadfast-gateway")
        .setRequireExpirationTime()
        .build()
        .processToClaims(token);
  }
}
