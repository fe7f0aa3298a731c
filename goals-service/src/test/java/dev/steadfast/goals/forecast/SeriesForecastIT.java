package dev.steadfast.goals.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.contains;
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
import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(
    value = ServiceBackends.class,
    initArgs = @ResourceArg(name = "service", value = "goals"),
    restrictToAnnotatedClass = false)
class SeriesForecastIT {
  private static final String SMALL =
      """
      {"start": "2026-01-05", "interval": "day", "values": [1, 2, 3, 4, 5, 6, 7, 8, 9], "horizon": 2, "levels": [80, 95]}
      """;

  private final Tenant tenant = Tenant.anew();

  private ValidatableResponse asked(String body) {
    return tenant.posts("/v1/forecasts", body);
  }

  /** 100 a day, 40 less on the last two of seven, with a noise of 5. */
  private static String weeks(int days, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return IntStream.range(0, days)
        .mapToObj(day -> String.valueOf(100 - (day % 7 > 4 ? 40 : 0) + 5 * random.nextGaussian()))
        .collect(Collectors.joining(", ", "[", "]"));
  }

  @Test
  void aWeeklySeriesGoesOnWeekly() {
    ValidatableResponse answer =
        asked(
            """
            {"start": "2026-01-05", "interval": "day", "values": %s, "horizon": 7, "domain": "non-negative",
             "levels": [50, 80, 95]}
            """
                .formatted(weeks(112, 1)));

    answer
        .statusCode(200)
        .body("from.size()", equalTo(7))
        .body("from[0]", equalTo("2026-04-27"))
        .body("from[6]", equalTo("2026-05-03"))
        .body("intervals.level", contains(50.0f, 80.0f, 95.0f))
        .body("history.season.size()", equalTo(7))
        .body("history.n", equalTo(112))
        .body("history.missing", equalTo(0))
        .body("cannotTell", nullValue())
        .body("summary", containsString("2026-05-03"));
    JsonPath json = answer.extract().jsonPath();
    List<Float> median = json.getList("median", Float.class);
    assertThat(median.getFirst()).isCloseTo(100f, within(10f));
    assertThat(median.getLast()).isCloseTo(60f, within(10f));
    List<Float> lower = json.getList("intervals[2].lower", Float.class);
    List<Float> upper = json.getList("intervals[2].upper", Float.class);
    assertThat(lower.getFirst()).isLessThan(median.getFirst());
    assertThat(upper.getFirst()).isGreaterThan(median.getFirst());
    assertThat(json.getList("models.weight", Double.class).stream().mapToDouble(d -> d).sum())
        .isCloseTo(1, within(1e-6));
    assertThat(answer.extract().asString()).isEqualTo(again(112, 1).extract().asString());
  }

  private ValidatableResponse again(int days, long seed) {
    return asked(
        """
        {"start": "2026-01-05", "interval": "day", "values": %s, "horizon": 7, "domain": "non-negative",
         "levels": [50, 80, 95]}
        """
            .formatted(weeks(days, seed)));
  }

  @Test
  void aShiftOfLevelIsDated() {
    SplittableRandom random = new SplittableRandom(11);
    String shifted =
        IntStream.range(0, 240)
            .mapToObj(day -> String.valueOf((day < 120 ? 10 : 30) + random.nextGaussian()))
            .collect(Collectors.joining(", "));

    ValidatableResponse answer =
        asked(
            "{\"start\": \"2026-01-01T00:00:00+01:00\", \"interval\": \"day\", \"values\": [%s], \"horizon\": 1}"
                .formatted(shifted));

    answer
        .statusCode(200)
        .body("history.shifts.size()", equalTo(1))
        .body("intervals.level", contains(80.0f, 95.0f));
    JsonPath json = answer.extract().jsonPath();
    int index = json.getInt("history.shifts[0].index");
    assertThat(index).isBetween(119, 121);
    assertThat(json.getString("history.shifts[0].at"))
        .isEqualTo(LocalDate.of(2026, 1, 1).plusDays(index) + "T00:00:00+01:00");
    assertThat(json.getDouble("history.shifts[0].size")).isCloseTo(20, within(1.0));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-31, month, 2026-11-30",
    "2026-01-05, week, 2026-03-16",
    "2026-01-05T09:00:00Z, hour, 2026-01-05T19:00:00Z",
    "2026-01-05T09:00:00Z, day, 2026-01-15T09:00:00Z"
  })
  void stepsAreDatedByTheirInterval(String start, String interval, String first) {
    asked(
            "{\"start\": \"%s\", \"interval\": \"%s\", \"values\": [1, 2, 1, 2, null, 2, 1, 2, 1, 2], \"horizon\": 1}"
                .formatted(start, interval))
        .statusCode(200)
        .body("from", contains(first))
        .body("history.missing", equalTo(1));
  }

  @Test
  void tooThinAHistoryIsSaid() {
    asked(SMALL.replace("[1, 2, 3, 4, 5, 6, 7, 8, 9]", "[1, 2, null, 4, 5, 6, 7, null]"))
        .statusCode(200)
        .body("cannotTell", containsString("at least 8 values; there are 6"))
        .body("mean", nullValue())
        .body("from", nullValue())
        .body("intervals", nullValue());
    asked(SMALL.replace("[1, 2, 3, 4, 5, 6, 7, 8, 9]", "[null]"))
        .statusCode(200)
        .body("cannotTell", containsString("there are 0"));
  }

  @Test
  void sharesAndCountsStayWithinTheirBounds() {
    ValidatableResponse percent =
        asked(
            """
            {"start": "2026-01-05", "interval": "week", "domain": "percent", "horizon": 30, "levels": [99.9],
             "values": [99, 100, 98, 100, 100, 97, 99, 100, 100, 96, 100, 99]}
            """);

    percent.statusCode(200);
    assertThat(percent.extract().jsonPath().getList("intervals[0].upper", Double.class))
        .allMatch(upper -> upper <= 100);
    asked(SMALL.replace("\"horizon\"", "\"domain\": \"count\", \"horizon\""))
        .statusCode(200)
        .body("models.size()", org.hamcrest.Matchers.greaterThan(0));
  }

  @Test
  void theLargestQuestionIsAnsweredAndALargerOneRefused() {
    asked(
            "{\"start\": \"2026-01-05\", \"interval\": \"day\", \"values\": %s, \"horizon\": 1000}"
                .formatted(weeks(10_000, 3)))
        .statusCode(200)
        .body("mean.size()", equalTo(1_000));
    asked(
            "{\"start\": \"2026-01-05\", \"interval\": \"day\", \"values\": %s, \"horizon\": 1}"
                .formatted(weeks(10_001, 3)))
        .statusCode(422)
        .body("errors.pointer", contains("/values"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "start": "2026-01-05"        | "domain": "real"              | /start
          "2026-01-05"                 | "soon"                        | /start
          "2026-01-05"                 | "+99999-01-01"                | /start
          "2026-01-05"                 | "2026-02-30"                  | /start
          "2026-01-05"                 | "2026-01-05T09:00:00"         | /start
          "day"                        | "hour"                        | /start
          "day"                        | "minute"                      | /interval
          "day"                        | null                          | /interval
          [1, 2, 3, 4, 5, 6, 7, 8, 9]  | []                            | /values
          [1, 2, 3, 4, 5, 6, 7, 8, 9]  | null                          | /values
          [1, 2, 3, 4, 5, 6, 7, 8, 9]  | [1, 1e999]                    | /values/1
          [1, 2, 3, 4, 5, 6, 7, 8, 9]  | [1, -1e16]                    | /values/1
          [1, 2, 3, 4, 5, 6, 7, 8, 9]  | [1, "NaN"]                    | /values/1
          "horizon": 2                 | "horizon": 0                  | /horizon
          "horizon": 2                 | "horizon": 1001               | /horizon
          "horizon": 2                 | "horizon": null               | /horizon
          [80, 95]                     | []                            | /levels
          [80, 95]                     | [0.5]                         | /levels/0
          [80, 95]                     | [80, 100]                     | /levels/1
          [80, 95]                     | [80, null]                    | /levels/1
          [80, 95]                     | [80, 80.0]                    | /levels/1
          [80, 95]                     | [1,2,3,4,5,6,7,8,9,10,11]     | /levels
          "horizon": 2                 | "horizon": 2, "domain": "odd" | /domain
          "values": [1,                | "domain": "count", "values": [1.5,    | /values/0
          "values": [1,                | "domain": "percent", "values": [101,  | /values/0
          "values": [1,                | "domain": "non-negative", "values": [-1, | /values/0
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
          [1, 2,        | [1, "2",         | /values/1
          [1, 2,        | [1, true,        | /values/1
          "horizon": 2  | "horizon": 2.5   | /horizon
          "horizon": 2  | "horizon": "2"   | /horizon
          "horizon"     | "steps"          | /steps
          """)
  void anotherTypeIsRefused(String was, String is, String pointer) {
    asked(SMALL.replace(was, is))
        .statusCode(400)
        .body("code", equalTo("malformed-json"))
        .body("errors[0].pointer", equalTo(pointer));
  }

  @Test
  void noNumberIsNaN() {
    asked(SMALL.replace("[1, 2,", "[NaN, 2,")).statusCode(400);
    asked("null").statusCode(400);
    tenant
        .with("metrics:read")
        .contentType("application/json")
        .body(SMALL)
        .post("/v1/forecasts")
        .then()
        .statusCode(403);
  }
}
