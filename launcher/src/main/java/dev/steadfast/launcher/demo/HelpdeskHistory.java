package dev.steadfast.launcher.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Twelve weeks of a helpdesk, ending at a given instant: about 9,000 interactions of four teams
 * with a weekly and a daily pattern. The same end gives the same events.
 */
final class HelpdeskHistory {
  static final int WEEKS = 12;

  private static final long SEED = 20_261_101L;

  /** Interactions a day, Monday first. */
  private static final int[] PER_DAY = {156, 138, 132, 128, 116, 48, 36};

  private final Instant end;
  private final List<DemoEvent> past = new ArrayList<>();
  private final Deque<DemoEvent> open = new ArrayDeque<>();

  private HelpdeskHistory(Instant end) {
    this.end = end;
  }

  static HelpdeskHistory until(Instant end) {
    HelpdeskHistory history = new HelpdeskHistory(end);
    history.simulate();
    return history;
  }

  /** The first day of the simulation, a whole number of weeks before the last one. */
  static LocalDate firstDay(Instant end) {
    return end.atZone(ZoneOffset.UTC).toLocalDate().minusWeeks(WEEKS).plusDays(1);
  }

  private void simulate() {
    RandomGenerator random = new SplittableRandom(SEED);
    LocalDate first = firstDay(end);
    int number = 0;
    for (int day = 0; day < WEEKS * 7; day++) {
      LocalDate date = first.plusDays(day);
      int expected = PER_DAY[date.getDayOfWeek().getValue() - 1];
      int count = (int) Math.round(expected * (1 + 0.08 * random.nextGaussian()));
      for (int i = 0; i < count; i++) {
        Team team = Team.any(random);
        Instant opened = date.atStartOfDay(ZoneOffset.UTC).toInstant().plus(timeOfDay(random));
        number++;
        String subject = "T-" + (100_000 + number);
        keep(Conversation.tell(random, subject, team, opened, day / 7));
      }
    }
    past.sort(Comparator.comparing(DemoEvent::time));
  }

  /** Most interactions begin in office hours; the rest is spread over the day. */
  private static Duration timeOfDay(RandomGenerator random) {
    double hour =
        random.nextDouble() < 0.8
            ? Math.clamp(13 + 2.8 * random.nextGaussian(), 0, 23.99)
            : random.nextDouble() * 24;
    return Duration.ofMillis((long) (hour * 3_600_000));
  }

  private void keep(List<DemoEvent> story) {
    if (story.getFirst().time().isAfter(end)) {
      return;
    }
    for (DemoEvent event : story) {
      if (event.time().isAfter(end)) {
        open.add(event);
      } else {
        past.add(event);
      }
    }
  }

  /** All that has happened, in the order of time. */
  List<DemoEvent> past() {
    return past;
  }

  /**
   * What is still to happen in the interactions that are open at the end; each one's own in order.
   */
  Deque<DemoEvent> stillToCome() {
    return open;
  }
}
