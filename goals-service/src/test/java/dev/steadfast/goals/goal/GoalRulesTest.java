package dev.steadfast.goals.goal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.steadfast.contracts.metric.Aggregation;
import dev.steadfast.contracts.problem.ProblemCode;
import dev.steadfast.core.measure.Interval;
import dev.steadfast.goals.progress.Direction;
import dev.steadfast.goals.progress.Measurement;
import dev.steadfast.goals.progress.Window;
import dev.steadfast.platform.http.MergePatch;
import dev.steadfast.platform.problem.FieldError;
import dev.steadfast.platform.problem.ProblemException;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GoalRulesTest {
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .registerModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

  private static final TargetRules.Measuring NOTHING =
      (metric, aggregation, scope, days) -> Optional.empty();

  private static final String VALID =
      """
      {"title": "Faster", "scope": {"team": "billing"}, "period": {"from": "2026-10-01", "to": "2026-12-31"},
       "target": {"metric": "resolution-time", "baseline": {"value": "PT36H"},
         "levels": {"commit": "PT30H", "target": "PT24H", "stretch": 72000000}}, "tags": ["q4", "q4"]}
      """;

  private static GoalTerms check(String patch) throws JsonProcessingException {
    return check(patch, NOTHING);
  }

  private static GoalTerms check(String patch, TargetRules.Measuring measuring)
      throws JsonProcessingException {
    JsonNode merged = MergePatch.apply(JSON.readTree(VALID), JSON.readTree(patch));
    return GoalRules.check(JSON.treeToValue(merged, GoalRequest.class), measuring);
  }

  @Test
  void defaultsComeFromTheMetric() throws JsonProcessingException {
    GoalTerms terms = check("{}");

    assertThat(terms.target().aggregation()).isEqualTo(Aggregation.MEDIAN);
    assertThat(terms.target().direction()).isEqualTo(Direction.LOWER);
    assertThat(terms.target().minimumSample()).isEqualTo(20);
    assertThat(terms.target().window()).isEqualTo(new Window.WholePeriod());
    assertThat(terms.target().baseline()).isEqualTo(36 * 3_600_000.0);
    assertThat(terms.target().levels().stretch()).hasValue(20 * 3_600_000.0);
    assertThat(terms.scope().text()).isEqualTo("team=billing");
    assertThat(terms.tags()).containsExactly("q4");
  }

  @Test
  void withoutAScopeItIsAboutTheWholeOrganisation() throws JsonProcessingException {
    assertThat(check("{\"scope\": null}").scope().text()).isEqualTo("all");
  }

  @Test
  void aMetricWithoutABetterSideTakesItFromTheTarget() throws JsonProcessingException {
    GoalTerms terms =
        check(
            """
            {"target": {"metric": "volume", "baseline": {"value": 900},
              "levels": {"commit": null, "target": 800, "stretch": null}}}
            """);

    assertThat(terms.target().direction()).isEqualTo(Direction.LOWER);
  }

  @Test
  void theOtherSideCanBeMeant() throws JsonProcessingException {
    GoalTerms terms =
        check(
            """
            {"target": {"metric": "resolved", "direction": "lower", "baseline": {"value": 900},
              "levels": {"commit": null, "target": 800, "stretch": null}}}
            """);

    assertThat(terms.target().direction()).isEqualTo(Direction.LOWER);
  }

  @Test
  void aMeasuredBaselineKeepsItsIntervalAndDays() throws JsonProcessingException {
    Measurement measured = new Measurement(1.3e8, Optional.of(new Interval(1.2e8, 1.4e8)), 400);

    GoalTerms terms =
        check(
            """
            {"target": {"baseline": {"source": "measured", "value": null, "from": "2026-07-01", "to": "2026-09-30"}}}
            """,
            (metric, aggregation, scope, days) ->
                days.days() == 92 ? Optional.of(measured) : Optional.empty());

    assertThat(terms.target().baseline()).isEqualTo(1.3e8);
    assertThat(terms.baseline())
        .isInstanceOfSatisfying(
            Baseline.Measured.class, kept -> assertThat(kept.measurement()).isEqualTo(measured));
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        Arguments.of("{\"title\": \"  \"}", "/title"),
        Arguments.of("{\"title\": null}", "/title"),
        Arguments.of("{\"title\": \"" + "x".repeat(201) + "\"}", "/title"),
        Arguments.of("{\"title\": \"a\\u0000b\"}", "/title"),
        Arguments.of("{\"title\": \"a\\ud800b\"}", "/title"),
        Arguments.of("{\"description\": \"\\udc00\"}", "/description"),
        Arguments.of("{\"owner\": {\"label\": \"Kim\"}}", "/owner/id"),
        Arguments.of("{\"tags\": [\"a\", null]}", "/tags/1"),
        Arguments.of("{\"scope\": {\"colour\": \"red\"}}", "/scope/colour"),
        Arguments.of("{\"scope\": {\"priority\": \"high\"}}", "/scope"),
        Arguments.of("{\"period\": null}", "/period"),
        Arguments.of("{\"period\": {\"to\": \"2026-09-30\"}}", "/period/to"),
        Arguments.of("{\"period\": {\"to\": \"2042-01-01\"}}", "/period/to"),
        Arguments.of("{\"period\": {\"from\": \"1801-01-01\"}}", "/period/from"),
        Arguments.of("{\"target\": null}", "/target"),
        Arguments.of("{\"target\": {\"metric\": \"happiness\"}}", "/target/metric"),
        Arguments.of("{\"target\": {\"metric\": \"channel-share.last\"}}", "/target/metric"),
        Arguments.of("{\"target\": {\"version\": 2}}", "/target/version"),
        Arguments.of("{\"target\": {\"aggregation\": \"share\"}}", "/target/aggregation"),
        Arguments.of("{\"target\": {\"aggregation\": \"mode\"}}", "/target/aggregation"),
        Arguments.of("{\"target\": {\"window\": \"a-while\"}}", "/target/window"),
        Arguments.of("{\"target\": {\"direction\": \"sideways\"}}", "/target/direction"),
        Arguments.of("{\"target\": {\"direction\": \"higher\"}}", "/target/levels/target"),
        Arguments.of("{\"target\": {\"minimumSample\": 0}}", "/target/minimumSample"),
        Arguments.of("{\"target\": {\"baseline\": null}}", "/target/baseline"),
        Arguments.of("{\"target\": {\"baseline\": {\"value\": null}}}", "/target/baseline/value"),
        Arguments.of(
            "{\"target\": {\"baseline\": {\"value\": \"PT24H\"}}}", "/target/levels/target"),
        Arguments.of("{\"target\": {\"baseline\": {\"value\": 1e400}}}", "/target/baseline/value"),
        Arguments.of("{\"target\": {\"baseline\": {\"value\": -1}}}", "/target/baseline/value"),
        Arguments.of(
            "{\"target\": {\"baseline\": {\"source\": \"felt\"}}}", "/target/baseline/source"),
        Arguments.of(
            "{\"target\": {\"baseline\": {\"source\": \"measured\"}}}", "/target/baseline/value"),
        Arguments.of(
            "{\"target\": {\"baseline\": {\"source\": \"measured\", \"value\": null,"
                + " \"from\": \"2026-01-01\", \"to\": \"2026-01-31\"}}}",
            "/target/baseline"),
        Arguments.of("{\"target\": {\"levels\": {\"target\": null}}}", "/target/levels/target"),
        Arguments.of(
            "{\"target\": {\"levels\": {\"target\": \"PT40H\"}}}", "/target/levels/target"),
        Arguments.of(
            "{\"target\": {\"levels\": {\"commit\": \"PT20H\"}}}", "/target/levels/commit"),
        Arguments.of(
            "{\"target\": {\"levels\": {\"stretch\": \"PT26H\"}}}", "/target/levels/stretch"),
        Arguments.of(
            "{\"target\": {\"metric\": \"csat\", \"baseline\": {\"value\": 80}}}",
            "/target/levels/target"),
        Arguments.of(
            "{\"target\": {\"metric\": \"csat\", \"baseline\": {\"value\": 80},"
                + " \"levels\": {\"commit\": null, \"target\": 101, \"stretch\": null}}}",
            "/target/levels/target"));
  }

  @ParameterizedTest
  @MethodSource
  void refused(String patch, String pointer) {
    ProblemException refusal = catchThrowableOfType(ProblemException.class, () -> check(patch));

    assertThat(refusal.code()).isEqualTo(ProblemCode.RULE_VIOLATED);
    assertThat(refusal.errors()).extracting(FieldError::pointer).contains(pointer);
  }

  @Test
  void allThatIsWrongIsToldAtOnce() {
    ProblemException refusal =
        catchThrowableOfType(
            ProblemException.class,
            () ->
                check(
                    """
                    {"title": "", "period": {"to": "2026-09-30"}, "target": {"metric": "happiness"}}
                    """));

    assertThat(refusal.errors())
        .extracting(FieldError::pointer)
        .containsExactly("/title", "/period/to", "/target/metric");
  }

  @Test
  void aRequestMadeOfTermsGivesTheSameTerms() throws JsonProcessingException {
    GoalTerms terms = check("{\"description\": \"why\", \"owner\": {\"id\": \"kim\"}}");

    JsonNode written = JSON.valueToTree(GoalRequest.of(terms));

    assertThat(GoalRules.check(JSON.treeToValue(written, GoalRequest.class), NOTHING))
        .isEqualTo(terms);
  }

  @Test
  void changesNameTheirFields() throws JsonProcessingException {
    JsonNode before = JSON.readTree("{\"a\": {\"b\": 1, \"c\": 2}, \"d\": [1]}");
    JsonNode after = JSON.readTree("{\"a\": {\"b\": 1, \"c\": 3}, \"d\": [1, 2], \"e\": \"x\"}");

    assertThat(Change.between(before, after))
        .extracting(Change::field)
        .containsExactly("/a/c", "/d", "/e");
    assertThat(Change.between(before, before)).isEmpty();
  }
}
