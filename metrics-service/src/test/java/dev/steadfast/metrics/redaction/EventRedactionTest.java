package dev.steadfast.metrics.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventRedactionTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pseudonyms ANNA =
      (kind, reference) ->
          kind == PersonKind.CUSTOMER && reference.equals("anna")
              ? Optional.of("erased-1")
              : Optional.empty();

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static JsonNode event(String type, String data) {
    return json("{'id': 'anna', 'type': 'support." + type + ".v1', 'data': " + data + "}");
  }

  private static JsonNode dataOf(Optional<JsonNode> event) {
    return event.orElseThrow().path("data");
  }

  @Test
  void whoIsNamedKeepsThePseudonymAloneAndWhatTheyToldIsEmptied() {
    // Given
    JsonNode opened =
        event(
            "interaction.opened",
            """
            {'channel': 'email', 'team': {'id': 'anna'}, 'agent': {'id': 'anna', 'label': 'Ann Agent'},
             'customer': {'id': 'anna', 'label': 'Anna S', 'email': 'anna@example.org'}, 'title': 'My broken lamp',
             'tags': ['anna', 'lamp'], 'crm': {'owner': {'id': 'anna', 'name': 'Anna S'}, 'n': 3}}""");

    // When
    JsonNode data = dataOf(EventRedaction.of(opened, ANNA, false));

    // Then the agent and the team of the same name are somebody else
    assertThat(data)
        .isEqualTo(
            json(
                """
                {'channel': 'email', 'team': {'id': 'anna'}, 'agent': {'id': 'anna', 'label': 'Ann Agent'},
                 'customer': {'id': 'erased-1'}, 'title': '', 'tags': ['erased-1', 'lamp'],
                 'crm': {'owner': {'id': 'erased-1'}, 'n': 3}}"""));
  }

  @Test
  void aMessageIsEmptiedOnlyIfItIsTheirs() {
    // Given
    String told = "'words': 2, 'text': 'Hello anna', 'to': 'open'}";
    JsonNode theirs =
        event("message.added", "{'author': {'kind': 'customer', 'id': 'anna'}, " + told);
    JsonNode unnamed = event("message.added", "{'author': {'kind': 'customer'}, " + told);
    JsonNode reply = event("message.added", "{'author': {'kind': 'agent', 'id': 'anna'}, " + told);

    // When / Then
    assertThat(dataOf(EventRedaction.of(theirs, ANNA, false)))
        .isEqualTo(
            json(
                "{'author': {'id': 'erased-1', 'kind': 'customer'}, 'words': 2, 'characters': 10, 'text': '', 'to': 'open'}"));
    assertThat(EventRedaction.of(unnamed, ANNA, false)).isEmpty();
    assertThat(dataOf(EventRedaction.of(unnamed, ANNA, true)).path("text").asText()).isEmpty();
    assertThat(EventRedaction.of(reply, ANNA, true)).isEmpty();
  }

  @Test
  void aCommentGoesWithTheCustomerOfTheInteraction() {
    // Given
    JsonNode rating =
        event("rating.given", "{'scale': 'csat-5', 'value': 4, 'comment': 'So kind'}");

    // When / Then
    assertThat(EventRedaction.of(rating, ANNA, false)).isEmpty();
    assertThat(dataOf(EventRedaction.of(rating, ANNA, true)))
        .isEqualTo(json("{'scale': 'csat-5', 'value': 4, 'comment': ''}"));
  }

  @Test
  void whatIsRedactedOnceSaysNothingMore() {
    // Given
    JsonNode event =
        event(
            "interaction.status-changed",
            "{'to': 'open', 'anna': {'by': 'anna', 'note': 'anna called'}}");

    // When
    JsonNode redacted = EventRedaction.of(event, ANNA, true).orElseThrow();

    // Then names of fields too; a sentence that holds the name is not the name
    assertThat(redacted.path("data"))
        .isEqualTo(json("{'to': 'open', 'erased-1': {'by': 'erased-1', 'note': 'anna called'}}"));
    assertThat(redacted.path("id").asText()).isEqualTo("anna");
    assertThat(EventRedaction.of(redacted, ANNA, true)).isEmpty();
  }
}
