package dev.steadfast.launcher.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/**
 * Fills an empty suite with twelve weeks of a simulated helpdesk and with goals on it, shows how
 * the goals stand, and keeps live events coming. What it has done is kept beside the data, so that
 * a later start goes on where this one ended.
 */
public final class Demo {
  private static final int BATCH = 1000;
  private static final int LINE = 100;
  private static final Duration PROCESSING_PATIENCE = Duration.ofMinutes(3);
  private static final Duration LIVE_PACE = Duration.ofSeconds(1);
  private static final Duration LIVE_BACK_OFF = Duration.ofSeconds(10);

  private final String url;
  private final String key;
  private final Path stateFile;
  private final Screen screen;
  private final Clock clock = Clock.systemUTC();
  private Deque<DemoEvent> stillToCome = new ArrayDeque<>();

  /**
   * Prepares the demo; nothing happens yet.
   *
   * @param url the gateway
   * @param key an API key with all scopes
   * @param data the data folder, where the demo keeps a small file
   */
  public Demo(String url, String key, Path data, Screen screen) {
    this.screen = screen;
    this.url = url;
    this.key = key;
    this.stateFile = data.resolve("demo");
  }

  /**
   * Decides, before the first start, whether this data folder gets a demo; a later call changes
   * nothing.
   *
   * @param wanted false leaves the folder to the user's own data for good
   */
  public void plan(boolean wanted) {
    if (!Files.exists(stateFile)) {
      DemoState state =
          wanted
              ? new DemoState.Seeding(clock.instant().truncatedTo(ChronoUnit.SECONDS))
              : new DemoState.None();
      state.write(stateFile);
    }
  }

  /**
   * Seeds what was planned, or goes on with a seeding that was interrupted, and prints the table of
   * goals.
   *
   * @return whether this folder has a demo
   * @throws DemoFailure when the suite refuses something
   */
  public boolean seed() {
    try (DemoClient client = new DemoClient(url, key)) {
      DemoState state = DemoState.read(stateFile);
      if (state instanceof DemoState.Seeding(Instant end)) {
        fill(client, end);
        new DemoState.Seeded(end).write(stateFile);
      }
      String table = GoalTable.of(settled(client));
      if (!table.isEmpty()) {
        screen.line("\n" + table);
        effects(client);
      }
      return !(state instanceof DemoState.None);
    }
  }

  /** What came of the initiatives, in words. */
  private void effects(DemoClient client) {
    for (JsonNode initiative : client.get("/v1/initiatives?limit=5").path("items")) {
      String id = initiative.path("id").asText();
      String summary = client.get("/v1/initiatives/" + id + "/effect").path("summary").asText();
      screen.line("\n  " + initiative.path("title").asText() + "\n" + indented(summary));
    }
  }

  /** Lines of at most a hundred characters. */
  static String indented(String text) {
    StringBuilder lines = new StringBuilder();
    int length = LINE;
    for (String word : text.split(" ")) {
      if (length + 1 + word.length() > LINE) {
        lines.append(lines.isEmpty() ? "    " : "\n    ").append(word);
        length = word.length();
      } else {
        lines.append(' ').append(word);
        length += 1 + word.length();
      }
    }
    return lines.toString();
  }

  private void fill(DemoClient client, Instant end) {
    long begin = System.nanoTime();
    HelpdeskHistory history = HelpdeskHistory.until(end);
    List<DemoEvent> events = history.past();
    for (int from = 0; from < events.size(); from += BATCH) {
      int to = Math.min(from + BATCH, events.size());
      client.send(events.subList(from, to));
      screen.progress(
          String.format(
              Locale.ROOT, "Demo: %,d of %,d events of twelve weeks sent", to, events.size()));
    }
    screen.line(String.format(Locale.ROOT, "Demo: sent in %.1f s", since(begin)));
    screen.progress("Demo: waiting until the events are processed");
    awaitProcessed(client, end, events);
    screen.line(String.format(Locale.ROOT, "Demo: processed in %.1f s", since(begin)));
    new DemoGoals(HelpdeskHistory.firstDay(end)).create(client);
    stillToCome = history.stillToCome();
  }

  private static double since(long begin) {
    return Duration.ofNanos(System.nanoTime() - begin).toMillis() / 1e3;
  }

  /**
   * Baselines are measured when a goal is created: all events must have arrived in the metrics by
   * then.
   */
  private void awaitProcessed(DemoClient client, Instant end, List<DemoEvent> events) {
    long opened = events.stream().filter(e -> e.type().equals("interaction.opened")).count();
    LocalDate from = HelpdeskHistory.firstDay(end).minusDays(1);
    LocalDate to = end.atZone(ZoneOffset.UTC).toLocalDate().plusDays(2);
    String query = "/v1/metrics/volume/summary?from=" + from + "&to=" + to;
    long deadline = System.nanoTime() + PROCESSING_PATIENCE.toNanos();
    while (client.get(query).at("/series/0/points/0/n").asLong() < opened) {
      if (System.nanoTime() > deadline) {
        throw new DemoFailure(
            "the demo's events were not processed in time; see the log of metrics-service");
      }
      sleep(Duration.ofMillis(200));
    }
    // The goals-service hears of changed days a moment later.
    sleep(Duration.ofSeconds(2));
  }

  /** The goals as soon as two looks at them, a second apart, show the same. */
  private static JsonNode settled(DemoClient client) {
    JsonNode last = client.get("/v1/goals?state=active&limit=100");
    for (int look = 0; look < 15; look++) {
      sleep(Duration.ofSeconds(1));
      JsonNode now = client.get("/v1/goals?state=active&limit=100");
      if (GoalTable.of(now).equals(GoalTable.of(last))) {
        return now;
      }
      last = now;
    }
    return last;
  }

  /** Sends about one event a second from a thread of its own until this process ends. */
  public void goLive() {
    LiveTraffic traffic = new LiveTraffic(clock, stillToCome);
    Thread.ofVirtual()
        .name("demo-live")
        .start(
            () -> {
              try (DemoClient client = new DemoClient(url, key)) {
                while (true) {
                  send(client, traffic.next());
                }
              }
            });
  }

  private void send(DemoClient client, DemoEvent event) {
    try {
      client.send(List.of(event));
      sleep(LIVE_PACE);
    } catch (DemoFailure e) {
      screen.line("Demo: " + e.getMessage());
      sleep(LIVE_BACK_OFF);
    }
  }

  private static void sleep(Duration duration) {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DemoFailure("interrupted");
    }
  }
}
