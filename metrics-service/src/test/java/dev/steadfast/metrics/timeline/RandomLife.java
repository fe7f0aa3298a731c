package dev.steadfast.metrics.timeline;

import dev.steadfast.contracts.event.EventType;
import dev.steadfast.metrics.timeline.Happening.AuthorKind;
import dev.steadfast.metrics.timeline.Happening.Scale;
import dev.steadfast.metrics.timeline.Happening.Status;
import java.util.List;
import java.util.Random;

/** Lives of tickets that nobody would think of. */
final class RandomLife {
  private RandomLife() {}

  /** Events in random order, with many at the same instant. */
  static List<TimelineEvent> of(Random random) {
    ATicket ticket = ATicket.unknown();
    int size = 1 + random.nextInt(14);
    boolean isOpenedFirst = random.nextBoolean();
    for (int i = 0; i < size; i++) {
      long at = random.nextInt(12);
      switch (i == 0 && isOpenedFirst ? 0 : random.nextInt(22)) {
        case 20, 21 -> ticket.assigned(at, pick(random, "t"), "a0");
        case 9 ->
            ticket.called(
                at, random.nextBoolean(), random.nextInt(30_000), random.nextInt(3) * 1000L);
        case 10 -> ticket.delivered(at, "i" + random.nextInt(2));
        case 11 -> ticket.rated(at, Scale.NPS, random.nextInt(11), null);
        case 12 -> ticket.replied(at, pick(random, "a"), random.nextInt(90), random.nextInt(500));
        case 13 ->
            ticket.add(at, EventType.ARTICLE_VIEWED, new Happening.Viewed(pick(random, "v")));
        case 14 -> ticket.add(at, EventType.SEARCH_PERFORMED, new Happening.Searched(null));
        case 15 ->
            ticket.add(
                at, EventType.ARTICLE_VOTED, new Happening.Voted(null, random.nextBoolean()));
        case 16 ->
            ticket.add(at, EventType.OUTREACH_SENT, new Happening.ReachedOut(random.nextInt(9)));
        case 17 ->
            ticket.add(
                at,
                EventType.INTERACTION_TAGGED,
                new Happening.Tagged(List.of(pick(random, "x"), pick(random, "x"))));
        case 18 ->
            ticket.messageBy(
                at,
                pick(random, "channel"),
                AuthorKind.values()[random.nextInt(AuthorKind.values().length)],
                random.nextInt(4) > 0);
        case 19 -> ticket.calledBy(at, random.nextInt(3) == 0 ? null : pick(random, "channel"));
        case 0 -> ticket.opened(at, random.nextInt(4) == 0);
        case 1 ->
            ticket.message(
                at,
                AuthorKind.values()[random.nextInt(AuthorKind.values().length)],
                random.nextBoolean());
        case 2 -> ticket.assigned(at, pick(random, "t"), pick(random, "a"));
        case 3, 4, 5 -> ticket.became(at, Status.values()[random.nextInt(Status.values().length)]);
        case 6 -> ticket.reopenedUnseen(at);
        case 7 -> ticket.rated(at, Scale.CSAT_5, 1 + random.nextInt(5), "i" + random.nextInt(2));
        default ->
            ticket.add(
                at,
                EventType.EVENT_WITHDRAWN,
                random.nextBoolean()
                    ? new Happening.Withdrawn("/test", "e" + random.nextInt(size))
                    : new Happening.RatingWithdrawn("i" + random.nextInt(2)));
      }
    }
    return ticket.events();
  }

  /** Policies of tiny limits, changed in between, and a time up to which they were waited for. */
  static Circumstances circumstances(Random random) {
    APolicy[] policies = new APolicy[random.nextInt(4)];
    for (int i = 0; i < policies.length; i++) {
      long from = random.nextInt(8);
      policies[i] = APolicy.at(i).inForce(from, from + 1 + random.nextInt(12));
      if (random.nextInt(3) == 0) {
        policies[i].forTeams("t1", "t2");
      }
      for (TargetKind kind : TargetKind.values()) {
        if (random.nextInt(3) > 0) {
          policies[i].within(kind, 1 + random.nextInt(6));
        }
      }
    }
    return Circumstances.of(APolicy.rules(policies), random.nextInt(20));
  }

  private static String pick(Random random, String prefix) {
    return prefix + random.nextInt(3);
  }
}
