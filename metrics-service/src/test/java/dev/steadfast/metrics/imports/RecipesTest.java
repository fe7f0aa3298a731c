package dev.steadfast.metrics.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.steadfast.metrics.event.EventReader;
import dev.steadfast.metrics.imports.Sheet.Translated;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class RecipesTest {
  private static final String TICKETS =
      """
      ticket_id,created_at,channel,priority,customer_id,team,agent,first_reply_at,resolved_at,csat
      11,2026-01-05T09:00:00Z,email,high,c-1,billing,kim,2026-01-05T09:30:00Z,2026-01-06T10:00:00Z,5
      12,2026-01-05 10:00,chat,,c-2,,,,,
      13,2026-01-05 11:00,chat,low,,billing,lee,2026-01-05 11:05,,4
      """;

  private static final String LOG_HEADER =
      "number,incident_state,reopen_count,caller_id,opened_at,sys_updated_at,contact_type,priority,"
          + "assignment_group,assigned_to,resolved_at,closed_at\n";

  @Test
  void aTicketTableGivesOpeningReplyResolutionAndRating() {
    // When
    Translated translated = Sheet.translate(Sheet.recipe("ticket-table"), TICKETS);

    // Then
    assertThat(translated.faults()).isEmpty();
    assertThat(translated.ids())
        .containsExactly(
            "11/1-opened",
            "11/2-first-reply",
            "11/3-resolved",
            "11/4-rating",
            "12/1-opened",
            "13/1-opened",
            "13/2-first-reply",
            "13/4-rating");
    assertThat(translated.event("12/1-opened").get("data").toString())
        .isEqualTo(
            "{\"direction\":\"inbound\",\"channel\":\"chat\",\"priority\":null,\"customer\":{\"id\":\"c-2\"},"
                + "\"team\":null,\"agent\":null}");
    assertThat(translated.event("13/4-rating").get("time").textValue())
        .isEqualTo("2026-01-05T11:05:00Z");
    assertEachIsTaken(translated);
  }

  @Test
  void anIncidentLogGivesTheLifeOfEachIncident() {
    // When
    Translated translated =
        Sheet.translate(
            Sheet.recipe("servicenow-incident-log"),
            LOG_HEADER
                + """
                I1,New,0,Caller 1,4/1/2026 09:00,4/1/2026 09:01,Phone,3 - Moderate,Group A,?,6/1/2026 12:00,11/1/2026 12:00
                I1,Active,0,Caller 1,4/1/2026 09:00,4/1/2026 09:30,Phone,3 - Moderate,Group A,Resolver 1,6/1/2026 12:00,11/1/2026 12:00
                I2,New,0,?,4/1/2026 09:40,4/1/2026 09:41,Email,4 - Low,Group B,?,?,9/1/2026 08:00
                I1,Awaiting User Info,0,Caller 1,4/1/2026 09:00,4/1/2026 10:00,Phone,2 - High,Group A,Resolver 1,6/1/2026 12:00,11/1/2026 12:00
                I1,Resolved,0,Caller 1,4/1/2026 09:00,5/1/2026 10:00,Phone,2 - High,Group A,Resolver 1,6/1/2026 12:00,11/1/2026 12:00
                I1,Active,1,Caller 1,4/1/2026 09:00,5/1/2026 11:00,Phone,2 - High,?,?,6/1/2026 12:00,11/1/2026 12:00
                I1,Closed,1,Caller 1,4/1/2026 09:00,11/1/2026 12:00,Phone,2 - High,?,?,6/1/2026 12:00,11/1/2026 12:00
                """);

    // Then
    assertThat(translated.faults()).isEmpty();
    assertThat(translated.ids())
        .containsExactly(
            "I1/1-opened",
            "I1/3-resolved",
            "I1/4-closed",
            "I1/2-state-000000002",
            "I1/2-assigned-000000002",
            "I2/1-opened",
            "I2/4-closed",
            "I1/2-state-000000004",
            "I1/2-priority-000000004",
            "I1/2-state-000000006",
            "I1/2-state-000000006-reopened",
            "I1/2-assigned-000000006");
    assertThat(data(translated, "I1/2-assigned-000000006"))
        .isEqualTo("{\"team\":null,\"agent\":null}");
    assertThat(data(translated, "I1/2-state-000000004")).isEqualTo("{\"to\":\"pending\"}");
    assertThat(data(translated, "I2/4-closed"))
        .isEqualTo("{\"to\":\"closed\",\"outcome\":\"unresolved\"}");
    assertEachIsTaken(translated);
  }

  @Test
  void theRealLogGivesItsKnownCounts() throws Exception {
    // Given
    Path file =
        Path.of(System.getProperty("steadfast.root"))
            .resolveSibling("shared/data/uci-incident-before-2016-05/incident_event_log.csv.gz");
    assumeThat(file).as("the real incident log").exists();
    String csv;
    try (InputStream packed = new GZIPInputStream(Files.newInputStream(file))) {
      csv = new String(packed.readAllBytes(), StandardCharsets.UTF_8);
    }

    // When
    Translated translated = Sheet.translate(Sheet.recipe("servicenow-incident-log"), csv);

    // Then
    assertThat(translated.faults()).isEmpty();
    assertThat(translated.outcomes()).hasSize(101_045);
    List<String> ids = translated.ids();
    assertThat(ids.stream().filter(id -> id.endsWith("/1-opened")).count()).isEqualTo(17_136);
    assertThat(ids.stream().filter(id -> id.endsWith("/3-resolved")).count()).isEqualTo(15_906);
    assertThat(ids.stream().filter(id -> id.endsWith("/4-closed")).count()).isEqualTo(17_136);
    Set<String> reopened = new HashSet<>();
    for (JsonNode event : translated.events()) {
      if (event.get("id").textValue().endsWith("-reopened")) {
        reopened.add(event.get("subject").textValue());
      }
    }
    assertThat(reopened).hasSize(202);
    assertThat(new HashSet<>(ids)).hasSameSizeAs(ids);
  }

  private static String data(Translated translated, String id) {
    return translated.event(id).get("data").toString();
  }

  private static void assertEachIsTaken(Translated translated) {
    assertThat(translated.events())
        .allSatisfy(
            event ->
                assertThat(EventReader.read(event, Long.MAX_VALUE / 2))
                    .isInstanceOf(EventReader.Result.Good.class));
  }
}
