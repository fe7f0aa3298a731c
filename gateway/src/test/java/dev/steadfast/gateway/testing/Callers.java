package dev.steadfast.gateway.testing;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;

/** Requests in the name of someone, and new tenants and keys. */
public final class Callers {
  private Callers() {}

  /** A request with that key. */
  public static RequestSpecification as(String key) {
    return given()
        .urlEncodingEnabled(false) // a colon in a path stays one
        .header("Authorization", "Bearer " + key)
        .contentType(ContentType.JSON);
  }

  /** A request of the operator. */
  public static RequestSpecification asOperator() {
    return as(GatewayBackends.ADMIN_KEY);
  }

  /** The first admin key of a new tenant in Berlin. */
  public static String newTenant(String name) {
    return asOperator()
        .body(Map.of("name", name, "reportingZone", "Europe/Berlin"))
        .post("/v1/tenants")
        .then()
        .statusCode(201)
        .extract()
        .path("adminKey");
  }

  /** The id of the tenant of that key. */
  public static String tenantOf(String key) {
    return as(key).get("/v1/tenant").then().statusCode(200).extract().path("id");
  }

  /** A new key of the admin's tenant with those scopes. */
  public static String newKey(String adminKey, String... scopes) {
    return as(adminKey)
        .body(Map.of("name", "a key", "scopes", List.of(scopes)))
        .post("/v1/api-keys")
        .then()
        .statusCode(201)
        .extract()
        .path("key");
  }

  /** An address on the management port. */
  public static URI management(String path) {
    return ConfigProvider.getConfig().getValue("test.management.url", URI.class).resolve(path);
  }

  /** The public part of a key. */
  public static String idOf(String key) {
    return key.substring(3, 19);
  }

  /** Revokes it. */
  public static void revoke(String adminKey, String key) {
    as(adminKey).post("/v1/api-keys/" + idOf(key) + ":revoke").then().statusCode(200);
  }
}
