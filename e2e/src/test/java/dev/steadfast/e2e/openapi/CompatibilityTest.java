package dev.steadfast.e2e.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One small document, changed in one way at a time. */
class CompatibilityTest {
  private static final String RELEASED =
      """
      paths:
        /v1/goals:
          get:
            operationId: list
            parameters:
              - {name: status, in: query, schema: {type: string, enum: [open, closed]}}
              - {name: limit, in: query, schema: {type: integer, maximum: 500}}
            responses:
              "200":
                headers: {ETag: {schema: {type: string}}}
                content: {application/json: {schema: {$ref: "#/components/schemas/Goal"}}}
              "404": {description: none}
          post:
            operationId: make
            requestBody:
              required: false
              content: {application/json: {schema: {$ref: "#/components/schemas/NewGoal"}}}
            responses: {"201": {description: made}}
        /health:
          get: {operationId: health, security: [], responses: {"200": {description: fine}}}
      components:
        schemas:
          NewGoal:
            type: object
            required: [title]
            properties:
              title: {type: string, maxLength: 200}
              kind: {type: string, enum: [team, person]}
              note: {type: [string, "null"]}
              at: {type: string, format: date}
              part: {anyOf: [{$ref: "#/components/schemas/Part"}, {type: "null"}]}
              pick: {oneOf: [{$ref: "#/components/schemas/Part"}, {$ref: "#/components/schemas/Whole"}]}
          Goal:
            allOf: [{$ref: "#/components/schemas/Named"}]
            type: object
            required: [value]
            properties:
              value: {type: number}
              state: {type: string, enum: [on, off]}
              tags: {type: array, items: {type: string}}
              parts: {type: object, additionalProperties: {$ref: "#/components/schemas/Shown"}}
              next: {oneOf: [{$ref: "#/components/schemas/Goal"}, {type: "null"}]}
          Named: {type: object, properties: {name: {type: string}}}
          Shown: {type: object, properties: {count: {type: integer}}}
          Part: {type: object, properties: {size: {type: integer}}}
          Whole: {type: object, properties: {all: {type: boolean}}}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          /health:                                | /healthy:                          | GET /health is gone
          post:                                   | put:                               | POST /v1/goals is gone
          operationId: list                       | operationId: all                   | GET /v1/goals had the id "list" and has "all"
          security: [],                           | summary: x,                        | GET /health needs a key
          "200": {description: fine}              | "204": {description: fine}         | GET /health 200 is gone
          headers: {ETag:                         | headers: {Tag:                     | GET /v1/goals 200 header ETag is gone
          name: limit                             | name: size                         | GET /v1/goals query limit is gone
          limit, in: query, schema                | limit, in: query, required: true, schema | GET /v1/goals query limit has become required
          {type: integer, maximum: 500}           | {type: boolean}                    | GET /v1/goals query limit was of type [integer] and is of type [boolean]
          maximum: 500                            | maximum: 50                        | GET /v1/goals query limit has a lower maximum: 50
          [open, closed]                          | [open]                             | GET /v1/goals query status no longer accepts "closed"
          required: false                         | required: true                     | POST /v1/goals body has become required
          required: [title]                       | required: [title, kind]            | POST /v1/goals body application/json.kind has become required
          [team, person]                          | [team]                             | POST /v1/goals body application/json.kind no longer accepts "person"
          title: {type: string, maxLength: 200}   | title: {type: integer}             | POST /v1/goals body application/json.title was of type [string] and is of type [integer]
          title: {type: string, maxLength: 200}   | title: {type: string, maxLength: 20} | POST /v1/goals body application/json.title has a lower maxLength: 20
          [string, "null"]                        | string                             | POST /v1/goals body application/json.note was of type [string, null] and is of type [string]
          note:                                   | remark:                            | POST /v1/goals body application/json.note is gone
          format: date                            | format: date-time                  | POST /v1/goals body application/json.at had format 'date' and has 'date-time'
          {size: {type: integer}}                 | {size: {type: string}}             | POST /v1/goals body application/json.part.size was of type [integer] and is of type [string]
          , {$ref: "#/components/schemas/Whole"}] | , {$ref: "#/components/schemas/Named"}] | POST /v1/goals body application/json.pick/Whole is no longer accepted
          value: {type: number}                   | amount: {type: number}             | GET /v1/goals 200 application/json.value is gone
          value: {type: number}                   | value: {type: string}              | GET /v1/goals 200 application/json.value was of type [number] and is of type [string]
          required: [value]                       | required: []                       | GET /v1/goals 200 application/json.value is no longer always there
          items: {type: string}                   | items: {type: integer}             | GET /v1/goals 200 application/json.tags[] was of type [string] and is of type [integer]
          {count: {type: integer}}                | {total: {type: integer}}           | GET /v1/goals 200 application/json.parts{}.count is gone
          {name: {type: string}}                  | {title: {type: string}}            | GET /v1/goals 200 application/json.name is gone
          state: {type: string,                   | state: {type: [string, "null"],    | GET /v1/goals 200 application/json.state was of type [string] and is of type [string, null]
          """)
  void aBreakIsToldWithItsPlace(String before, String after, String message) {
    // When
    List<String> breaks = breaksOf(before, after);

    // Then
    assertThat(breaks).contains(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          summary: x                              | summary: y
          "404": {description: none}              | "409": {description: none}
          value: {type: number}                   | value: {type: integer}
          value: {type: number}                   | value: {type: number}\\n        more: {type: string}
          [on, off]                               | [on, off, between]
          maximum: 500                            | maximum: 1000
          maxLength: 200                          | minLength: 0
          [team, person]                          | [team, person, site]
          note: {type: [string, "null"]}          | note: {type: [string, "null"]}\\n        extra: {type: string}
          title: {type: string,                   | title: {type: [string, "null"],
          required: [title]                       | required: []
          - {name: limit                          | - {name: page, in: query}\\n        - {name: limit
          """)
  void anAdditionBreaksNobody(String before, String after) {
    assertThat(breaksOf(before, after)).isEmpty();
  }

  @Test
  void aNewPathBreaksNobody() {
    assertThat(
            Compatibility.breaks(
                document(RELEASED),
                document(RELEASED.replace("  /health:", "  /v1/new: {get: {}}\n  /health:"))))
        .isEmpty();
  }

  private static List<String> breaksOf(String before, String after) {
    String changed = RELEASED.replaceFirst(java.util.regex.Pattern.quote(before), quoted(after));
    return Compatibility.breaks(document(RELEASED), document(changed));
  }

  private static String quoted(String text) {
    return java.util.regex.Matcher.quoteReplacement(text.replace("\\n", "\n"));
  }

  private static JsonNode document(String yaml) {
    try {
      return new YAMLMapper().readTree(yaml);
    } catch (JsonProcessingException e) {
      throw new AssertionError(yaml, e);
    }
  }
}
