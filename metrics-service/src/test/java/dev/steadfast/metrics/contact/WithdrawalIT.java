package dev.steadfast.metrics.contact;

import static dev.steadfast.metrics.testing.Events.aTicket;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.steadfast.metrics.event.InteractionId;
import dev.steadfast.metrics.testing.Events;
import dev.steadfast.platform.testing.ServiceBackends;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A withdrawal counts wherever it comes from and whenever: that of another interaction as well. */
@QuarkusTest
@QuarkusTestResource(
    value = ServiceBackends.class,
    initArgs = @ResourceArg(name = "service", value = "metrics"))
class WithdrawalIT {
  private static final Instant BEGIN = Instant.parse("2026-03-01T00:00:00Z");
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final List<String> COUNTED =
      List.of("volume", "resolved", "resolution-time", "reopen-rate.events", "backlog");

  private final HelpDesk desk = new HelpDesk(UuidCreator.getTimeOrderedEpoch());

  private static List<String> aResolvedTicket() {
    return HelpDesk.ticket("T-1", "c1", "t1", "2026-03-10T09:00:00Z")
        .became("resolved", "2026-03-10T10:00:00Z")
        .list();
  }

  /** That the ticket was resolved is taken back by a system that knows it by another name. */
  private static List<String> itsWithdrawal() {
    return withdrawal("T-1/1", "2026-03-10T11:00:00Z");
  }

  private static List<String> withdrawal(String of, String time) {
    return aTicket("crm", "of " + of)
        .event(
            "event.withdrawn", time, "{\"source\": \"/test/desk\", \"id\": \"%s\"}".formatted(of))
        .list();
  }

  private void send(List<String> first, List<String> then) {
    desk.send(first);
    desk.awaitEvents(first.size());
    desk.send(then);
    desk.awaitEvents(first.size() + then.size());
  }

  private ValidatableResponse fateOfWithdrawal() {
    return desk.request()
        .queryParam("source", "/test/crm")
        .queryParam("id", "of T-1/1/0")
        .get("/v1/events")
        .then();
  }

  private void nothingIsResolved() {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(desk.observations("resolved")).isEmpty());
    assertThat(desk.observations("volume")).hasSize(1);
    desk.checkFindsNothing();
    desk.request()
        .get("/v1/interactions")
        .then()
        .body("items.subject", equalTo(List.of("T-1")))
        .body("items[0].events", equalTo(3));
    fateOfWithdrawal()
        .body("state", equalTo("processed"))
        .body("interactionId", equalTo(InteractionId.of("desk", "T-1").toString()));
    assertThat(desk.explanation("T-1").getList("withdrawn.id")).isEqualTo(List.of("T-1/1"));
  }

  @Test
  void anEventOfAnotherInteractionIsWithdrawn() {
    send(aResolvedTicket(), itsWithdrawal());

    nothingIsResolved();
  }

  @Test
  void whatCountsWithdrawalsCountsAMovedOneOnce() {
    // Given
    desk.define(
        """
        {"key": "corrections", "kind": "count", "title": "Corrections",
         "events": {"type": "support.event.withdrawn.v1"}}""");
    desk.awaitReady("corrections");

    // When
    send(aResolvedTicket(), itsWithdrawal());

    // Then: what the interaction of the withdrawal counted went with it
    nothingIsResolved();
    assertThat(desk.observations("corrections")).hasSize(1);
    desk.request()
        .queryParam("from", "2026-03-01")
        .queryParam("to", "2026-04-01")
        .get("/v1/metrics/corrections/summary")
        .then()
        .body("series[0].points[0].n", equalTo(1));
  }

  @Test
  void anEventThatComesAfterItsWithdrawalIsWithdrawn() {
    // Given
    desk.send(itsWithdrawal());
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                fateOfWithdrawal()
                    .body("reason", containsString("that it withdraws is not known")));

    // When
    desk.send(aResolvedTicket());
    desk.awaitEvents(3);

    // Then
    nothingIsResolved();
  }

  @Test
  void anEventThatComesWithItsWithdrawalIsWithdrawn() {
    desk.send(Stream.concat(itsWithdrawal().stream(), aResolvedTicket().stream()).toList());
    desk.awaitEvents(3);

    nothingIsResolved();
  }

  @Test
  void aWithdrawalGoesWithThePersonWhoseTicketItIsOf() {
    // Given
    send(aResolvedTicket(), itsWithdrawal());
    nothingIsResolved();

    // When
    desk.erase("c1", "remove");

    // Then
    desk.awaitEvents(0);
    desk.checkFindsNothing();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void anyOrderGivesWhatWithdrawalsWithinTheInteractionGive(long seed) {
    // Given
    Random random = new Random(seed);
    List<String> lives = new ArrayList<>();
    List<String> within = new ArrayList<>();
    List<String> without = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      Events life = aLife("T-" + i, random);
      lives.addAll(life.list());
      String of = "T-%d/%d".formatted(i, random.nextInt(life.list().size()));
      String time = time(900 + random.nextInt(50));
      if (random.nextInt(3) > 0) {
        without.addAll(withdrawal(of, time));
        within.add(
            life.event("event.withdrawn", time, "{\"id\": \"%s\"}".formatted(of)).list().getLast());
      }
    }
    HelpDesk other = new HelpDesk(UUID.randomUUID());
    other.send(Stream.concat(lives.stream(), within.stream()).toList());
    other.awaitEvents(lives.size() + within.size());

    // When
    List<String> sent = new ArrayList<>(lives);
    sent.addAll(without);
    Collections.shuffle(sent, random);
    for (int at = 0; at < sent.size(); ) {
      int to = Math.min(sent.size(), at + 1 + random.nextInt(20));
      desk.send(sent.subList(at, to));
      at = to;
    }
    desk.awaitEvents(sent.size());

    // Then
    for (String metric : COUNTED) {
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(desk.observations(metric))
                      .as(metric)
                      .isEqualTo(other.observations(metric)));
    }
    assertThat(desk.observations("resolved")).isNotEmpty();
    desk.checkFindsNothing();
  }

  private static Events aLife(String subject, Random random) {
    int opened = random.nextInt(28 * 24);
    return HelpDesk.ticket(subject, "c" + random.nextInt(4), "t", time(opened))
        .assigned("team-" + random.nextInt(3), null, time(opened + random.nextInt(3)))
        .became("resolved", time(opened + 5 + random.nextInt(9)))
        .became("open", time(opened + 20))
        .became("resolved", time(opened + 21 + random.nextInt(50)));
  }

  private static String time(long hours) {
    return BEGIN.plus(Duration.ofHours(hours)).toString();
  }
}
