package dev.steadfast.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** From a resolved ticket to the customer's answer, and on to the metric and the goal. */
@ExtendWith(RunningSuite.Shared.class)
class FeedbackE2E {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final byte[] FIVE =
      "value=5&comment=Quick+and+kind".getBytes(StandardCharsets.UTF_8);

  private final TenantClient tenant;
  private final TenantClient customer;

  FeedbackE2E(RunningSuite suite) {
    this.tenant = suite.newTenant("Feedback");
    this.customer = suite.stranger();
  }

  @Test
  void anAnswerMovesTheMetricAndTheGoalOnce() {
    // Given
    String survey = define("Here and now");
    String goal = csatGoal();
    resolve("T-1");
    JsonNode invitation = awaitInvitation(survey);
    assertThat(invitation.path("state").asText()).isEqualTo("invited");
    assertThat(invitation.path("subject").asText()).isEqualTo("T-1");
    String page = URI.create(invitation.path("link").asText()).getRawPath();

    // When: a mail scanner follows the link, with a value in it
    for (String query : List.of("", "?value=5", "?value=1")) {
      Answer shown = customer.get(page + query, "Accept", "text/html");
      assertThat(shown.expect(200).header("content-type")).startsWith("text/html");
      assertThat(shown.body()).contains("How satisfied are you?");
    }

    // Then
    assertThat(answers()).isEmpty();
    assertThat(csat().path("n").asInt()).isZero();

    // When: the customer answers
    Answer thanks = answer(page);

    // Then
    assertThat(thanks.expect(200).body()).contains("Thank you");
    answer(page).expect(409);
    customer
        .send(
            "POST",
            page,
            FIVE,
            "Content-Type",
            "application/x-www-form-urlencoded",
            "Accept",
            "application/json")
        .expectProblem(409, "already-answered");
    await().atMost(PATIENCE).until(() -> csat().path("n").asInt() == 1);
    assertThat(csat().at("/values/share").asDouble()).isEqualTo(100);
    JsonNode standing =
        await()
            .atMost(PATIENCE)
            .until(
                () -> tenant.get("/v1/goals/" + goal).json().path("standing"),
                now -> now.path("n").asInt() == 1);
    assertThat(standing.path("value").asDouble()).isEqualTo(100);
    // From 50 to 90 wanted, 100 reached: 50 of 40 points.
    assertThat(standing.path("progress").asDouble()).isEqualTo(1.25);
    assertThat(answers()).hasSize(1);
    assertThat(answers().get(0).path("value").asInt()).isEqualTo(5);
    assertThat(answers().get(0).path("comment").asText()).isEqualTo("Quick and kind");
    assertThat(awaitInvitation(survey).path("state").asText()).isEqualTo("answered");
  }

  @Test
  void aWithdrawnAnswerCountsNoMore() {
    // Given
    String survey = define("To be withdrawn");
    resolve("T-2");
    String page = URI.create(awaitInvitation(survey).path("link").asText()).getRawPath();
    answer(page).expect(200);
    await().atMost(PATIENCE).until(() -> csat().path("n").asInt() == 1);

    // When
    String id = answers().get(0).path("id").asText();
    tenant.post("/v1/answers/" + id + ":withdraw", Map.of("reason", "a test of ours")).expect(200);

    // Then
    await().atMost(PATIENCE).until(() -> csat().path("n").asInt() == 0);
  }

  @Test
  void anErasureReachesWhatTheCustomerWrote() {
    // Given the customer's answer about one ticket, and an open invitation about another
    String survey = define("To be erased");
    Desk desk = new Desk("feedback-desk");
    for (String subject : List.of("T-4", "T-5")) {
      tenant.sendEvents(
          List.of(
              desk.event(
                  "interaction.opened",
                  subject,
                  desk.now().minus(2, ChronoUnit.HOURS),
                  Map.of("customer", Map.of("id", "lena-4711"))),
              desk.resolved(subject, desk.now())));
    }
    JsonNode invitations =
        await()
            .atMost(PATIENCE)
            .until(
                () ->
                    tenant
                        .get("/v1/invitations?surveyId=" + survey)
                        .expect(200)
                        .json()
                        .path("items"),
                items -> items.size() == 2);
    String answered = URI.create(invitations.get(0).path("link").asText()).getRawPath();
    String open = URI.create(invitations.get(1).path("link").asText()).getRawPath();
    answer(answered).expect(200);
    await().atMost(PATIENCE).until(() -> csat().path("n").asInt() == 1);

    // When
    tenant.post("/v1/erasures", Map.of("kind", "customer", "reference", "lena-4711")).expect(202);

    // Then the rating stays and the words go
    await().atMost(PATIENCE).until(() -> !answers().get(0).hasNonNull("comment"));
    assertThat(answers().get(0).path("value").asInt()).isEqualTo(5);
    answer(open).expect(410);
    assertThat(answers()).hasSize(1);
    assertThat(csat().path("n").asInt()).isEqualTo(1);
  }

  @Test
  void aLinkThatWasTouchedIsNoLink() {
    // Given
    String survey = define("Forged");
    resolve("T-3");
    String page = URI.create(awaitInvitation(survey).path("link").asText()).getRawPath();
    char last = page.charAt(page.length() - 6);
    String forged =
        page.substring(0, page.length() - 6)
            + (last == 'A' ? 'B' : 'A')
            + page.substring(page.length() - 5);

    // When
    Answer refused = answer(forged);

    // Then
    refused.expect(404);
    customer.get(forged, "Accept", "application/json").expectProblem(404, "not-found");
    customer.get(page, "Accept", "application/json").expect(200);
  }

  private String define(String title) {
    return tenant
        .post(
            "/v1/surveys",
            Map.of(
                "title",
                title,
                "scale",
                "csat-5",
                "question",
                "How satisfied are you?",
                "commentQuestion",
                "What could be better?"))
        .expect(201)
        .json()
        .path("id")
        .asText();
  }

  private String csatGoal() {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    return tenant.activeGoal(
        Map.of(
            "title",
            "Nine of ten are satisfied",
            "period",
            Map.of("from", today.minusDays(10).toString(), "to", today.plusDays(10).toString()),
            "target",
            Map.of(
                "metric",
                "csat",
                "baseline",
                Map.of("value", 50),
                "levels",
                Map.of("target", 90))));
  }

  private void resolve(String subject) {
    Desk desk = new Desk("feedback-desk");
    tenant.sendEvents(
        List.of(
            desk.opened(subject, desk.now().minus(2, ChronoUnit.HOURS), "billing"),
            desk.resolved(subject, desk.now())));
  }

  private JsonNode awaitInvitation(String survey) {
    return await()
        .atMost(PATIENCE)
        .until(
            () -> tenant.get("/v1/invitations?surveyId=" + survey).expect(200).json().path("items"),
            items -> items.size() == 1)
        .get(0);
  }

  private Answer answer(String page) {
    return customer.send(
        "POST",
        page,
        FIVE,
        "Content-Type",
        "application/x-www-form-urlencoded",
        "Accept",
        "text/html");
  }

  private JsonNode answers() {
    return tenant.get("/v1/answers").expect(200).json().path("items");
  }

  private JsonNode csat() {
    return tenant.summary("csat", "");
  }
}
