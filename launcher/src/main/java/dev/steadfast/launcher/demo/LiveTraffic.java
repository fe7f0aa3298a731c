package dev.steadfast.launcher.demo;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * What happens in the helpdesk from now on, one event at a time: now and then a customer opens an
 * interaction, otherwise the agents go on with the one that has waited longest. Faster than in
 * life, so that there is something to watch.
 */
final class LiveTraffic {
  /**
   * An interaction has about seven events: opening one in seven keeps the queue of open ones level.
   */
  private static final double OPENS = 1.0 / 7;

  private final Clock clock;
  private final RandomGenerator random;
  private final String run;
  private final Deque<DemoEvent> waiting;
  private int opened;

  /**
   * Goes on from a history.
   *
   * @param waiting events still to come; each is sent at the time when its turn comes
   */
  LiveTraffic(Clock clock, Deque<DemoEvent> waiting) {
    this.clock = clock;
    this.run = Long.toString(clock.millis(), 36);
    this.random = new SplittableRandom(clock.millis());
    this.waiting = new ArrayDeque<>(waiting);
  }

  /** The next event, happening now. */
  DemoEvent next() {
    Instant now = clock.instant();
    if (waiting.isEmpty() || random.nextDouble() < OPENS) {
      Team team = Team.any(random);
      opened++;
      List<DemoEvent> story =
          Conversation.tell(random, "L" + run + "-" + opened, team, now, HelpdeskHistory.WEEKS - 1);
      waiting.addAll(story.subList(1, story.size()));
      return story.getFirst();
    }
    return waiting.remove().at(now);
  }
}
