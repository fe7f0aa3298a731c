package dev.steadfast.goals.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import dev.steadfast.goals.testing.Tenant;
import dev.steadfast.platform.testing.ServiceBackends;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(
    value = ServiceBackends.class,
    initArgs = @ResourceArg(name = "service", value = "goals"),
    restrictToAnnotatedClass = false)
class EffectResourceIT {
  private static final String SMALL =
      "{\"values\": [1, 2, 3, 4], \"controls\": [[1, 1, 2, 2]], \"intervention\": 2, \"season\": 7}";

  private final Tenant tenant = Tenant.anew();

  private ValidatableResponse asked(String body) {
    return tenant.posts("/v1/effects", body);
  }

  /** The file is 100 rows of y and X; y is raised by 1 from row 70. */
  private static List<String> published() throws IOException {
    Path file =
        Path.of(System.getProperty("steadfast.root", ".."))
            .resolve("../shared/data/causalimpact-arma/arma_data.csv");
    Assumptions.assumeThat(file).as("the published series is not here").exists();
    return Files.readAllLines(file);
  }

  private static String column(List<String> lines, String name) {
    int column = List.of(lines.getFirst().replace("\"", "").split(",")).indexOf(name);
    return lines.stream()
        .skip(1)
        .map(line -> line.split(",")[column])
        .collect(Collectors.joining(", ", "[", "]"));
  }

  @Test
  void thePublishedCaseLiesInItsPublishedInterval() throws IOException {
    List<String> lines = published();

    ValidatableResponse answer =
        asked(
            "{\"metric\": \"The series\", \"values\": %s, \"controls\": [%s], \"intervention\": 70}"
                .formatted(column(lines, "y"), column(lines, "X")));

    answer
        .statusCode(200)
        .body("verdict", equalTo("raised"))
        .body("method", equalTo("difference-in-differences"))
        .body("daysBefore", equalTo(70))
        .body("daysAfter", equalTo(30))
        .body("weights.size()", equalTo(1))
        .body("counterfactual.size()", equalTo(100))
        .body("summary", containsString("The series rose by"));
    JsonPath json = answer.extract().jsonPath();
    assertThat(json.<Number>get("average.value").doubleValue()).isBetween(0.27, 1.5);
    assertThat(json.<Number>get("probability").doubleValue()).isGreaterThan(0.99);
  }

  @Test
  void aSeriesWithoutAControlIsComparedWithItsPast() throws IOException {
    String values = column(published(), "y");

    asked("{\"values\": %s, \"intervention\": 70}".formatted(values))
        .statusCode(200)
        .body("method", equalTo("interrupted-time-series"))
        .body("weights.size()", equalTo(0));
  }

  @Test
  void tooFewValuesCannotBeJudged() {
    asked(SMALL)
        .statusCode(200)
        .body("verdict", equalTo("cannot-tell"))
        .body("average", nullValue())
        .body("probability", nullValue())
        .body("checks.find { it.name == 'points-before' }.result", equalTo("failed"));
  }

  @Test
  void missingValuesStayMissing() {
    String half =
        IntStream.range(0, 40)
            .mapToObj(i -> i % 3 == 0 ? "null" : String.valueOf(50 + i * 7 % 5))
            .collect(Collectors.joining(", "));

    asked("{\"values\": [%s], \"intervention\": 20}".formatted(half))
        .statusCode(200)
        .body("daysBefore", equalTo(13))
        .body("verdict", equalTo("cannot-tell"));
    asked("{\"values\": [null, null, null, null], \"intervention\": 2}")
        .statusCode(200)
        .body("verdict", equalTo("cannot-tell"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [1, 2, 3, 4]        | null              | /values
          [1, 2, 3, 4]        | []                | /values
          [1, 2, 3, 4]        | [1]               | /values
          [1, 2, 3, 4]        | [1, 2, 3, 1e999]  | /values/3
          [1, 2, 3, 4]        | [1, 2, 3, -1e300] | /values/3
          [1, 2, 3, 4]        | [1, 2, 3, "NaN"]  | /values/3
          [[1, 1, 2, 2]]      | [[1, 1, 2]]       | /controls/0
          [[1, 1, 2, 2]]      | [null]            | /controls/0
          [[1, 1, 2, 2]]      | [[1, 1, 2, 1e99]] | /controls/0/3
          "intervention": 2   | "intervention": 0 | /intervention
          "intervention": 2   | "intervention": 4 | /intervention
          "intervention": 2   | "unit": "ms"      | /intervention
          "season": 7         | "season": 1       | /season
          "season": 7         | "season": 61      | /season
          "season": 7         | "unit": "\\u0000" | /unit
          """)
  void aRuleThatIsBrokenIsNamed(String was, String is, String pointer) {
    asked(SMALL.replace(was, is))
        .statusCode(422)
        .body("code", equalTo("rule-violated"))
        .body("errors.pointer", hasItem(pointer));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [1, 2, 3, 4]        | [1, "2", 3, 4]      | /values/1
          [1, 2, 3, 4]        | [1, [2], 3, 4]      | /values/1
          [1, 2, 3, 4]        | {"0": 1}            | /values
          "intervention": 2   | "intervention": 2.5 | /intervention
          "intervention": 2   | "intervention": "2" | /intervention
          "season": 7         | "seasons": 7        | /seasons
          """)
  void anotherTypeIsRefused(String was, String is, String pointer) {
    asked(SMALL.replace(was, is))
        .statusCode(400)
        .body("code", equalTo("malformed-json"))
        .body("errors[0].pointer", equalTo(pointer));
  }

  @Test
  void aSeriesOfTheLargestSizeIsJudgedAndALongerOneRefused() {
    String most = noise(2_000);

    asked("{\"values\": %s, \"intervention\": 1000}".formatted(most)).statusCode(200);
    asked("{\"values\": %s, \"intervention\": 1000}".formatted(noise(2_001)))
        .statusCode(422)
        .body("errors[0].pointer", equalTo("/values"));
    asked(
            SMALL.replace(
                "[[",
                Collections.nCopies(50, "[1, 2, 3, 4], ").stream()
                    .collect(Collectors.joining("", "[", "["))))
        .statusCode(422)
        .body("errors[0].pointer", equalTo("/controls"));
  }

  private static String noise(int length) {
    return new SplittableRandom(7)
        .ints(length, 0, 100)
        .mapToObj(String::valueOf)
        .collect(Collectors.joining(",", "[", "]"));
  }

  @Test
  void aStraightLineBesideANegligibleControlIsAnswered() {
    String line = IntStream.range(0, 40).mapToObj(String::valueOf).collect(Collectors.joining(","));
    String control =
        new SplittableRandom(3)
            .doubles(40)
            .mapToObj(each -> each + "e-30")
            .collect(Collectors.joining(","));

    asked("{\"values\": [%s], \"controls\": [[%s]], \"intervention\": 20}".formatted(line, control))
        .statusCode(200);
  }

  @Test
  void noBodyAndNoScopeAreRefused() {
    asked("null").statusCode(400).body("code", equalTo("malformed-json"));
    tenant.asks().contentType("text/plain").body("x").post("/v1/effects").then().statusCode(415);
    tenant
        .with("metrics:read")
        .contentType("application/json")
        .body(SMALL)
        .post("/v1/effects")
        .then()
        .statusCode(403);
  }
}
