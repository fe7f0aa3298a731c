package dev.steadfast.feedback.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.steadfast.feedback.FeedbackBackends;
import dev.steadfast.feedback.Tenant;
import dev.steadfast.feedback.invitation.SurveyLink;
import dev.steadfast.feedback.invitation.SurveyLinkSigner;
import dev.steadfast.platform.testing.MovableClock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(FeedbackBackends.class)
class SurveyLinkIT {
  private static final String FORM = "application/x-www-form-urlencoded; charset=UTF-8";

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
  void readingRecordsNothingWhateverTheParameters() {
    String page = tenant.pageFor(tenant.survey(), "1");

    for (int i = 0; i < 3; i++) {
      browser().get(page + "?value=5&comment=bot").then().statusCode(200);
      browser().head(page + "?value=5").then().statusCode(200).header("Cache-Control", "no-store");
    }

    assertThat(tenant.answers().getList("items")).isEmpty();
    tenant.with().get("/v1/invitations").then().body("items.state", contains("invited"));
  }

  @Test
  void anAnswerIsRecordedOnce() {
    String page = tenant.pageFor(tenant.survey(), "1");

    answer(page, "5", "").then().statusCode(200).body(containsString("Thank you"));
    answer(page, "1", "changed my mind")
        .then()
        .statusCode(409)
        .contentType("text/html;charset=UTF-8")
        .body(containsString("Already answered"));
    browser().get(page).then().statusCode(409).body(containsString("Already answered"));
    program()
        .contentType(FORM)
        .formParam("value", "1")
        .post(page)
        .then()
        .statusCode(409)
        .contentType("application/problem+json")
        .body("code", equalTo("already-answered"));

    assertThat(tenant.answers().getList("items.value")).containsExactly(5);
    assertThat(tenant.answers().getString("items[0].comment")).isNull();
  }

  @Test
  void tenCustomersAtTheSameMomentAreOneAnswer() throws Exception {
    String page = tenant.pageFor(tenant.survey(), "1");
    List<Callable<Integer>> posts = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      posts.add(() -> answer(page, "4", "").statusCode());
    }

    List<Integer> statuses = new ArrayList<>();
    try (var executor = Executors.newFixedThreadPool(10)) {
      for (Future<Integer> status : executor.invokeAll(posts)) {
        statuses.add(status.get());
      }
    }

    assertThat(statuses)
        .containsOnlyOnce(200)
        .filteredOn(status -> status != 200)
        .containsOnly(409);
    assertThat(tenant.answers().getList("items")).hasSize(1);
  }

  @Test
  void anExpiredLinkIsGone() {
    String page = tenant.pageFor(tenant.survey(), "1");
    clock.moveAhead(Duration.ofDays(15));

    browser().get(page).then().statusCode(410).body(containsString("No longer open"));
    browser().head(page).then().statusCode(410);
    answer(page, "5", "").then().statusCode(410);
    program().get(page).then().statusCode(410).body("code", equalTo("link-expired"));

    assertThat(tenant.answers().getList("items")).isEmpty();
  }

  @Test
  void guessedAndTamperedLinksAreNotFound() {
    String page = tenant.pageFor(tenant.survey(), "1");
    String token = page.substring(3);
    char last = token.charAt(79);
    List<String> wrong =
        List.of(
            "guess",
            "A".repeat(80),
            token.substring(0, 79),
            token + "A",
            token.substring(0, 79) + (last == 'A' ? 'B' : 'A'),
            (token.charAt(0) == 'A' ? 'B' : 'A') + token.substring(1),
            token.substring(0, 70) + "%00" + token.substring(71));

    for (String guess : wrong) {
      browser()
          .urlEncodingEnabled(false)
          .get("/s/" + guess)
          .then()
          .statusCode(404)
          .contentType("text/html;charset=UTF-8")
          .header("Cache-Control", "no-store")
          .body(containsString("Link not valid"), not(containsString(guess)));
      answer("/s/" + guess.replace("%00", ""), "5", "").then().statusCode(404);
    }
    program().get("/s/" + "A".repeat(80)).then().statusCode(404).body("code", equalTo("not-found"));

    assertThat(tenant.answers().getList("items")).isEmpty();
  }

  @Test
  void aSignedLinkOfAnotherTenantOrOfNothingIsNotFound() {
    JsonPath invitation = tenant.invite(tenant.survey(), "1");
    UUID id = UUID.fromString(invitation.getString("id"));
    SurveyLinkSigner signer = new SurveyLinkSigner(FeedbackBackends.LINK_SECRET);
    var expiry = clock.instant().plus(1, ChronoUnit.DAYS);

    String othersToken = signer.tokenOf(new SurveyLink(UUID.randomUUID(), id, expiry));
    String nothingsToken = signer.tokenOf(new SurveyLink(tenant.id(), UUID.randomUUID(), expiry));

    browser().get("/s/" + othersToken).then().statusCode(404);
    answer("/s/" + othersToken, "5", "").then().statusCode(404);
    browser().get("/s/" + nothingsToken).then().statusCode(404);
    assertThat(tenant.answers().getList("items")).isEmpty();
  }

  @Test
  void aLinkOfAnotherSecretIsNotFound() {
    JsonPath invitation = tenant.invite(tenant.survey(), "1");
    SurveyLinkSigner stranger = new SurveyLinkSigner("0123456789abcdefghijklmnopqrstuvwxyz");

    String forged =
        stranger.tokenOf(
            new SurveyLink(
                tenant.id(),
                UUID.fromString(invitation.getString("id")),
                Instant.parse(invitation.getString("expiresAt"))));

    browser().get("/s/" + forged).then().statusCode(404);
  }

  @Test
  void onlyTheGatewayReachesThePage() {
    String page = tenant.pageFor(tenant.survey(), "1");

    RestAssured.given().get(page).then().statusCode(401);
    RestAssured.given()
        .accept("application/json")
        .get(page)
        .then()
        .statusCode(401)
        .body("code", equalTo("unauthenticated"));
    tenant.with().get(page).then().statusCode(403);
  }

  @Test
  void logsHoldNeitherTokensNorComments() {
    List<String> lines = new CopyOnWriteArrayList<>();
    Handler listener =
        new Handler() {
          @Override
          public void publish(LogRecord line) {
            lines.add(line.getMessage() + " " + line.getThrown());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    String page = tenant.pageFor(tenant.survey(), "1");
    Logger root = Logger.getLogger("");
    root.addHandler(listener);
    try {
      browser().get(page);
      answer(page, "9", "confidential-words");
      answer(page, "5", "confidential-words");
      answer(page, "5", "confidential-words");
      browser().get(page + "x");
    } finally {
      root.removeHandler(listener);
    }

    assertThat(lines)
        .noneMatch(line -> line.contains("confidential-words"))
        .noneMatch(line -> line.contains(page.substring(3)));
  }
}
