package dev.steadfast.bench.workload;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * A year of a helpdesk with 20 teams, 60 agents, 4 channels and 4 priorities, conversation by
 * conversation: too large to be held as a whole. The same arguments give the same events.
 */
public final class HelpdeskYear {
  /** The first day, a Monday; all is in UTC. */
  public static final LocalDate FIRST_DAY = LocalDate.of(2024, 9, 2);

  /** The day after the last one. */
  public static final LocalDate END_DAY = FIRST_DAY.plusDays(371);

  public static final int TEAMS = 20;

  /** No event of a conversation is later than so long after its opening, in milliseconds. */
  public static final long LONGEST_MS = Conversation.LONGEST_MS;

  private HelpdeskYear() {}

  /** How many conversations have about that many events. */
  public static int interactions(long events) {
    return (int) (events * HelpdeskStream.SIZES.length / 50);
  }

  /** One conversation with exactly that many events, 5 or more, opened on the first day. */
  public static List<ScriptedEvent> conversation(int events, long seed) {
    long first = FIRST_DAY.atTime(9, 30).toInstant(ZoneOffset.UTC).toEpochMilli();
    return Conversation.script(
        0, TEAMS, first, events, new SplittableRandom(seed), new Answers.Gathering());
  }

  /** Shows the events of each conversation, in the order in which these are opened. */
  public static void forEach(int interactions, long seed, Consumer<List<ScriptedEvent>> consumer) {
    SplittableRandom random = new SplittableRandom(seed);
    Answers.Gathering answers = new Answers.Gathering();
    long first = FIRST_DAY.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    long end = END_DAY.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    long span = end - LONGEST_MS - first;
    for (int i = 0; i < interactions; i++) {
      long openedAt = first + (long) (span * ((i + random.nextDouble()) / interactions));
      int size = HelpdeskStream.SIZES[i % HelpdeskStream.SIZES.length];
      consumer.accept(Conversation.script(i, TEAMS, openedAt, size, random.split(), answers));
    }
  }
}
