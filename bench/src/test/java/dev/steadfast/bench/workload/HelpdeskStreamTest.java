package dev.steadfast.bench.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.steadfast.contracts.event.EventType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class HelpdeskStreamTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HelpdeskStream stream = HelpdeskStream.of(1_200, 1_000, 3);

  private List<JsonNode> events() throws IOException {
    List<JsonNode> events = new ArrayList<>();
    for (byte[] batch : stream.batches()) {
      JSON.readTree(batch).forEach(events::add);
    }
    return events;
  }

  @Test
  void theSameArgumentsGiveTheSameBytes() {
    // When
    HelpdeskStream again = HelpdeskStream.of(1_200, 1_000, 3);

    // Then
    assertThat(again.batches()).containsExactlyElementsOf(stream.batches());
    assertThat(again.answers().totals()).isEqualTo(stream.answers().totals());
    assertThat(HelpdeskStream.of(1_200, 1_000, 4).batches().getFirst())
        .isNotEqualTo(stream.batches().getFirst());
  }

  @Test
  void fiftyEventsForEachSixInteractionsInFullBatches() throws IOException {
    // When
    List<JsonNode> events = events();

    // Then
    assertThat(events).hasSize(10_000);
    assertThat(stream.batches()).hasSize(10);
    assertThat(stream.answers().events()).isEqualTo(10_000);
    assertThat(stream.answers().interactions()).isEqualTo(1_200);
    assertThat(JSON.readTree(stream.batches().getFirst())).hasSize(1_000);
  }

  @Test
  void eventsAreCloudEventsOfKnownTypesWithIdsOfTheirOwn() throws IOException {
    // Given
    Set<String> ids = new HashSet<>();

    for (JsonNode event : events()) {
      // Then
      assertThat(event.path("specversion").asText()).isEqualTo("1.0");
      assertThat(EventType.named(event.path("type").asText())).isPresent();
      assertThat(ids.add(event.path("id").asText())).isTrue();
      assertThat(event.path("data").isObject()).isTrue();
    }
    assertThat(ids).hasSize(10_000);
  }

  @Test
  void eventsComeInTheOrderOfTimeWithinTwelveWeeks() throws IOException {
    // Given
    Instant last = HelpdeskStream.FIRST_DAY.atStartOfDay(ZoneOffset.UTC).toInstant();

    for (JsonNode event : events()) {
      // Then
      Instant time = Instant.parse(event.path("time").asText());
      assertThat(time).isAfterOrEqualTo(last);
      last = time;
    }
    assertThat(last).isBefore(HelpdeskStream.END_DAY.atStartOfDay(ZoneOffset.UTC).toInstant());
  }

  @Test
  void interactionsOverlapInTheStream() throws IOException {
    // When
    Set<String> inFirst = new HashSet<>();
    Set<String> inSecond = new HashSet<>();
    JSON.readTree(stream.batches().get(0)).forEach(e -> inFirst.add(e.path("subject").asText()));
    JSON.readTree(stream.batches().get(1)).forEach(e -> inSecond.add(e.path("subject").asText()));

    // Then
    assertThat(inFirst).hasSizeGreaterThan(100);
    assertThat(inFirst).containsAnyElementsOf(inSecond);
  }

  @Test
  void theMetricsThatAreCheckedHaveTheirAnswers() {
    assertThat(stream.answers().totals().keySet())
        .containsExactlyInAnyOrder(
            "volume",
            "resolved",
            "first-response-time",
            "resolution-time",
            "reopen-rate",
            "reassignments",
            "one-touch-rate",
            "csat",
            "backlog");
  }

  @Test
  void answersAreThoseThatTheEventsTell() throws IOException {
    // Given
    Map<String, Instant> opened = new HashMap<>();
    Map<String, Instant> resolved = new HashMap<>();
    Set<String> reopened = new HashSet<>();
    long ratings = 0;
    long good = 0;

    // When
    for (JsonNode event : events()) {
      String subject = event.path("subject").asText();
      Instant time = Instant.parse(event.path("time").asText());
      JsonNode data = event.path("data");
      if (event.path("type").asText().contains("opened")) {
        opened.put(subject, time);
      } else if (data.path("to").asText().equals("resolved")) {
        resolved.put(subject, time);
      } else if (data.path("to").asText().equals("open")) {
        reopened.add(subject);
      } else if (data.has("scale")) {
        ratings++;
        good += data.path("value").asInt() >= 4 ? 1 : 0;
      }
    }

    // Then
    long whole = 0;
    for (var entry : resolved.entrySet()) {
      Instant begin = opened.getOrDefault(entry.getKey(), Instant.MAX);
      whole += Duration.between(begin, entry.getValue()).toMillis();
    }
    Map<String, Totals> totals = stream.answers().totals();
    int n = resolved.size();
    assertThat(n).isBetween(1_100, 1_180);
    assertThat(totals)
        .containsEntry("volume", new Totals(1_200, 1_200, 0, 0))
        .containsEntry("resolved", new Totals(n, n, 0, 0))
        .containsEntry("resolution-time", new Totals(n, whole, 0, 0))
        .containsEntry("reopen-rate", new Totals(n, 0, reopened.size(), n))
        .containsEntry("csat", new Totals(ratings, 0, good, ratings));
    assertThat(totals.getOrDefault("backlog", Totals.NONE).sum()).isEqualTo(1_200 - n);
    assertThat(stream.answers().resolutionTimes()).hasSize(n).isSorted();
    assertThat(reopened).isNotEmpty();
  }

  @Test
  void halfOfItHasHalfOfItsEvents() {
    // When
    HelpdeskStream stream = HelpdeskStream.of(24, 10, 3);
    List<byte[]> half = HelpdeskStream.half(24, 10, 3);

    // Then
    List<String> all = ids(stream.batches());
    assertThat(ids(half)).hasSize(all.size() / 2).doesNotHaveDuplicates();
    assertThat(all).containsAll(ids(half));
  }

  private static List<String> ids(List<byte[]> batches) {
    return batches.stream()
        .flatMap(batch -> Pattern.compile("\"id\":\"(e-[0-9-]+)\"").matcher(text(batch)).results())
        .map(found -> found.group(1))
        .toList();
  }

  private static String text(byte[] batch) {
    return new String(batch, StandardCharsets.UTF_8);
  }

  @Test
  void refusesNumbersThatGiveNoExactCount() {
    assertThatThrownBy(() -> HelpdeskStream.of(1_000, 1_000, 3))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
