package dev.steadfast.metrics.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steadfast.metrics.imports.RowTranslator.Outcome;
import dev.steadfast.metrics.imports.Sheet.Translated;
import org.junit.jupiter.api.Test;

class RowTranslatorTest {
  private static final String CHANGES =
      """
      {'system': 'desk', 'subject': '${id}', 'format': {'missing': ['?']}, 'events': [
        {'type': 'support.interaction.prioritised.v1', 'id': '${id}/p-${row|pad3}', 'time': 'at',
         'onChangeOf': ['prio'], 'notFirst': true, 'data': {'priority': '${prio}'}},
        {'type': 'support.interaction.status-changed.v1', 'id': '${id}/s-${row|pad3}', 'time': 'at',
         'onChangeOf': ['state'], 'data': {'to': {'column': 'state', 'map': {'Active': 'open'}, 'unmapped': 'drop'}}}]}
      """;

  @Test
  void aChangeIsSeenAgainstTheSubjectsRowBeforeEvenAnUnmappedOne() {
    // When
    Translated translated =
        Sheet.translate(
            Sheet.mapping(CHANGES),
            """
            id,at,state,prio
            a,2026-01-01 10:00,New,1
            b,2026-01-01 10:01,Active,2
            a,2026-01-01 10:02,Active,1
            a,2026-01-01 10:03,Active,2
            a,2026-01-01 10:04,Resolved,2
            a,2026-01-01 10:05,Active,?
            b,2026-01-01 10:06,Active,2
            """);

    // Then
    assertThat(translated.ids())
        .containsExactly("b/s-002", "a/s-003", "a/p-004", "a/p-006", "a/s-006");
    assertThat(translated.event("a/p-006").at("/data/priority").isNull()).isTrue();
    assertThat(translated.outcomes().getLast()).isEqualTo(Outcome.WITHOUT_EVENT);
  }

  @Test
  void goingOnAfterAnyRowGivesTheSameEvents() {
    // Given
    StringBuilder csv = new StringBuilder("id,at,state,prio\n");
    for (int i = 0; i < 60; i++) {
      csv.append(
          "t%d,2026-01-01 %02d:%02d,%s,%d\n"
              .formatted(i % 7, 10 + i / 60, i % 60, i % 3 == 0 ? "Active" : "New", i % 5));
    }
    Mapping mapping = Sheet.mapping(CHANGES);
    Translated whole = Sheet.translate(mapping, csv.toString());

    for (int row = 0; row <= 60; row++) {
      // When
      Translated rest = Sheet.translate(mapping, csv.toString(), row);

      // Then
      assertThat(rest.events())
          .isEqualTo(
              whole
                  .events()
                  .subList(whole.events().size() - rest.events().size(), whole.events().size()));
    }
  }

  @Test
  void onceIsTheFirstRowOfAKeyForWhichTheRuleApplies() {
    // When
    Translated translated =
        Sheet.translate(
            Sheet.mapping(
                """
                {'system': 'desk', 'subject': '${id}', 'events': [
                  {'type': 'support.interaction.opened.v1', 'id': '${order|pad6}/o', 'time': ['at', 'late'],
                   'oncePer': '${order}', 'when': [{'column': 'kind', 'in': ['x', 'y']}, {'column': 'late', 'present': true}]}]}
                """),
            """
            id,order,at,late,kind
            1,7,2026-01-01,,x
            2,7,2026-01-01,2026-01-02,z
            3,7,,2026-01-03,y
            4,7,2026-01-04,2026-01-04,x
            """);

    // Then
    assertThat(translated.ids()).containsExactly("000007/o");
    assertThat(translated.events().getFirst().get("subject").textValue()).isEqualTo("3");
    assertThat(translated.events().getFirst().get("time").textValue())
        .isEqualTo("2026-01-03T00:00:00Z");
  }

  @Test
  void aBadRowMakesNoEventAndIsNotRemembered() {
    // When
    Translated translated =
        Sheet.translate(
            Sheet.mapping(CHANGES),
            """
            id,at,state,prio
            a,2026-01-01 10:00,New,1
            a,31.12.2026,Active,2
            a,2026-01-01 10:02,Active,1
            ,2026-01-01 10:03,Active,1
            a,2026-01-01 10:04
            ,,,
            """);

    // Then
    assertThat(translated.ids()).containsExactly("a/s-003");
    assertThat(translated.outcomes())
        .containsExactly(
            Outcome.WITHOUT_EVENT,
            Outcome.BAD,
            Outcome.GOOD,
            Outcome.BAD,
            Outcome.BAD,
            Outcome.BLANK);
    assertThat(translated.faults())
        .extracting(RowFault::line, RowFault::row, RowFault::column, RowFault::value)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(3L, 2L, "at", "31.12.2026"),
            org.assertj.core.groups.Tuple.tuple(5L, 4L, "id", null),
            org.assertj.core.groups.Tuple.tuple(6L, 5L, null, null));
  }

  @Test
  void cellsBecomeTheTypesOfTheMapping() {
    // When
    Translated translated =
        Sheet.translate(
            Sheet.mapping(
                """
                {'system': 'desk', 'source': '/s', 'subject': '${id}', 'format': {'missing': ['?']}, 'events': [
                  {'type': 'support.interaction.opened.v1', 'id': '${id}', 'time': 'at', 'data': {
                    'whole': {'column': 'n', 'type': 'integer'}, 'number': {'column': 'n', 'type': 'number'},
                    'flag': {'column': 'f', 'type': 'boolean'}, 'team': {'column': 't', 'type': 'reference', 'label': '${l}'},
                    'gone': {'column': 'm', 'ifMissing': 'omit'}, 'none': {'column': 'm'}, 'agent': {'column': 'm', 'type': 'reference'},
                    'default': {'column': 'm', 'default': 'web'}, 'kept': {'column': 't', 'map': {'x': 'y'}, 'unmapped': 'keep'},
                    'joined': '${t}-${l|upper}', 'fixed': 'words', 'yes': true, 'three': 3, 'nothing': null, 'in': {'side': '${t}'}}}]}
                """),
            "id,at,n,f,t,l,m\n1,2026-01-01,3.0,Yes,billing,\"Bill, \"\"ing\"\"\nteam\",?\n");

    // Then
    assertThat(translated.faults()).isEmpty();
    assertThat(translated.events().getFirst().toString())
        .isEqualTo(
            """
            {"specversion":"1.0","id":"1","source":"/s","type":"support.interaction.opened.v1","subject":"1",\
            "time":"2026-01-01T00:00:00Z","system":"desk","data":{"whole":3,"number":3.0,"flag":true,\
            "team":{"id":"billing","label":"Bill, \\"ing\\"\\nteam"},"none":null,"agent":null,"default":"web",\
            "kept":"billing","joined":"billing-BILL, \\"ING\\"\\nTEAM","fixed":"words","yes":true,"three":3,"nothing":null,\
            "in":{"side":"billing"}}}""");
  }

  @Test
  void aCellThatIsNotOfItsTypeOrHasNoMeaningIsAFaultWithItsValue() {
    // When
    Translated translated =
        Sheet.translate(
            Sheet.mapping(
                """
                {'system': 'desk', 'subject': '${id}', 'events': [
                  {'type': 'support.interaction.opened.v1', 'id': '${id}', 'time': 'at', 'data': {
                    'n': {'column': 'n', 'type': 'integer'}, 's': {'column': 's', 'map': {'a': 'b'}}}}]}
                """),
            "id,at,n,s\n1,2026-01-01,3.5,a\n2,2026-01-01,1e999999999,a\n3,2026-01-01,3,x\n4,2026-01-01,,\n");

    // Then
    assertThat(translated.ids()).containsExactly("4");
    assertThat(translated.faults())
        .extracting(RowFault::line, RowFault::column, RowFault::value)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(2L, "n", "3.5"),
            org.assertj.core.groups.Tuple.tuple(3L, "n", "1e999999999"),
            org.assertj.core.groups.Tuple.tuple(4L, "s", "x"));
  }

  @Test
  void linesAreThoseOfTheFileEvenAfterQuotedOnes() {
    // When
    Translated translated =
        Sheet.translate(
            Sheet.opened("{}"), "id,at,channel\r\n1,2026-01-01,\"a\r\nb\nc\"\r\n\r\n2,bad,x\r\n");

    // Then
    assertThat(translated.ids()).containsExactly("1/opened");
    assertThat(translated.faults())
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.line()).isEqualTo(6);
              assertThat(fault.row()).isEqualTo(2);
            });
  }

  @Test
  void aTimeIsMadeOfSeveralColumnsAndIsMissingWhereOneOfThemIs() {
    // When
    Translated translated =
        Sheet.translate(
            Sheet.mapping(
                """
                {'system': 'phone', 'subject': '${id}', 'format': {'delimiter': '\\t', 'dateFormats': ['yyyyMMdd H:mm:ss']},
                 'events': [{'type': 'support.interaction.opened.v1', 'id': '${id}', 'time': ['19${date} ${late}', '19${date} ${at}']}]}
                """),
            "id\tdate\tat\tlate\n1\t990201\t7:02:47\t\n2\t990201\t\t\n3\t990230\t7:02:47\t\n4\t990228\t1:00:00\t23:59:59\n");

    // Then
    assertThat(translated.events())
        .extracting(event -> event.get("time").textValue())
        .containsExactly("1999-02-01T07:02:47Z", "1999-02-28T23:59:59Z");
    assertThat(translated.faults())
        .extracting(RowFault::line, RowFault::column, RowFault::value)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(3L, "late", null),
            org.assertj.core.groups.Tuple.tuple(4L, "date", "19990230 7:02:47"));
  }

  @Test
  void durationsAreScaledToWholeMillisecondsAndNeverNegative() {
    // When
    Translated translated =
        Sheet.translate(
            Sheet.mapping(
                """
                {'system': 'phone', 'subject': '${id}', 'events': [{'type': 'support.call.ended.v1', 'id': '${id}', 'time': 'at',
                  'data': {'talk': {'column': 's', 'type': 'duration', 'unit': 'seconds'},
                    'hold': {'column': 'm', 'type': 'duration', 'unit': 'minutes'}}}]}
                """),
            """
            id,at,s,m
            1,2026-01-01,25.0634,0.5
            2,2026-01-01,-1,1
            3,2026-01-01,1,1e300
            4,2026-01-01,,2
            5,2026-01-01,0:30,2
            """);

    // Then
    assertThat(translated.events())
        .extracting(event -> event.get("data").toString())
        .containsExactly("{\"talk\":25063,\"hold\":30000}", "{\"talk\":null,\"hold\":120000}");
    assertThat(translated.faults())
        .extracting(RowFault::line, RowFault::column, RowFault::value)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(3L, "s", "-1"),
            org.assertj.core.groups.Tuple.tuple(4L, "m", "1e300"),
            org.assertj.core.groups.Tuple.tuple(6L, "s", "0:30"));
    assertThat(translated.faults().getFirst().reason())
        .isEqualTo("This is no duration in seconds: a number from 0.");
  }

  @Test
  void aWordMayStandForNothing() {
    // When
    Translated translated =
        Sheet.translate(
            Sheet.mapping(
                """
                {'system': 'phone', 'subject': '${id}', 'events': [{'type': 'support.interaction.opened.v1', 'id': '${id}', 'time': 'at',
                  'data': {'customer': {'column': 'c', 'map': {'0': null}, 'unmapped': 'keep', 'type': 'reference'},
                    'channel': {'column': 'c', 'map': {'0': null, '7': 'seven'}, 'ifMissing': 'omit'}}}]}
                """),
            "id,at,c\n1,2026-01-01,0\n2,2026-01-01,7\n3,2026-01-01,8\n");

    // Then
    assertThat(translated.events())
        .extracting(event -> event.get("data").toString())
        .containsExactly(
            "{\"customer\":null}", "{\"customer\":{\"id\":\"7\"},\"channel\":\"seven\"}");
    assertThat(translated.faults())
        .singleElement()
        .satisfies(fault -> assertThat(fault.value()).isEqualTo("8"));
  }
}
