package dev.steadfast.launcher.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * The whole story of one interaction, from the customer's question to the rating. Waiting times are
 * log-normal around the medians of the team, the channel and the priority.
 */
final class Conversation {
  private static final double SPREAD = 0.7;
  private static final double REASSIGNED = 0.12;
  private static final double FOLLOWED_UP = 0.4;
  private static final double RATED = 0.3;
  private static final double GREETED_BY_BOT = 0.6;
  private static final List<String> PRAISE =
      List.of("Quick and friendly.", "Solved at once, thank you.", "Very patient with me.");
  private static final List<String> BLAME =
      List.of("I had to ask three times.", "It broke again the next day.", "Nobody told me why.");

  private static final List<String> BRANDS = List.of("harbour", "harbour", "lighthouse");
  private static final List<String> PRODUCTS = List.of("checking", "cards", "loans", "app");
  private static final List<String> TOPICS = List.of("access", "fees", "delivery");

  private final RandomGenerator random;
  private final String subject;
  private final Team team;
  private final Channel channel;
  private final int week;
  private final double urgency;
  private final String priority;
  private final int agent;
  private final List<DemoEvent> events = new ArrayList<>();
  private final String customer;
  private Instant now;

  private Conversation(
      RandomGenerator random, String subject, Team team, Instant opened, int week) {
    this.random = random;
    this.subject = subject;
    this.team = team;
    this.channel = Channel.any(random);
    this.week = week;
    double rank = random.nextDouble();
    this.priority = rank < 0.15 ? "low" : rank < 0.75 ? "normal" : rank < 0.95 ? "high" : "urgent";
    this.urgency = rank < 0.15 ? 1.6 : rank < 0.75 ? 1.0 : rank < 0.95 ? 0.6 : 0.3;
    this.agent = random.nextInt(Team.AGENTS);
    this.customer = "c-" + (random.nextInt(4000) + 1);
    this.now = opened;
  }

  /**
   * Tells the story.
   *
   * @param week the week of the simulation, from 0, in which it begins
   * @return the events in the order in which they happen
   */
  static List<DemoEvent> tell(
      RandomGenerator random, String subject, Team team, Instant opened, int week) {
    Conversation conversation = new Conversation(random, subject, team, opened, week);
    conversation.open();
    conversation.answer();
    conversation.resolve();
    return conversation.events;
  }

  private void open() {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("channel", channel.id());
    data.put("direction", "inbound");
    data.put("customer", Map.of("id", customer, "label", "Customer " + customer));
    data.put("team", team.reference());
    data.put("priority", priority);
    about(data);
    add("interaction.opened", data);
    message("customer", customer, "Customer " + customer);
    if (channel == Channel.CHAT && random.nextDouble() < GREETED_BY_BOT) {
      pass(0.1);
      message("bot", "bot", "Greeter");
    }
  }

  /** What it is about follows from its subject alone. */
  private void about(Map<String, Object> data) {
    int kind = Math.floorMod(subject.hashCode() * 31, 720);
    String topic = TOPICS.get(kind % TOPICS.size());
    String product = PRODUCTS.get(kind / 3 % PRODUCTS.size());
    data.put("topic", product + " " + topic);
    data.put("tags", kind % 5 == 0 ? List.of(topic, "vip") : List.of(topic));
    data.put(
        "attributes", Map.of("brand", BRANDS.get(kind / 12 % BRANDS.size()), "product", product));
  }

  private void answer() {
    double minutes = team.replyMinutes(week) * channel.pace() * urgency;
    pass(minutes * 0.2);
    if (random.nextDouble() < REASSIGNED) {
      assign((agent + 1) % Team.AGENTS);
      pass(minutes * 0.3);
    }
    assign(agent);
    pass(minutes * 0.75);
    reply();
  }

  private void resolve() {
    double minutes = team.resolutionMinutes() * Math.sqrt(channel.pace()) * urgency;
    if (random.nextDouble() < FOLLOWED_UP) {
      pass(minutes * 0.4);
      message("customer", customer, "Customer " + customer);
      pass(minutes * 0.3);
      reply();
    }
    pass(minutes * 0.5);
    status("resolved", "open");
    if (random.nextDouble() < team.reopened(week)) {
      pass(minutes * 2);
      status("open", "resolved");
      pass(minutes);
      reply();
      pass(minutes * 0.3);
      status("resolved", "open");
    }
    if (random.nextDouble() < RATED) {
      pass(240);
      rate();
    }
  }

  private void rate() {
    boolean satisfied = random.nextDouble() < team.satisfied(week);
    int value = satisfied ? 4 + random.nextInt(2) : 1 + random.nextInt(3);
    List<String> words = satisfied ? PRAISE : BLAME;
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("scale", "csat-5");
    data.put("value", value);
    if (random.nextDouble() < 0.3) {
      data.put("comment", words.get(random.nextInt(words.size())));
      data.put("language", "en");
    }
    data.put("about", team.agent(agent));
    add("rating.given", data);
  }

  private void assign(int to) {
    add("interaction.assigned", Map.of("team", team.reference(), "agent", team.agent(to)));
  }

  private void status(String to, String from) {
    add("interaction.status-changed", Map.of("to", to, "from", from));
  }

  private void reply() {
    Map<String, Object> author = team.agent(agent);
    message("agent", String.valueOf(author.get("id")), String.valueOf(author.get("label")));
  }

  private void message(String kind, String id, String label) {
    int words = 12 + random.nextInt(70);
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("author", Map.of("kind", kind, "id", id, "label", label));
    data.put("public", true);
    data.put("words", words);
    data.put("characters", words * 6 - random.nextInt(words));
    add("message.added", data);
  }

  private void add(String type, Map<String, Object> data) {
    events.add(new DemoEvent(subject + "-" + (events.size() + 1), type, subject, now, data));
    now = now.plusMillis(1 + random.nextInt(900));
  }

  /** Lets time pass: log-normal around the median. */
  private void pass(double medianMinutes) {
    double minutes = medianMinutes * Math.exp(SPREAD * random.nextGaussian());
    now = now.plus(Duration.ofMillis(Math.max(1000, Math.round(minutes * 60_000))));
  }
}
