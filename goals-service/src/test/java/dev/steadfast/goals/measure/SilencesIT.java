package dev.steadfast.goals.measure;

import static dev.steadfast.goals.testing.Requests.today;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.steadfast.contracts.metric.MetricCell;
import dev.steadfast.contracts.metric.SilentSources;
import dev.steadfast.goals.testing.MetricDay;
import dev.steadfast.goals.testing.MetricDaysTopic;
import dev.steadfast.goals.testing.Tenant;
import dev.steadfast.platform.testing.ServiceBackends;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Goals on totals hear that a source fell silent. */
@QuarkusTest
@QuarkusTestResource(
    value = ServiceBackends.class,
    initArgs = @ResourceArg(name = "service", value = "goals"),
    restrictToAnnotatedClass = false)
class SilencesIT {
  @Inject
  @DataSource("worker")
  AgroalDataSource worker;

  @Inject MetricDayConsumer consumer;
  @Inject ObjectMapper json;

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
        {"source": "/desk", "system": "desk", "from": "%1$sT00:00:00Z", "to": "%2$sT00:00:00Z",
         "days": [{"day": "%1$s", "weeks": 0.142857}]}"""
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
  void aBatchWithACellAndASilenceMeasuresAGoalOnce() throws SQLException, JsonProcessingException {
    // Given
    String goal = hasFewerTickets();
    tickets(90, 1);
    awaitStatus(goal, "achieved");
    MetricCell cell = new MetricCell("volume", 1, 200, 200, 0, 0, null);
    LocalDate day = today().minusDays(10);

    // When both say in one batch that it is off track
    try (Connection connection = worker.getConnection()) {
      connection.setAutoCommit(false);
      consumer.handle(
          connection,
          List.of(
              record(
                  "dev.steadfast.metric-day.changed.v2",
                  new dev.steadfast.contracts.metric.MetricDay(
                      "team=billing", day, "UTC", 9, List.of(cell))),
              record(
                  "dev.steadfast.metric-day.no-data.v1",
                  new SilentSources(
                      1,
                      List.of(
                          new SilentSources.Silence(
                              "/desk",
                              "desk",
                              Instant.EPOCH,
                              null,
                              List.of(new SilentSources.MissedDay(today().minusDays(5), 0.1))))))));
      connection.commit();
    }

    // Then it was seen once, and is not told before it is seen again
    assertThat(pending(goal)).isEqualTo("off-track 1");
  }

  private ConsumerRecord<byte[], byte[]> record(String type, Object data)
      throws JsonProcessingException {
    var record =
        new ConsumerRecord<>("metric-days", 0, 0, new byte[0], json.writeValueAsBytes(data));
    record.headers().add("ce_tenant", tenant.id().toString().getBytes(StandardCharsets.UTF_8));
    record.headers().add("ce_type", type.getBytes(StandardCharsets.UTF_8));
    return record;
  }

  private String pending(String goal) throws SQLException {
    try (Connection connection = worker.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "SELECT pending_status || ' ' || pending_count FROM goal_standing WHERE goal_id = ?")) {
      select.setObject(1, UUID.fromString(goal));
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getString(1);
      }
    }
  }

  private boolean knows(UUID other) throws SQLException {
    try (Connection connection = worker.getConnection()) {
      return !Silences.of(connection, List.of(other)).isEmpty();
    }
  }

  @Test
  void silencesOfAnotherTenantAreNotOurs() {
    // Given
    String goal = hasFewerTickets();
    tickets(90, 1);
    awaitStatus(goal, "achieved");

    // When
    UUID other = Tenant.anew().id();
    topic.send(
        other.toString(),
        "no-data",
        "dev.steadfast.metric-day.no-data.v1",
        ("{\"revision\": 1, \"silences\": [" + aDay() + "]}").getBytes(StandardCharsets.UTF_8));
    await().atMost(Duration.ofSeconds(20)).until(() -> knows(other));
    tickets(92, 2);

    // Then
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> tenant.goal(goal).<Number>path("standing.value").intValue() == 92);
    assertThat(tenant.goal(goal).<String>path("standing.status")).isEqualTo("achieved");
  }
}
