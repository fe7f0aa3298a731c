package dev.steadfast.bench.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One interaction with a helpdesk, from its opening on, and what it adds to the answers.
 *
 * <p>Each begins with its opening, a message, an assignment and a reply, goes on with messages,
 * pauses and perhaps another agent, and ends resolved (19 of 20), some of them after a reopening
 * and with a rating.
 */
final class Conversation {
  static final int TEAMS = 12;
  static final int AGENTS = 60;

  /** The fewest events that a conversation has. */
  static final int SHORTEST = 5;

  /** The longest time that a conversation of eleven events takes. */
  static final long LONGEST_MS = hours(5 * 24);

  private static final List<String> CHANNELS = List.of("email", "chat", "phone", "web");
  private static final List<String> PRIORITIES = List.of("low", "normal", "high", "urgent");

  private final int number;
  private final int teams;
  private final SplittableRandom random;
  private final long openedAt;
  private final Answers.Gathering answers;
  private final List<ScriptedEvent> events = new ArrayList<>();
  private long clock;
  private int agent;
  private int replies;
  private int reassignments;

  private Conversation(
      int number, int teams, long openedAt, SplittableRandom random, Answers.Gathering answers) {
    this.number = number;
    this.teams = teams;
    this.openedAt = openedAt;
    this.clock = openedAt;
    this.random = random;
    this.answers = answers;
    this.agent = random.nextInt(AGENTS);
  }

  /** The events of a conversation with exactly that many. */
  static List<ScriptedEvent> script(
      int number,
      int teams,
      long openedAt,
      int size,
      SplittableRandom random,
      Answers.Gathering answers) {
    Conversation conversation = new Conversation(number, teams, openedAt, random, answers);
    conversation.play(size - SHORTEST);
    return conversation.events;
  }

  private void play(int extras) {
    int left = extras;
    boolean resolves = chance(95);
    boolean isRated = resolves && left >= 1 && chance(35);
    left -= isRated ? 1 : 0;
    boolean isReopened = resolves && left >= 2 && chance(8);
    left -= isReopened ? 2 : 0;
    boolean isReassigned = left >= 1 && chance(20);
    left -= isReassigned ? 1 : 0;

    open();
    customerWrites(1, 60_000);
    assign(60_000, hours(1) / 2);
    agentReplies(60_000, hours(6));
    answers.value("first-response-time", clock - openedAt);
    if (isReassigned) {
      reassign();
    }
    for (int i = 0; i < left; i++) {
      goOn();
    }
    if (resolves) {
      end(isReopened, isRated);
    } else {
      status("pending");
    }
  }

  private void end(boolean isReopened, boolean isRated) {
    status("resolved");
    answers.value("backlog", -1);
    if (isReopened) {
      status("open");
      answers.value("backlog", 1);
      status("resolved");
      answers.value("backlog", -1);
    }
    answers.happening("resolved");
    answers.resolutionTime(clock - openedAt);
    answers.value("reassignments", reassignments);
    answers.member("one-touch-rate", replies == 1 && !isReopened);
    answers.member("reopen-rate", isReopened);
    if (isRated) {
      rate();
    }
  }

  private void goOn() {
    int kind = random.nextInt(100);
    if (kind < 45) {
      customerWrites(hours(1) / 12, hours(10));
    } else if (kind < 85) {
      agentReplies(hours(1) / 12, hours(10));
    } else {
      status("pending");
    }
  }

  private void open() {
    add(
        "interaction.opened",
        "{\"channel\":\"%s\",\"direction\":\"inbound\",\"customer\":{\"id\":\"customer-%d\"},\"team\":%s,\"priority\":\"%s\"}"
            .formatted(
                CHANNELS.get(random.nextInt(CHANNELS.size())),
                random.nextInt(20_000),
                team(),
                PRIORITIES.get(random.nextInt(PRIORITIES.size()))));
    answers.happening("volume");
    answers.value("backlog", 1);
  }

  private void customerWrites(long least, long most) {
    pass(least, most);
    int words = 5 + random.nextInt(200);
    add(
        "message.added",
        "{\"author\":{\"kind\":\"customer\"},\"public\":true,\"characters\":%d,\"words\":%d}"
            .formatted(words * 6, words));
  }

  private void agentReplies(long least, long most) {
    pass(least, most);
    int words = 5 + random.nextInt(200);
    add(
        "message.added",
        "{\"author\":{\"kind\":\"agent\",\"id\":\"agent-%d\"},\"public\":true,\"characters\":%d,\"words\":%d}"
            .formatted(agent, words * 6, words));
    replies++;
  }

  private void assign(long least, long most) {
    pass(least, most);
    add(
        "interaction.assigned",
        "{\"team\":%s,\"agent\":{\"id\":\"agent-%d\",\"label\":\"Agent %d\"}}"
            .formatted(team(), agent, agent));
    // The backlog follows: out of where it was, into where it goes.
    answers.value("backlog", -1);
    answers.value("backlog", 1);
  }

  private void reassign() {
    agent = (agent + 1 + random.nextInt(AGENTS - 1)) % AGENTS;
    assign(hours(1) / 12, hours(10));
    reassignments++;
  }

  private void status(String to) {
    pass(hours(1) / 12, hours(10));
    add("interaction.status-changed", "{\"to\":\"" + to + "\"}");
  }

  private void rate() {
    pass(hours(1) / 12, hours(10));
    int value = 1 + Math.min(4, random.nextInt(9));
    add("rating.given", "{\"scale\":\"csat-5\",\"value\":" + value + "}");
    answers.member("csat", value >= 4);
  }

  private String team() {
    int team = agent % teams;
    return "{\"id\":\"team-%d\",\"label\":\"Team %d\"}".formatted(team, team);
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  /** Lets some time pass: short mostly, long now and then. */
  private void pass(long least, long most) {
    double share = random.nextDouble();
    clock += least + (long) ((most - least) * share * share * share);
  }

  private void add(String type, String data) {
    events.add(new ScriptedEvent(number, events.size(), clock, type, data));
  }

  private static long hours(int hours) {
    return hours * 3_600_000L;
  }
}
