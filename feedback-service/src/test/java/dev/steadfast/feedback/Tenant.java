package dev.steadfast.feedback;

import static io.restassured.RestAssured.given;

import dev.steadfast.platform.testing.InternalTokens;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** A tenant of a test, which no other test knows, and what it asks of the service. */
public final class Tenant {
  private static final String SERVICE = "feedback-service";
  private final UUID id = UUID.randomUUID();

  public UUID id() {
    return id;
  }

  /** A request with a key that may read and write feedback. */
  public RequestSpecification with() {
    return withScopes("feedback:read", "feedback:write");
  }

  public RequestSpecification withScopes(String... scopes) {
    return given().auth().oauth2(InternalTokens.token(SERVICE, id, scopes));
  }

  /** A request as the gateway forwards it for addresses that need no key. */
  public static RequestSpecification inPublic() {
    return given().auth().oauth2(InternalTokens.publicToken(SERVICE)).redirects().follow(false);
  }

  public RequestSpecification withJson(Object body) {
    return with().contentType(ContentType.JSON).body(body);
  }

  /** Defines a csat-5 survey with more fields. */
  public String survey(Map<String, Object> more) {
    Map<String, Object> body =
        new HashMap<>(
            Map.of(
                "title", "After each resolution",
                "scale", "csat-5",
                "question", "How satisfied are you with our help?",
                "commentQuestion", "What could we have done better?"));
    body.putAll(more);
    Response response = withJson(body).post("/v1/surveys");
    response.then().statusCode(201);
    return response.path("id");
  }

  public String survey() {
    return survey(Map.of());
  }

  /** Posts to an address with a verb, whose colon REST Assured would encode. */
  public Response post(String addressWithVerb, Map<String, Object> body) {
    return withJson(body).urlEncodingEnabled(false).post(addressWithVerb);
  }

  /** Posts to an address with a verb, without a body. */
  public Response post(String addressWithVerb) {
    return with().noContentType().urlEncodingEnabled(false).post(addressWithVerb);
  }

  /** Invites by hand and returns the invitation. */
  public JsonPath invite(String survey, String subject) {
    Response response =
        withJson(Map.of("surveyId", survey, "system", "acme-zendesk", "subject", subject))
            .post("/v1/invitations");
    response.then().statusCode(201);
    return response.jsonPath();
  }

  /** Invites by hand and returns the path of the page. */
  public String pageFor(String survey, String subject) {
    return pathOf(invite(survey, subject).getString("link"));
  }

  public static String pathOf(String link) {
    return URI.create(link).getPath();
  }

  public JsonPath answers() {
    return with().get("/v1/answers").jsonPath();
  }
}
