package dev.steadfast.metrics.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.steadfast.contracts.metric.BuiltInMetrics;
import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.platform.testing.ServiceBackends;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.DecoderConfig;
import io.restassured.config.RestAssuredConfig;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
    value = ServiceBackends.class,
    initArgs = @ResourceArg(name = "service", value = "metrics"))
class EventExportIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Inject
  @DataSource("worker")
  AgroalDataSource worker;

  private static final List<String> GROUPINGS =
      List.of("", "&groupBy=team", "&groupBy=channel,priority");

  @Test
  void anExportSentToAnotherTenantGivesTheSameNumbersHoweverOften() {
    // Given
    Shop first = new Shop();
    List<String> events = Shop.events(250, 11);
    first.send(events);
    first.send(events.subList(0, 400));
    awaitEvents(first, events.size());
    List<String> lines = new ArrayList<>(first.exported());
    Map<String, String> expected = numbers(first);

    // When
    Shop second = new Shop();
    Collections.reverse(lines);
    second.sendLines(lines, 333);
    awaitEvents(second, events.size());
    Map<String, String> once = numbers(second);
    second.sendLines(second.exported(), 500);
    second.awaitProcessed("/test/desk", "T-0/0", 1);
    second.awaitProcessed("/test/desk", "T-249/0", 1);
    Map<String, String> twice = numbers(second);

    // Then
    assertThat(expected.values()).anyMatch(body -> body.contains("\"agent\":\"agent-3\""));
    assertThat(once).isEqualTo(expected);
    assertThat(twice).isEqualTo(expected);
    Collections.reverse(lines);
    assertThat(second.exported()).isEqualTo(lines);
  }

  @Test
  void anExportImportedIntoAnotherTenantGivesTheSameNumbersAlsoWhenItIsTakenUpAgain()
      throws Exception {
    // Given
    Shop first = new Shop();
    List<String> events = Shop.events(250, 12);
    first.send(events);
    awaitEvents(first, events.size());
    byte[] export = first.export().getBytes(StandardCharsets.UTF_8);
    Map<String, String> expected = numbers(first);

    // When
    Shop second = new Shop();
    String id = second.importEvents(export);
    awaitEvents(second, events.size());
    Map<String, String> once = numbers(second);
    second.takeUpAgain(worker, id, export, 700);
    second.awaitImport(id);
    second.awaitProcessed("/test/desk", "T-249/0", 1);
    Map<String, String> twice = numbers(second);

    // Then
    assertThat(once).isEqualTo(expected);
    assertThat(twice).isEqualTo(expected);
    assertThat(second.exported()).isEqualTo(first.exported());
    assertThat(second.caller().get("/v1/imports/" + id).jsonPath().getMap("events"))
        .isEqualTo(Map.of("made", events.size(), "accepted", events.size(), "rejected", 0));
  }

  private static void awaitEvents(Shop shop, int events) {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> shop.exported().size(), exported -> exported == events);
  }

  /** All that the API says of every metric: series by each dimension, and every observation. */
  private static Map<String, String> numbers(Shop shop) {
    Map<String, String> numbers = new TreeMap<>();
    for (MetricDefinition metric : BuiltInMetrics.all()) {
      String address = "/v1/metrics/" + metric.key();
      for (String grouping : GROUPINGS) {
        String query = Shop.PERIOD + "&interval=day" + grouping;
        numbers.put(
            metric.key() + grouping, shop.ask(address + "/series", query, "application/json"));
      }
      numbers.put(
          metric.key() + " observations",
          shop.ask(address + "/observations", Shop.PERIOD, "application/x-ndjson"));
    }
    return numbers;
  }

  @Test
  void linesAreTheEventsAsTheyWereSentEachOnceAndOnOneLine() throws IOException {
    // Given
    Shop shop = new Shop();
    String spread =
        """
        {
          "specversion": "1.0", "id": "1", "source": "/a b", "system": "desk", "subject": "=1+1",
          "type": "support.interaction.opened.v1",\r
          "time": "2026-03-02T09:30:00+01:00", "extra": [1, {"kept": "Zeile\\nzwei 🙂"}],
          "data": {"channel": "email"}
        }""";
    String unknown = spread.replace("\"1\"", "\"2\"").replace("opened", "teleported");
    shop.send(List.of(spread, unknown, spread));
    shop.awaitProcessed("/a b", "1", 1);

    // When
    List<String> lines = shop.exported();

    // Then
    assertThat(lines).hasSize(1);
    assertThat(JSON.readTree(lines.getFirst())).isEqualTo(JSON.readTree(spread));
  }

  @Test
  void anExportGoesOnAfterAnyEvent() throws IOException {
    // Given
    Shop shop = new Shop();
    List<String> events = Shop.events(12, 5);
    shop.send(events);
    awaitEvents(shop, events.size());
    List<String> lines = shop.exported();

    for (int i = 0; i < lines.size(); i += 7) {
      // When
      JsonNode last = JSON.readTree(lines.get(i));
      String rest =
          shop.export(
              "afterSource", last.get("source").asText(), "afterId", last.get("id").asText());

      // Then
      assertThat(rest.lines().toList()).isEqualTo(lines.subList(i + 1, lines.size()));
    }
  }

  @Test
  void itIsPackedWhereThatIsAskedFor() throws IOException {
    // Given
    Shop shop = new Shop();
    shop.send(Shop.events(20, 3));
    awaitEvents(shop, Shop.events(20, 3).size());
    RestAssuredConfig asItIs =
        RestAssured.config().decoderConfig(DecoderConfig.decoderConfig().noContentDecoders());

    // When
    var packed =
        shop.exporter()
            .config(asItIs)
            .header("Accept-Encoding", "br, gzip;q=0.5")
            .get("/v1/events:export");
    var plain =
        shop.exporter()
            .config(asItIs)
            .header("Accept-Encoding", "gzip;q=0")
            .get("/v1/events:export");

    // Then
    packed.then().statusCode(200).header("Content-Encoding", equalTo("gzip"));
    plain
        .then()
        .statusCode(200)
        .header("Content-Encoding", equalTo(null))
        .contentType("application/x-ndjson")
        .header("Content-Disposition", containsString("events.ndjson"));
    byte[] unpacked =
        new GZIPInputStream(new ByteArrayInputStream(packed.asByteArray())).readAllBytes();
    assertThat(new String(unpacked, StandardCharsets.UTF_8)).isEqualTo(plain.asString());
  }

  @Test
  void aPlaceThatIsNoneIsRefusedAndOthersSeeNothing() {
    // Given
    Shop shop = new Shop();
    shop.send(Shop.events(1, 1));
    shop.awaitProcessed("/test/desk", "T-0/0", 0);

    // Then
    refused(shop, "invalid-parameter", "afterId", "T-0/0");
    refused(shop, "invalid-parameter", "afterSource", "/test/desk");
    refused(shop, "invalid-parameter", "afterSource", "", "afterId", "T-0/0");
    refused(shop, "invalid-cursor", "afterSource", "/test/desk", "afterId", "T-0/77");
    Shop stranger = new Shop();
    refused(stranger, "invalid-cursor", "afterSource", "/test/desk", "afterId", "T-0/0");
    assertThat(stranger.export()).isEmpty();
    shop.exporter()
        .accept("text/csv")
        .get("/v1/events:export")
        .then()
        .statusCode(406)
        .body("code", equalTo("not-acceptable"));
  }

  private static void refused(Shop shop, String code, String... parameters) {
    shop.exporter()
        .get(Shop.exportOf(parameters))
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("code", equalTo(code));
  }
}
