package dev.steadfast.goals.measure;

import static dev.steadfast.goals.testing.Requests.today;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.steadfast.goals.testing.MetricDay;
import dev.steadfast.goals.testing.MetricDaysTopic;
import dev.steadfast.goals.testing.Tenant;
import dev.steadfast.platform.testing.ServiceBackends;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Goals on totals hear that a source fell silent. */
@QuarkusTest
@QuarkusTestResource(
    value = ServiceBackends.class,
    initArgs = @ResourceArg(name = "service", value = "goals"),
    restrictToAnnotatedClass = false)
class SilencesIT {
  private final Tenant tenant = Tenant.anew();
  private final MetricDaysTopic topic = new MetricDaysTopic();

  @AfterEach
  void close() {
    topic.close();
  }

  /** At most 100 tickets in ten days that are over, from 300 before. */
  private String hasFewerTickets() {
    return tenant.hasActive(
        """
        {"title": "Fewer tickets", "scope": {"team": "billing"}, "period": {"from": "%s", "to": "%s"},
         "target": {"metric": "volume", "baseline": {"value": 300}, "levels": {"target": 100}, "minimumSample": 1}}
        """
            .formatted(today().minusDays(10), today().minusDays(1)));
  }

  private void tickets(int count, long revision) {
    topic.tell(
        tenant,
        new MetricDay(
            "volume",
            1,
            "team=billing",
            today().minusDays(10),
            "UTC",
            count,
            count,
            0,
            0,
            null,
            revision));
  }

  /** A seventh of a week is missing on that day; or nothing, where there is none. */
  private void silent(int revision, String silences) {
    topic.send(
        tenant.id().toString(),
        "no-data",
        "dev.steadfast.metric-day.no-data.v1",
        "{\"revision\": %d, \"later\": 1, \"silences\": [%s]}"
            .formatted(revision, silences)
            .getBytes(StandardCharsets.UTF_8));
  }

  private static String aDay() {
    return """
        {"source": "/desk", "system": "desk", "from": "%1$sT00:00:00Z", "to": "%2$sT00:00:00Z", "weeks": 0.142857}"""
        .formatted(today().minusDays(5), today().minusDays(4));
  }

  private void awaitStatus(String goal, String status) {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> status.equals(tenant.goal(goal).path("standing.status")));
  }

  @Test
  void aTotalThatMayBeTooLowIsNoSuccessUntilWhatIsMissingCame() {
    // Given
    String goal = hasFewerTickets();
    tickets(90, 1);
    awaitStatus(goal, "achieved");

    // When
    silent(1, aDay());

    // Then
    awaitStatus(goal, "no-data");
    assertThat(tenant.goal(goal).<String>path("standing.verdict.outcome")).isEqualTo("no-data");
    assertThat(tenant.goal(goal).<String>path("standing.verdict.reason"))
        .isEqualTo("/desk sent nothing on " + today().minusDays(5));

    // And when the events have come, and the older message comes again
    silent(3, "");
    silent(2, aDay());

    // Then
    awaitStatus(goal, "achieved");
    tickets(91, 2);
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> tenant.goal(goal).<Number>path("standing.value").intValue() == 91);
    assertThat(tenant.goal(goal).<String>path("standing.status")).isEqualTo("achieved");
  }

  @Test
  void silencesOfAnotherTenantAreNotOurs() {
    // Given
    String goal = hasFewerTickets();
    tickets(90, 1);
    awaitStatus(goal, "achieved");

    // When
    topic.send(
        Tenant.anew().id().toString(),
        "no-data",
        "dev.steadfast.metric-day.no-data.v1",
        ("{\"revision\": 1, \"silences\": [" + aDay() + "]}").getBytes(StandardCharsets.UTF_8));
    tickets(92, 2);

    // Then
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> tenant.goal(goal).<Number>path("standing.value").intValue() == 92);
    assertThat(tenant.goal(goal).<String>path("standing.status")).isEqualTo("achieved");
  }
}
