package dev.steadfast.metrics.export;

import static dev.steadfast.metrics.testing.Events.aTicket;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.steadfast.metrics.testing.Events;
import dev.steadfast.platform.testing.InternalTokens;
import io.agroal.api.AgroalDataSource;
import io.restassured.specification.RequestSpecification;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** A tenant with events of every kind. */
final class Shop {
  static final String PERIOD = "from=2026-03-01&to=2026-04-01&zone=Europe/Berlin";
  private static final OffsetDateTime MONTH = OffsetDateTime.parse("2026-03-02T08:00:00Z");

  private final UUID tenant = UuidCreator.getTimeOrderedEpoch();

  RequestSpecification caller() {
    return given()
        .auth()
        .oauth2(InternalTokens.token("metrics-service", tenant, "events:write", "metrics:read"));
  }

  /** Tickets with replies, reassignments, reopenings, ratings and withdrawals, and calls. */
  static List<String> events(int tickets, long seed) {
    Random random = new Random(seed);
    List<String> all = new ArrayList<>();
    for (int i = 0; i < tickets; i++) {
      OffsetDateTime at = MONTH.plusMinutes(random.nextInt(26 * 24 * 60));
      String team = "team-" + random.nextInt(3);
      Events ticket =
          aTicket("desk", "T-" + i)
              .opened(at.toString(), team, i % 2 == 0 ? "email" : "chat", "p" + i % 3)
              .wrote("customer", at.plusMinutes(1).toString())
              .repliedBy("agent-" + random.nextInt(5), at.plusMinutes(5 + i % 90).toString())
              .assigned("team-" + random.nextInt(3), "agent-0", at.plusHours(2).toString())
              .became("resolved", at.plusHours(3).toString());
      switch (i % 5) {
        case 0 -> ticket.rated(1 + random.nextInt(5), at.plusHours(4).toString());
        case 1 -> ticket.became("open", at.plusHours(5).toString());
        case 2 ->
            ticket.event(
                "call.ended",
                at.plusHours(1).toString(),
                "{\"outcome\": \"%s\", \"queued\": %d, \"talk\": 61000}"
                    .formatted(i % 2 == 0 ? "answered" : "abandoned", random.nextInt(60_000)));
        case 3 ->
            ticket.event(
                "rating.given",
                at.plusHours(4).toString(),
                "{\"scale\": \"nps\", \"value\": %d}".formatted(random.nextInt(11)));
        default ->
            ticket.event(
                "event.withdrawn",
                at.plusHours(6).toString(),
                "{\"source\": \"/test/desk\", \"id\": \"T-%d/4\", \"reason\": \"mistake\"}"
                    .formatted(i));
      }
      all.addAll(ticket.list());
    }
    return all;
  }

  void send(List<String> events) {
    post("application/cloudevents-batch+json", Events.batch(events), events.size());
  }

  /** Lines of an export, in pieces. */
  void sendLines(List<String> lines, int piece) {
    for (int from = 0; from < lines.size(); from += piece) {
      List<String> some = lines.subList(from, Math.min(from + piece, lines.size()));
      post("application/x-ndjson", String.join("\n", some), some.size());
    }
  }

  private void post(String type, String body, int events) {
    int accepted =
        caller()
            .contentType(type)
            .body(body.getBytes(StandardCharsets.UTF_8))
            .post("/v1/events")
            .then()
            .statusCode(202)
            .extract()
            .path("accepted");
    assertThat(accepted).isEqualTo(events);
  }

  /** Waits until the last of these events is processed, and each of them so often again. */
  void awaitProcessed(String source, String id, int duplicates) {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> {
              var fate =
                  caller().queryParam("source", source).queryParam("id", id).get("/v1/events");
              return fate.statusCode() == 200
                  && fate.jsonPath().getString("processedAt") != null
                  && fate.jsonPath().getInt("duplicates") == duplicates;
            });
  }

  /** Imports a file of events and waits for its end; the id of the import. */
  String importEvents(byte[] file) {
    String id =
        caller()
            .multiPart("format", "ndjson")
            .multiPart("file", "export.ndjson", file, "application/octet-stream")
            .post("/v1/imports")
            .then()
            .statusCode(202)
            .extract()
            .path("id");
    awaitImport(id);
    return id;
  }

  void awaitImport(String id) {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> "done".equals(caller().get("/v1/imports/" + id).jsonPath().getString("state")));
  }

  /** Leaves the job as a process does that dies when so many rows are kept. */
  void takeUpAgain(AgroalDataSource worker, String id, byte[] file, int rows) throws SQLException {
    try (Connection connection = worker.getConnection()) {
      connection.setAutoCommit(false);
      try (PreparedStatement chunk =
              connection.prepareStatement(
                  "INSERT INTO import_chunk (tenant_id, import_id, position, bytes) VALUES (?, ?, 0, ?)");
          PreparedStatement state =
              connection.prepareStatement(
                  """
                  UPDATE import SET state = 'running', lease_owner = gen_random_uuid(), leased_until = now(),
                    finished_at = NULL, rows_read = ?, rows_good = ?, events_made = ?, events_accepted = ?
                  WHERE tenant_id = ? AND id = ?
                  """)) {
        chunk.setObject(1, tenant);
        chunk.setObject(2, UUID.fromString(id));
        chunk.setBytes(3, file);
        chunk.executeUpdate();
        for (int i = 1; i <= 4; i++) {
          state.setInt(i, rows);
        }
        state.setObject(5, tenant);
        state.setObject(6, UUID.fromString(id));
        state.executeUpdate();
      }
      connection.commit();
    }
  }

  List<String> exported() {
    return export().lines().toList();
  }

  /** An export with those parameters, names and values by turns. */
  String export(String... parameters) {
    return exporter().get(exportOf(parameters)).then().statusCode(200).extract().asString();
  }

  RequestSpecification exporter() {
    return caller().urlEncodingEnabled(false);
  }

  /** REST Assured would encode the colon of a path: the address is encoded already. */
  static String exportOf(String... parameters) {
    StringBuilder address = new StringBuilder("/v1/events:export");
    for (int i = 0; i < parameters.length; i += 2) {
      address
          .append(i == 0 ? '?' : '&')
          .append(parameters[i])
          .append('=')
          .append(URLEncoder.encode(parameters[i + 1], StandardCharsets.UTF_8));
    }
    return address.toString();
  }

  String ask(String address, String parameters, String accept) {
    RequestSpecification request = caller().accept(accept);
    for (String parameter : parameters.isEmpty() ? new String[0] : parameters.split("&")) {
      request.queryParam(parameter.split("=", 2)[0], parameter.split("=", 2)[1]);
    }
    return request.get(address).then().statusCode(200).extract().asString();
  }

  byte[] download(String address, String accept) {
    return caller().accept(accept).get(address).then().statusCode(200).extract().asByteArray();
  }
}
