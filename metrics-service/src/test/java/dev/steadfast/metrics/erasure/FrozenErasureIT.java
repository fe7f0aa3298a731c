package dev.steadfast.metrics.erasure;

import static dev.steadfast.metrics.testing.Events.aTicket;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.steadfast.metrics.testing.OldDays;
import dev.steadfast.platform.testing.ServiceBackends;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** People of interactions whose events are gone, altogether (T-1) or but for the last (T-2). */
@QuarkusTest
@QuarkusTestResource(
    value = ServiceBackends.class,
    initArgs = @ResourceArg(name = "service", value = "metrics"))
class FrozenErasureIT {
  private static final String ANNA = "customer-anna-91fe";
  private static final String BOB = "agent-bob-c0a4";
  private static final LocalDate LONG_AGO = LocalDate.parse("2001-03-01");
  private static final LocalDate LATER = LocalDate.parse("2001-03-05");

  @Inject
  @DataSource("worker")
  AgroalDataSource worker;

  private final Desk desk = new Desk(UuidCreator.getTimeOrderedEpoch());

  @BeforeEach
  void frozenTickets() throws SQLException {
    OldDays old = new OldDays(worker, desk.tenant());
    old.forgetDrops();
    desk.keepTexts();
    List<String> events = new ArrayList<>();
    for (String subject : List.of("T-1", "T-2", "T-3")) {
      events.addAll(
          aTicket("desk", subject)
              .event(
                  "interaction.opened",
                  "2026-03-02T09:00:00Z",
                  """
                  {"channel": "email", "team": {"id": "billing"}, "agent": {"id": "%1$s"}, "topic": "lamp",
                   "customer": {"id": "%2$s"}, "tags": ["%2$s", "mail"], "attributes": {"owner": "%1$s"}}"""
                      .formatted(BOB, subject.equals("T-3") ? "carl" : ANNA))
              .repliedBy(BOB, "2026-03-02T09:30:00Z")
              .became("resolved", "2026-03-02T13:00:00Z")
              .event(
                  "rating.given",
                  "2026-03-02T14:00:00Z",
                  """
                  {"scale": "csat-5", "value": 5, "comment": "Yours, Anna Smith"}""")
              .list());
    }
    desk.send(events);
    desk.awaitEvents(12);
    old.received("T-1", LONG_AGO);
    old.received("T-2", LONG_AGO);
    old.received("T-2", LATER, "rating");
    old.dropUntilCutOff(LATER);
    desk.checkFindsNothing(4);
    assertThat(desk.interaction("T-2").getBoolean("frozen")).isTrue();
  }

  private Traces traces() {
    return new Traces(worker);
  }

  @Test
  void theCustomerIsReplacedAndAllNumbersStay() throws SQLException {
    // Given
    String numbers = desk.numbers();
    assertThat(traces().of(desk.tenant(), ANNA)).containsEntry("interaction", 2);
    assertThat(traces().of(desk.tenant(), "Anna Smith")).containsEntry("raw_event", 2);

    // When
    JsonPath done = desk.awaitDone(desk.erase("customer", ANNA, null));

    // Then
    assertThat(traces().of(desk.tenant(), ANNA)).isEmpty();
    // The comment on the ticket of carl is not hers.
    assertThat(traces().of(desk.tenant(), "Anna Smith")).containsEntry("raw_event", 1);
    assertThat(done.getInt("counts.interactionsFound")).isEqualTo(2);
    assertThat(done.getInt("counts.interactionsPseudonymised")).isEqualTo(2);
    assertThat(done.getInt("counts.eventsChanged")).isEqualTo(1);
    assertThat(desk.interaction("T-1").getString("customer"))
        .isEqualTo(done.getString("pseudonym"));
    assertThat(desk.numbers()).isEqualTo(numbers);
    assertThat(desk.count("first-contact-resolution", "")).isEqualTo(3);
    desk.checkFindsNothing(4);
  }

  @Test
  void whatWasCountedOfRemovedInteractionsIsTakenBack() throws SQLException {
    // Given
    assertThat(desk.value("volume", "count", "")).isEqualTo(3);

    // When
    JsonPath done = desk.awaitDone(desk.erase("customer", ANNA, "remove"));

    // Then
    assertThat(done.getInt("counts.interactionsRemoved")).isEqualTo(2);
    assertThat(done.getInt("counts.eventsRemoved")).isEqualTo(1);
    assertThat(traces().of(desk.tenant(), ANNA)).isEmpty();
    assertThat(desk.interactions("T-1")).isEmpty();
    assertThat(desk.value("volume", "count", "")).isEqualTo(1);
    assertThat(desk.count("csat", "")).isEqualTo(1);
    assertThat(desk.count("first-contact-resolution", "")).isEqualTo(1);
    desk.checkFindsNothing(4);

    // And when a late event comes of one of them
    desk.send(
        aTicket("desk", "T-1")
            .event("interaction.spam", "2026-03-05T09:00:00Z", "{}")
            .list()
            .stream()
            .map(event -> event.replace("T-1/0", "late"))
            .toList());

    // Then
    desk.awaitFate("/test/desk", "late", "erased");
    desk.checkFindsNothing(4);
  }

  @Test
  void theNumbersOfAnAgentMoveToThePseudonym() throws SQLException {
    // Given
    String numbers = desk.numbers();
    assertThat(desk.value("resolved", "count", "agent:" + BOB)).isEqualTo(3);
    assertThat(desk.count("first-contact-resolution", "agent:" + BOB)).isEqualTo(3);

    // When
    JsonPath done = desk.awaitDone(desk.erase("agent", BOB, null));

    // Then
    String pseudonym = "agent:" + done.getString("pseudonym");
    assertThat(done.getInt("counts.interactionsPseudonymised")).isEqualTo(3);
    assertThat(traces().of(desk.tenant(), BOB)).isEmpty();
    assertThat(desk.value("resolved", "count", pseudonym)).isEqualTo(3);
    assertThat(desk.count("first-contact-resolution", pseudonym)).isEqualTo(3);
    assertThat(desk.numbers()).isEqualTo(numbers);
    desk.checkFindsNothing(4);
  }
}
