package dev.steadfast.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LiveTrafficTest {
  private static final Instant NOON = Instant.parse("2026-03-27T12:00:00Z");

  @Test
  void goesOnWithWhatIsOpenAndOpensNewInteractionsAllHappeningNow() {
    // Given
    HelpdeskHistory history = HelpdeskHistory.until(NOON);
    LiveTraffic traffic = new LiveTraffic(Clock.fixed(NOON, ZoneOffset.UTC), history.stillToCome());

    // When
    List<DemoEvent> events = IntStream.range(0, 1000).mapToObj(i -> traffic.next()).toList();

    // Then
    assertThat(events).allMatch(event -> event.time().equals(NOON));
    assertThat(events.stream().map(DemoEvent::id).distinct()).hasSize(1000);
    assertThat(events.stream().filter(event -> event.type().equals("interaction.opened")).count())
        .isBetween(90L, 200L);
    assertThat(events.stream().map(DemoEvent::subject))
        .anyMatch(subject -> subject.startsWith("T-"))
        .anyMatch(subject -> subject.startsWith("L"));
  }
}
