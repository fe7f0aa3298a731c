package dev.steadfast.goals.testing;

import static io.restassured.RestAssured.given;

import dev.steadfast.platform.testing.InternalTokens;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;

/** A tenant of its own for a test, and what it does over HTTP. */
public record Tenant(UUID id) {
  /** A tenant that has nothing. */
  public static Tenant anew() {
    return new Tenant(UUID.randomUUID());
  }

  /** A request with both scopes. */
  public RequestSpecification asks() {
    return with("goals:read", "goals:write");
  }

  /** A request with those scopes. */
  public RequestSpecification with(String... scopes) {
    return given()
        .urlEncodingEnabled(false)
        .header("Authorization", "Bearer " + InternalTokens.token("goals-service", id, scopes));
  }

  /** Posts JSON. */
  public ValidatableResponse posts(String path, String body) {
    return asks().contentType("application/json").body(body).post(path).then();
  }

  /** Reads. */
  public ValidatableResponse gets(String path) {
    return asks().get(path).then();
  }

  /** Patches with that entity tag. */
  public ValidatableResponse patches(String id, String tag, String body) {
    return asks()
        .contentType("application/merge-patch+json")
        .header("If-Match", tag)
        .body(body)
        .patch("/v1/goals/" + id)
        .then();
  }

  /** The id of a new draft. */
  public String hasDraft(String body) {
    return posts("/v1/goals", body).statusCode(201).extract().path("id");
  }

  /** The id of a new active goal. */
  public String hasActive(String body) {
    String goal = hasDraft(body);
    asks().post("/v1/goals/" + goal + ":activate").then().statusCode(200);
    return goal;
  }

  /** The goal as it is now. */
  public Response goal(String goal) {
    return asks().get("/v1/goals/" + goal);
  }
}
