package dev.steadfast.feedback.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.steadfast.feedback.FeedbackBackends;
import dev.steadfast.feedback.Records;
import dev.steadfast.feedback.Tenant;
import dev.steadfast.platform.testing.MovableClock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(FeedbackBackends.class)
class AnswerPageIT {
  private static final String FORM = "application/x-www-form-urlencoded; charset=UTF-8";

  @Inject Records records;
  @Inject MovableClock clock;

  private final Tenant tenant = new Tenant();

  @AfterEach
  void resetClock() {
    clock.reset();
  }

  private static RequestSpecification browser() {
    return Tenant.inPublic()
        .header("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8");
  }

  private static RequestSpecification program() {
    return Tenant.inPublic().accept("application/json");
  }

  private static Response answer(String page, String value, String comment) {
    return browser()
        .contentType(FORM)
        .formParam("value", value)
        .formParam("comment", comment)
        .post(page);
  }

  @Test
  void aResolutionLeadsToAnAnswerOnTheTopic() {
    String survey = tenant.survey();
    records.send(tenant, Records.resolved("48211", clock.instant()));
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> !tenant.with().get("/v1/invitations").jsonPath().getList("items").isEmpty());
    JsonPath invitation = tenant.with().get("/v1/invitations").jsonPath();
    String page = Tenant.pathOf(invitation.getString("items[0].link"));

    browser().get(page).then().statusCode(200);
    browser().get(page + "?value=5").then().statusCode(200);
    assertThat(tenant.answers().getList("items")).isEmpty();
    answer(page, "5", "Solved at once.\r\nThank you").then().statusCode(200);

    JsonPath stored = tenant.answers();
    assertThat(stored.getList("items")).hasSize(1);
    assertThat(stored.getInt("items[0].value")).isEqualTo(5);
    assertThat(stored.getString("items[0].comment")).isEqualTo("Solved at once.\nThank you");
    assertThat(stored.getString("items[0].via")).isEqualTo("link");
    await().until(() -> records.ofTenant(tenant).size() == 2);
    Records.Message told = records.ofTenant(tenant).getLast();
    assertThat(told.type()).isEqualTo("support.feedback.answered.v1");
    assertThat(told.key()).isEqualTo(tenant.id() + "|acme-zendesk|48211");
    assertThat(told.subject()).isEqualTo("48211");
    assertThat(told.source()).isEqualTo("/steadfast/feedback");
    assertThat(told.data().get("surveyId").textValue()).isEqualTo(survey);
    assertThat(told.data().get("system").textValue()).isEqualTo("acme-zendesk");
    assertThat(told.data().get("scale").textValue()).isEqualTo("csat-5");
    assertThat(told.data().get("value").intValue()).isEqualTo(5);
    assertThat(told.data().get("about").get("id").textValue()).isEqualTo("5012");
    assertThat(told.data().get("comment").textValue()).startsWith("Solved at once.");
  }

  @Test
  void aValueInTheAddressIsOnlySelected() {
    String page = tenant.pageFor(tenant.survey(), "1");

    String html = browser().get(page + "?value=4").asString();

    assertThat(html).containsOnlyOnce(" checked>").contains("value=\"4\" required checked");
    assertThat(browser().get(page + "?value=9").asString()).doesNotContain(" checked>");
    assertThat(browser().get(page + "?value=%22%3E%3Cscript%3E").asString())
        .doesNotContain("<script");
  }

  @Test
  void thePageIsPlainAndGuarded() {
    String page = tenant.pageFor(tenant.survey(Map.of("language", "de")), "1");

    Response response = browser().get(page);

    response
        .then()
        .statusCode(200)
        .contentType("text/html;charset=UTF-8")
        .header("Cache-Control", "no-store")
        .header("Referrer-Policy", "no-referrer")
        .header("X-Robots-Tag", "noindex")
        .header("X-Content-Type-Options", "nosniff")
        .header("Content-Security-Policy", containsString("default-src 'none'"))
        .header("Content-Security-Policy", containsString("frame-ancestors 'none'"))
        .header("Content-Security-Policy", containsString("form-action 'self'"))
        .header("Content-Security-Policy", not(containsString("unsafe")));
    assertThat(response.asString())
        .startsWith("<!DOCTYPE html>")
        .contains("<html lang=\"de\" dir=\"ltr\">")
        .contains("<legend>How satisfied are you with our help?</legend>")
        .contains("<label class=\"question\" for=\"comment\">")
        .contains("Sehr zufrieden", "Absenden")
        .doesNotContain("<script", "http://", "https://", "@import", "url(");
  }

  @Test
  void theStyleIsTheOneThatThePolicyAllows() throws NoSuchAlgorithmException {
    Response response = browser().get(tenant.pageFor(tenant.survey(), "1"));
    String html = response.asString();
    String style = html.substring(html.indexOf("<style>") + 7, html.indexOf("</style>"));

    String hash =
        Base64.getEncoder()
            .encodeToString(
                MessageDigest.getInstance("SHA-256")
                    .digest(style.getBytes(StandardCharsets.UTF_8)));

    assertThat(response.header("Content-Security-Policy"))
        .contains("style-src 'sha256-" + hash + "'");
  }

  @Test
  void whatSurveysAndCustomersWriteIsEscaped() {
    String evil = "<script>alert(1)</script>\"'&";
    String page =
        tenant.pageFor(
            tenant.survey(
                Map.of(
                    "title", evil,
                    "question", evil,
                    "lowLabel", evil,
                    "commentQuestion", evil,
                    "thankYou", evil)),
            "1");

    String form = browser().get(page).asString();
    String correction =
        answer(page, "9", "</textarea>" + evil).then().statusCode(422).extract().asString();
    String thanks = answer(page, "1", evil).then().statusCode(200).extract().asString();

    for (String html : List.of(form, correction, thanks)) {
      assertThat(html).doesNotContain("<script").contains("&lt;script&gt;");
    }
    assertThat(correction).contains("&lt;/textarea&gt;");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "6", "4.5", "-1", "five", "005", "99999999999", "٥"})
  void aValueOffTheScaleShowsTheFormAgain(String value) {
    String page = tenant.pageFor(tenant.survey(), "1");

    answer(page, value, "Keep me")
        .then()
        .statusCode(422)
        .contentType("text/html;charset=UTF-8")
        .body(containsString("role=\"alert\""))
        .body(containsString("Keep me"));
    program()
        .contentType(FORM)
        .formParam("value", value)
        .post(page)
        .then()
        .statusCode(422)
        .body("code", equalTo("rule-violated"))
        .body("errors[0].pointer", equalTo("/value"));

    assertThat(tenant.answers().getList("items")).isEmpty();
    answer(page, "5", "").then().statusCode(200);
  }

  @Test
  void noValueShowsTheFormAgain() {
    String page = tenant.pageFor(tenant.survey(), "1");

    browser().contentType(FORM).formParam("comment", "x").post(page).then().statusCode(422);
    browser().contentType(FORM).body("").post(page).then().statusCode(422);
  }

  @Test
  void commentsHaveALimitAndNoNul() {
    String page = tenant.pageFor(tenant.survey(), "1");

    answer(page, "5", "😀".repeat(4001)).then().statusCode(422).body(containsString("4,000"));
    answer(page, "5", "a\0b").then().statusCode(422);
    answer(page, "5", "😀".repeat(4000)).then().statusCode(200);

    assertThat(tenant.answers().getString("items[0].comment")).isEqualTo("😀".repeat(4000));
  }

  @Test
  void aHugeFormIsRefused() {
    String page = tenant.pageFor(tenant.survey(), "1");

    answer(page, "5", "x".repeat(300_000)).then().statusCode(413);
    assertThat(tenant.answers().getList("items")).isEmpty();
  }

  @Test
  void onlyFormsAreTaken() {
    String page = tenant.pageFor(tenant.survey(), "1");

    browser()
        .contentType("application/json")
        .body("{\"value\": 5}")
        .post(page)
        .then()
        .statusCode(415);
    browser().delete(page).then().statusCode(405);
  }

  @Test
  void programsGetTheQuestionAndTheThanksAsJson() {
    String page = tenant.pageFor(tenant.survey(Map.of("scale", "csat-3")), "1");

    program()
        .get(page)
        .then()
        .statusCode(200)
        .contentType("application/json")
        .header("Cache-Control", "no-store")
        .body("scale", equalTo("csat-3"))
        .body("values", contains(1, 2, 3))
        .body("lowLabel", equalTo("Very dissatisfied"))
        .body("question", equalTo("How satisfied are you with our help?"));
    program()
        .contentType(FORM)
        .formParam("value", "3")
        .post(page)
        .then()
        .statusCode(200)
        .body("thankYou", equalTo("Your answer has been received."));
  }
}
