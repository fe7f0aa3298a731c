package dev.steadfast.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class HelpdeskHistoryTest {
  private static final Instant FRIDAY_NOON = Instant.parse("2026-03-27T12:00:00Z");

  private final HelpdeskHistory history = HelpdeskHistory.until(FRIDAY_NOON);

  @Test
  void theSameEndGivesTheSameEvents() {
    // When
    HelpdeskHistory again = HelpdeskHistory.until(FRIDAY_NOON);

    // Then
    assertThat(again.past()).isEqualTo(history.past());
    assertThat(again.stillToCome()).containsExactlyElementsOf(history.stillToCome());
  }

  @Test
  void coversTwelveWeeksUpToTheEndInOrder() {
    // When
    List<DemoEvent> events = history.past();

    // Then
    assertThat(events).isSortedAccordingTo(Comparator.comparing(DemoEvent::time));
    assertThat(events.getLast().time())
        .isBetween(FRIDAY_NOON.minus(1, ChronoUnit.HOURS), FRIDAY_NOON);
    assertThat(ChronoUnit.DAYS.between(events.getFirst().time(), FRIDAY_NOON)).isBetween(82L, 84L);
    assertThat(opened()).hasSizeBetween(8_000, 12_000);
    assertThat(events.stream().map(DemoEvent::id).distinct()).hasSameSizeAs(events);
  }

  @Test
  void fourTeamsTwentyAgentsAndFourChannelsTakePart() {
    // When
    Set<Object> teams =
        opened().stream().map(e -> e.data().get("team")).collect(Collectors.toSet());
    Set<Object> channels =
        opened().stream().map(e -> e.data().get("channel")).collect(Collectors.toSet());
    Set<Object> agents =
        of("interaction.assigned").stream()
            .map(e -> e.data().get("agent"))
            .collect(Collectors.toSet());

    // Then
    assertThat(teams).hasSize(4);
    assertThat(channels).containsExactlyInAnyOrder("email", "web", "chat", "phone");
    assertThat(agents).hasSize(20);
  }

  @Test
  void mondaysAreBusierThanSundays() {
    // When
    Map<Integer, Long> perWeekday =
        opened().stream()
            .collect(
                Collectors.groupingBy(
                    e -> e.time().atZone(ZoneOffset.UTC).getDayOfWeek().getValue(),
                    Collectors.counting()));

    // Then
    assertThat(perWeekday.getOrDefault(1, 0L)).isGreaterThan(3 * perWeekday.getOrDefault(7, 0L));
  }

  @Test
  void billingAnswersInAboutHalfTheTimeAfterItsTraining() {
    // Given
    Instant trained = startOfWeek(Team.TRAINING_WEEK + 1);

    // When
    double before = medianReplyMinutes(Team.BILLING, Instant.MIN, trained);
    double after = medianReplyMinutes(Team.BILLING, trained, Instant.MAX);

    // Then
    assertThat(after / before).isBetween(0.4, 0.65);
    assertThat(
            medianReplyMinutes(Team.ORDERS, trained, Instant.MAX)
                / medianReplyMinutes(Team.ORDERS, Instant.MIN, trained))
        .isBetween(0.75, 1.35);
  }

  @Test
  void accountsGetsWorse() {
    // Given
    Instant late = startOfWeek(9);

    // When
    double early = satisfied(Team.ACCOUNTS, Instant.MIN, startOfWeek(5));
    double now = satisfied(Team.ACCOUNTS, late, Instant.MAX);

    // Then
    assertThat(now).isLessThan(early - 0.08);
  }

  private List<DemoEvent> opened() {
    return of("interaction.opened");
  }

  private List<DemoEvent> of(String type) {
    return history.past().stream().filter(e -> e.type().equals(type)).toList();
  }

  private static Instant startOfWeek(int week) {
    LocalDate first = HelpdeskHistory.firstDay(FRIDAY_NOON);
    return first.plusWeeks(week).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private double medianReplyMinutes(Team team, Instant from, Instant to) {
    Map<String, Instant> openedAt = new HashMap<>();
    opened().stream()
        .filter(e -> team.reference().equals(e.data().get("team")))
        .filter(e -> !e.time().isBefore(from) && e.time().isBefore(to))
        .forEach(e -> openedAt.put(e.subject(), e.time()));
    Map<String, Double> minutes = new HashMap<>();
    of("message.added").stream()
        .filter(e -> openedAt.containsKey(e.subject()) && "agent".equals(author(e).get("kind")))
        .forEach(
            e ->
                minutes.putIfAbsent(
                    e.subject(),
                    Duration.between(openedAt.get(e.subject()), e.time()).toMillis() / 60_000.0));
    List<Double> sorted = minutes.values().stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }

  private double satisfied(Team team, Instant from, Instant to) {
    Set<String> subjects =
        opened().stream()
            .filter(e -> team.reference().equals(e.data().get("team")))
            .filter(e -> !e.time().isBefore(from) && e.time().isBefore(to))
            .map(DemoEvent::subject)
            .collect(Collectors.toSet());
    return of("rating.given").stream()
        .filter(e -> subjects.contains(e.subject()))
        .mapToInt(e -> Integer.parseInt(String.valueOf(e.data().get("value"))) >= 4 ? 1 : 0)
        .average()
        .orElseThrow();
  }

  private static Map<?, ?> author(DemoEvent message) {
    return (Map<?, ?>) message.data().getOrDefault("author", Map.of());
  }
}
