package dev.steadfast.bench.workload;

import java.io.ByteArrayOutputStream;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Twelve weeks of a helpdesk with 12 teams, 60 agents, 4 channels and 4 priorities, as batches of
 * CloudEvents in the order of time across all interactions. The same arguments give the same bytes.
 *
 * @param batches JSON arrays, as {@code application/cloudevents-batch+json}
 */
public record HelpdeskStream(List<byte[]> batches, Answers answers) {
  /** The first day; the stream is in UTC. */
  public static final LocalDate FIRST_DAY = LocalDate.of(2025, 9, 1);

  /** The day after the last one. */
  public static final LocalDate END_DAY = FIRST_DAY.plusDays(84);

  /** Events of six conversations in a row: 50, which is 8⅓ each. */
  static final int[] SIZES = {5, 9, 7, 11, 8, 10};

  /**
   * Makes a stream.
   *
   * @param interactions a multiple of six
   * @param batchSize events in each batch but perhaps the last
   */
  public static HelpdeskStream of(int interactions, int batchSize, long seed) {
    Answers.Gathering answers = new Answers.Gathering();
    List<ScriptedEvent> events = script(interactions, seed, answers);
    return new HelpdeskStream(
        batches(events, batchSize), answers.answers(events.size(), interactions));
  }

  /**
   * The events of one half of the conversations of the stream that the same arguments give, spread
   * over its whole time.
   *
   * @param interactions a multiple of twelve
   */
  public static List<byte[]> half(int interactions, int batchSize, long seed) {
    if (interactions % (2 * SIZES.length) != 0) {
      throw new IllegalArgumentException("not a multiple of twelve: " + interactions);
    }
    List<ScriptedEvent> events = script(interactions, seed, new Answers.Gathering());
    events.removeIf(event -> event.conversation() / SIZES.length % 2 == 1);
    return batches(events, batchSize);
  }

  private static List<ScriptedEvent> script(
      int interactions, long seed, Answers.Gathering answers) {
    if (interactions % SIZES.length != 0) {
      throw new IllegalArgumentException("not a multiple of six: " + interactions);
    }
    SplittableRandom random = new SplittableRandom(seed);
    long first = FIRST_DAY.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    long end = END_DAY.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    long span = end - Conversation.LONGEST_MS - first;
    List<ScriptedEvent> events = new ArrayList<>(interactions * 9);
    for (int i = 0; i < interactions; i++) {
      long openedAt = first + (long) (span * ((i + random.nextDouble()) / interactions));
      events.addAll(
          Conversation.script(
              i, Conversation.TEAMS, openedAt, SIZES[i % SIZES.length], random.split(), answers));
    }
    events.sort(ScriptedEvent.BY_TIME);
    return events;
  }

  private static List<byte[]> batches(List<ScriptedEvent> events, int batchSize) {
    List<byte[]> batches = new ArrayList<>();
    for (int from = 0; from < events.size(); from += batchSize) {
      ByteArrayOutputStream batch = new ByteArrayOutputStream(batchSize * 400);
      batch.write('[');
      for (int i = from; i < Math.min(events.size(), from + batchSize); i++) {
        if (i > from) {
          batch.write(',');
        }
        batch.writeBytes(events.get(i).json());
      }
      batch.write(']');
      batches.add(batch.toByteArray());
    }
    return List.copyOf(batches);
  }

  /** Size of all batches. */
  public long bytes() {
    return batches.stream().mapToLong(batch -> batch.length).sum();
  }
}
