package dev.steadfast.metrics.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.steadfast.contracts.problem.ProblemCode;
import dev.steadfast.platform.problem.FieldError;
import dev.steadfast.platform.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MappingReaderTest {
  @Test
  void everyFaultIsSaidAtOnceWithItsPlace() {
    // When
    ProblemException refused =
        refusal(
            """
            {'system': 'desk', 'subject': 'fixed', 'colour': 'red',
             'format': {'delimiter': ';;', 'encoding': 'KLINGON', 'zone': '+02:00', 'dateFormats': ['qqqqqqq', 'HH:mm'], 'dateOnly': 'noon'},
             'events': [
               {'type': 'support.interaction.opend.v1', 'id': '${id', 'time': 'at', 'notFirst': true,
                'when': [{'column': 'x', 'equals': 'a', 'not': 'b'}],
                'data': {'channel': {'column': 'c', 'type': 'text'}, 'n': {'column': 'n', 'unmapped': 'drop'},
                  'd': {'column': 'd', 'type': 'duration'}, 'u': {'column': 'u', 'type': 'duration', 'unit': 'weeks'},
                  's': {'column': 's', 'unit': 'seconds'}}},
               {'type': 'support.interaction.opened.v1', 'id': '${id|roman}'},
               {'type': 'support.interaction.spam.v1', 'id': '${id}/s', 'time': '${date'}]}
            """);

    // Then
    assertThat(refused.code()).isEqualTo(ProblemCode.RULE_VIOLATED);
    assertThat(refused.errors())
        .extracting(FieldError::pointer)
        .contains(
            "/mapping/colour",
            "/mapping/subject",
            "/mapping/format/delimiter",
            "/mapping/format/encoding",
            "/mapping/format/zone",
            "/mapping/format/dateFormats/0",
            "/mapping/format/dateFormats/1",
            "/mapping/events/0/type",
            "/mapping/events/0/id",
            "/mapping/events/0/notFirst",
            "/mapping/events/0/when/0",
            "/mapping/events/0/data/channel/type",
            "/mapping/events/0/data/n/unmapped",
            "/mapping/events/0/data/d/unit",
            "/mapping/events/0/data/u/unit",
            "/mapping/events/0/data/s/unit",
            "/mapping/format/dateOnly",
            "/mapping/events/2/time",
            "/mapping/events/1/id",
            "/mapping/events/1/time");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[]", "'text'", "{}", "{'system': 'desk', 'subject': '${id}', 'events': []}"})
  void whatIsNoMappingIsRefused(String document) {
    assertThat(refusal(document).code()).isEqualTo(ProblemCode.RULE_VIOLATED);
  }

  @Test
  void twoRulesWithTheSameIdsAreRefusedSinceOneWouldBeLost() {
    // When
    ProblemException refused =
        refusal(
            """
            {'system': 'desk', 'subject': '${id}', 'events': [
              {'type': 'support.interaction.opened.v1', 'id': '${id}', 'time': 'at'},
              {'type': 'support.interaction.spam.v1', 'id': '${id}', 'time': 'at'}]}
            """);

    // Then
    assertThat(refused.errors())
        .singleElement()
        .satisfies(
            error -> {
              assertThat(error.pointer()).isEqualTo("/mapping/events/1/id");
              assertThat(error.detail()).contains("events[0]");
            });
  }

  @Test
  void theSourceIsThatOfTheSystemUnlessTheMappingNamesOne() {
    assertThat(Sheet.opened("{}").source()).isEqualTo("/imports/desk");
  }

  @Test
  void theShippedRecipesAreMappings() {
    assertThat(Sheet.recipe("ticket-table").rules()).hasSize(4);
    assertThat(Sheet.recipe("servicenow-incident-log").rules()).hasSize(7);
    assertThat(Sheet.recipe("closed-tickets-with-satisfaction").rules()).hasSize(4);
    assertThat(Sheet.recipe("call-log").rules()).hasSize(3);
    assertThat(Sheet.recipe("csat-survey-table").rules()).hasSize(3);
    assertThat(Sheet.recipe("nps-survey-table").rules()).hasSize(2);
    assertThat(Sheet.recipe("contact-centre-table").rules()).hasSize(2);
  }

  @Test
  void whiteSpaceAndOrderDoNotMakeAnotherMapping() throws Exception {
    // Given
    var json = new com.fasterxml.jackson.databind.ObjectMapper();

    // When
    Fingerprint one = Fingerprint.of(json.readTree("{\"a\": 1, \"b\": {\"c\": 2, \"d\": [1, 2]}}"));
    Fingerprint same = Fingerprint.of(json.readTree("{\"b\":{\"d\":[1,2],\"c\":2},\"a\":1}"));
    Fingerprint other = Fingerprint.of(json.readTree("{\"b\":{\"d\":[2,1],\"c\":2},\"a\":1}"));

    // Then
    assertThat(same.bytes()).isEqualTo(one.bytes()).isNotEqualTo(other.bytes());
  }

  private static ProblemException refusal(String document) {
    return catchThrowableOfType(ProblemException.class, () -> Sheet.mapping(document));
  }
}
