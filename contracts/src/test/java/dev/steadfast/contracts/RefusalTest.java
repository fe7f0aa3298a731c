package dev.steadfast.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the schemas refuse, and that they accept everything up to that. */
class RefusalTest {
  private static final String OPENED = "support.interaction.opened.v1";
  private static final String MESSAGE = "support.message.added.v1";
  private static final String STATUS = "support.interaction.status-changed.v1";
  private static final String TAGGED = "support.interaction.tagged.v1";
  private static final String CALL = "support.call.ended.v1";
  private static final String RATING = "support.rating.given.v1";
  private static final String ANSWERED = "support.feedback.answered.v1";
  private static final String STATE = "dev.steadfast.interaction.changed.v1";
  private static final String METRIC_DAY = "dev.steadfast.metric-day.changed.v2";
  private static final String PROGRESSED = "dev.steadfast.goal.progressed.v1";
  private static final String CHECKED_IN = "dev.steadfast.goal.checked-in.v1";
  private static final String ERASED = "dev.steadfast.person.erased.v1";
  private static final String CLOSED = "dev.steadfast.goal.closed.v1";

  @ParameterizedTest
  @MethodSource("dev.steadfast.contracts.Contract#withRecord")
  void aMissingRequiredFieldIsRefused(Contract contract) {
    for (JsonNode required : contract.schema().path("required")) {
      // Given
      ObjectNode data = contract.sampleData();

      // When
      data.remove(required.textValue());

      // Then
      assertThat(Schemas.violations(contract.type(), data)).as(required.textValue()).isNotEmpty();
    }
  }

  static Stream<Arguments> nonsense() {
    return Stream.of(
        arguments(OPENED, "direction", "\"sideways\""),
        arguments(OPENED, "channel", "\"\""),
        arguments(OPENED, "team", "\"Billing\""),
        arguments(OPENED, "team", "{\"label\": \"Billing\"}"),
        arguments(OPENED, "team", "{\"id\": \"\"}"),
        arguments(OPENED, "agent", "{\"id\": " + text(201) + "}"),
        arguments(OPENED, "agent", "{\"id\": \"7\", \"label\": " + text(201) + "}"),
        arguments(OPENED, "topic", text(201)),
        arguments(OPENED, "tags", tags(101, 5)),
        arguments(OPENED, "attributes", attributes(21)),
        arguments(OPENED, "attributes", "{\"brand\": 7}"),
        arguments(TAGGED, "tags", tags(1, 101)),
        arguments(TAGGED, "tags", "null"),
        arguments(CALL, "outcome", "\"engaged\""),
        arguments(CALL, "queued", "-1"),
        arguments(CALL, "talk", "1.5"),
        arguments(CALL, "hold", "604800001"),
        arguments(CALL, "agent", "\"Kim\""),
        arguments(CALL, "channel", "\"\""),
        arguments("support.article.voted.v1", "helpful", "\"yes\""),
        arguments("support.article.viewed.v1", "visitor", "\"88017\""),
        arguments("support.outreach.sent.v1", "recipients", "-1"),
        arguments("support.observation.recorded.v1", "value", "\"87\""),
        arguments("support.observation.recorded.v1", "metric", "\"\""),
        arguments(ERASED, "kind", "\"visitor\""),
        arguments(ERASED, "mode", "\"forget\""),
        arguments(ERASED, "reference", text(201)),
        arguments(ERASED, "interactions", "[{\"system\": \"desk\"}]"),
        arguments(MESSAGE, "author", "{\"kind\": \"robot\"}"),
        arguments(MESSAGE, "author", "{\"id\": \"7\"}"),
        arguments(MESSAGE, "public", "\"yes\""),
        arguments(MESSAGE, "words", "-1"),
        arguments(MESSAGE, "characters", "10000001"),
        arguments(MESSAGE, "characters", "1.5"),
        arguments(MESSAGE, "text", text(65537)),
        arguments(MESSAGE, "channel", text(201)),
        arguments(STATUS, "to", "\"solved\""),
        arguments(STATUS, "from", "\"gone\""),
        arguments(STATUS, "outcome", "\"resolved\""),
        arguments(RATING, "scale", "\"stars\""),
        arguments(RATING, "value", "0"),
        arguments(RATING, "value", "6"),
        arguments(RATING, "about", "7"),
        arguments(ANSWERED, "value", "11"),
        arguments(ANSWERED, "invitationId", "\"1\""),
        arguments(STATE, "status", "\"deleted\""),
        arguments(STATE, "cycle", "-1"),
        arguments(STATE, "openedAt", "\"2026-03-02T08:14:05\""),
        arguments(METRIC_DAY, "day", "\"2026-02-30\""),
        arguments(METRIC_DAY, "cells/0/version", "0"),
        arguments(METRIC_DAY, "cells/0/count", "-1"),
        arguments(METRIC_DAY, "cells/0/sum", "0.5"),
        arguments(PROGRESSED, "status", "\"green\""),
        arguments(PROGRESSED, "n", "-1"),
        arguments(CHECKED_IN, "confidence", "11"),
        arguments(CLOSED, "verdict", "\"won\""));
  }

  @ParameterizedTest
  @MethodSource("nonsense")
  void nonsenseIsRefused(String type, String field, String value) throws JsonProcessingException {
    // Given
    ObjectNode data = (ObjectNode) Schemas.read("samples", type).required("data");

    // When
    set(data, field, value);

    // Then
    assertThat(Schemas.violations(type, data))
        .isNotEmpty()
        .allSatisfy(
            error ->
                assertThat(error.toString()).contains(field.substring(field.lastIndexOf('/') + 1)));
  }

  private static void set(ObjectNode data, String field, String value)
      throws JsonProcessingException {
    JsonPointer pointer = JsonPointer.compile("/" + field);
    ((ObjectNode) data.at(pointer.head()))
        .set(pointer.last().getMatchingProperty(), Schemas.JSON.readTree(value));
  }

  static Stream<Arguments> limits() {
    return Stream.of(
        arguments(OPENED, "channel", text(200)),
        arguments(MESSAGE, "channel", text(200)),
        arguments(CALL, "channel", "null"),
        arguments(OPENED, "agent", "{\"id\": " + text(200) + ", \"label\": " + text(200) + "}"),
        arguments(OPENED, "tags", tags(100, 100)),
        arguments(OPENED, "attributes", attributes(20)),
        arguments(MESSAGE, "words", "0"),
        arguments(MESSAGE, "characters", "10000000"),
        arguments(MESSAGE, "text", text(65536)),
        arguments(RATING, "value", "1"),
        arguments(RATING, "value", "5"),
        arguments(ANSWERED, "value", "0"),
        arguments(ANSWERED, "value", "10"),
        arguments(STATE, "status", "\"gone\""),
        arguments(METRIC_DAY, "cells/0/sum", "-1"),
        arguments(METRIC_DAY, "cells/0/sum", "9223372036854775807"),
        arguments(PROGRESSED, "progress", "-0.4"),
        arguments(CHECKED_IN, "confidence", "0"),
        arguments(CHECKED_IN, "confidence", "10"));
  }

  @ParameterizedTest
  @MethodSource("limits")
  void aValueAtTheLimitIsAccepted(String type, String field, String value)
      throws JsonProcessingException {
    // Given
    ObjectNode data = (ObjectNode) Schemas.read("samples", type).required("data");

    // When
    set(data, field, value);

    // Then
    assertThat(Schemas.violations(type, data)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"specversion", "id", "source", "type", "subject", "time"})
  void aSupportEventWithoutAnIdentityOrATimeIsRefused(String attribute) {
    // Given
    ObjectNode event = (ObjectNode) Schemas.read("samples", OPENED);

    // When
    event.remove(attribute);

    // Then
    assertThat(Schemas.violations("cloudevent", event)).isNotEmpty();
  }

  static Stream<Arguments> wrongAttributes() {
    return Stream.of(
        arguments("specversion", "\"0.3\""),
        arguments("id", "\"\""),
        arguments("id", text(201)),
        arguments("source", "\"not a reference\""),
        arguments("subject", text(201)),
        arguments("time", "\"yesterday\""),
        arguments("time", "\"2026-03-02T08:14:05\""),
        arguments("system", "\"\""),
        arguments("system", text(201)),
        arguments("tenant", "\"acme\""),
        arguments("datacontenttype", "\"text/xml\""),
        arguments("data", "[]"),
        arguments("data_base64", "\"AQID\""));
  }

  @ParameterizedTest
  @MethodSource("wrongAttributes")
  void aWrongAttributeIsRefused(String attribute, String value) throws JsonProcessingException {
    // Given
    ObjectNode event = (ObjectNode) Schemas.read("samples", OPENED);

    // When
    event.set(attribute, Schemas.JSON.readTree(value));

    // Then
    assertThat(Schemas.violations("cloudevent", event)).isNotEmpty();
  }

  private static String text(int length) {
    return '"' + "x".repeat(length) + '"';
  }

  private static String tags(int howMany, int length) {
    return IntStream.range(0, howMany)
        .mapToObj(i -> text(length))
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static String attributes(int howMany) {
    return IntStream.range(0, howMany)
        .mapToObj(i -> "\"a" + i + "\": \"x\"")
        .collect(Collectors.joining(",", "{", "}"));
  }
}
