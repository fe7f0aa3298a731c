package dev.steadfast.metrics.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steadfast.metrics.alert.Reading.Seen;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Tables worked by hand. A look a minute: B beyond, C clear, T between, F too few, M missing; in
 * quiet hours with a q. What comes of it: o ok, p pending, f firing, n no data; in capitals where
 * it is told.
 */
class AlertStateTest {
  private static final Instant BEGIN = Instant.parse("2026-03-02T09:00:00Z");
  private static final Seen SEEN = new Seen(1.0, null, null, 1, "seen");

  private static Reading reading(String look) {
    return switch (look.charAt(0)) {
      case 'B' -> new Reading.Beyond(SEEN);
      case 'C' -> new Reading.Clear(SEEN);
      case 'T' -> new Reading.Between(SEEN);
      case 'F' -> new Reading.TooFew(SEEN);
      default -> new Reading.Missing(SEEN);
    };
  }

  private static String statuses(String looks, Duration holdDown) {
    AlertState state = AlertState.fresh(BEGIN);
    List<String> statuses = new ArrayList<>();
    Instant at = BEGIN;
    for (String look : looks.split(" ")) {
      AlertState.Step step = state.after(reading(look), at, holdDown, look.endsWith("q"));
      state = step.state();
      String status = state.status().substring(0, 1);
      statuses.add(step.tell() ? status.toUpperCase(java.util.Locale.ROOT) : status);
      at = at.plusSeconds(60);
    }
    return String.join(" ", statuses);
  }

  @ParameterizedTest
  @CsvSource({
    "B B B, p p F",
    "B C B B B, p o p p F",
    "B T B B B, p o p p F",
    "B F B B B, p o p p F",
    "B B B T F B C, p p F f f f O",
    "M M M, o o N",
    "M C M M M, o o o o N",
    "M B B B, o p p F",
    "B B B M B, p p F f f",
    "B B B M M M, p p F f f N",
    "M M M T, o o N O",
    "M M M B B B, o o N p p F",
    "C T F C, o o o o"
  })
  void whatHoldsForTwoMinutesIsTold(String looks, String statuses) {
    assertThat(statuses(looks, Duration.ofMinutes(2))).isEqualTo(statuses);
  }

  @ParameterizedTest
  @CsvSource({"B C B, F O F", "M, N", "T F, o o"})
  void withoutAHoldDownTheFirstLookCounts(String looks, String statuses) {
    assertThat(statuses(looks, Duration.ZERO)).isEqualTo(statuses);
  }

  @ParameterizedTest
  @CsvSource({
    "Bq Bq B B, f f F f",
    "Bq Cq C, f o o",
    "B Cq Cq C, F o o O",
    "Bq Mq M, f n N",
    "B Cq Bq B, F o f f"
  })
  void quietHoursAreToldOnceAndOnlyWhatStillHolds(String looks, String statuses) {
    assertThat(statuses(looks, Duration.ZERO)).isEqualTo(statuses);
  }

  @Test
  void aHoleInTheLookingBeginsTheHoldAnew() {
    // Given
    Duration hold = Duration.ofMinutes(15);
    AlertState state = AlertState.fresh(BEGIN).after(reading("B"), BEGIN, hold, false).state();

    // When
    AlertState after =
        state.after(reading("B"), BEGIN.plus(Duration.ofMinutes(20)), hold, false).state();

    // Then
    assertThat(after.status()).isEqualTo("pending");
    assertThat(after.statusSince()).isEqualTo(BEGIN.plus(Duration.ofMinutes(20)));
  }

  @Test
  void pendingAndFiringSaySinceWhen() {
    // Given
    Duration hold = Duration.ofMinutes(1);

    // When
    AlertState pending = AlertState.fresh(BEGIN).after(reading("B"), BEGIN, hold, false).state();
    AlertState firing = pending.after(reading("B"), BEGIN.plusSeconds(60), hold, false).state();
    AlertState later = firing.after(reading("B"), BEGIN.plusSeconds(120), hold, false).state();

    // Then
    assertThat(pending.statusSince()).isEqualTo(BEGIN);
    assertThat(firing.statusSince()).isEqualTo(BEGIN.plusSeconds(60));
    assertThat(later.statusSince()).isEqualTo(BEGIN.plusSeconds(60));
  }
}
