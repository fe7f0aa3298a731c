package dev.steadfast.goals.benchmark;

import static dev.steadfast.goals.testing.Requests.today;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.steadfast.goals.testing.MetricDaysTopic;
import dev.steadfast.goals.testing.Tenant;
import dev.steadfast.platform.testing.ServiceBackends;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(
    value = ServiceBackends.class,
    initArgs = @ResourceArg(name = "service", value = "goals"),
    restrictToAnnotatedClass = false)
class BenchmarkResourceIT {
  private static final String OURS =
      """
      {"metric": "resolution-time", "sameDefinition": true, "definition": "calendar time to the last resolution",
       "industry": "retail", "sample": 40, "period": "2026", "value": "PT4H", "spread": {"standardDeviation": "PT1H"},
       "source": "Association of our trade", "address": "https://example.org/report", "grade": "B"}""";

  private final Tenant tenant = Tenant.anew();

  private String has(String body) {
    return tenant.posts("/v1/benchmarks", body).statusCode(201).extract().path("id");
  }

  @Test
  void publishedFiguresAreContextAndSayWhy() {
    tenant
        .gets("/v1/benchmarks?metric=csat")
        .statusCode(200)
        .body("items.origin", everyItem(is("published")))
        .body("items.source", hasItems("SQM", "ACSI", "UKCSI"))
        .body("items.comparability.comparable", everyItem(is(false)))
        .body("items.find { it.source == 'ACSI' }.comparability.mismatches", hasItem("unit"))
        .body("withoutPublicSet", hasKey("ces"))
        .body("withoutPublicSet", hasKey("handle-time"))
        .body("withoutPublicSet", hasKey("response-rate"));
    tenant
        .gets("/v1/benchmarks?industry=finance&channel=voice")
        .statusCode(200)
        .body("items.value", equalTo(List.of(16.0f)));
  }

  @Test
  void theDocumentShowsAFigureAsItIsAnswered() {
    given()
        .get("/q/openapi?format=json")
        .then()
        .statusCode(200)
        .body("components.schemas.BenchmarkRow.properties", hasKey("origin"))
        .body("components.schemas.BenchmarkRow.properties", hasKey("source"))
        .body("components.schemas.BenchmarkRow.properties", not(hasKey("figure")));
  }

  @Test
  void pagesShowEachFigureOnceOwnOnesFirst() {
    // Given
    String first = has(OURS);
    String second = has(OURS);

    // When
    List<String> seen = new ArrayList<>();
    String cursor = "";
    do {
      var page = tenant.gets("/v1/benchmarks?limit=5&cursor=" + cursor).statusCode(200).extract();
      List<String> origins = page.path("items.origin");
      List<String> ids = page.path("items.findAll { it.id != null }.id");
      seen.addAll(origins);
      if (seen.size() == 5) {
        assertThat(ids).containsExactly(second, first);
      }
      cursor = page.path("nextCursor");
    } while (cursor != null);

    // Then
    assertThat(seen).hasSize(24);
    tenant.gets("/v1/benchmarks?cursor=b3duCTE").statusCode(400);
    tenant.gets("/v1/benchmarks?cursor=cHVibGlzaGVkCS01").statusCode(400);
  }

  @Test
  void anOwnFigureIsChangedAndDeletedByItsVersion() {
    // Given
    String id = has(OURS);
    String path = "/v1/benchmarks/" + id;
    tenant
        .gets(path)
        .statusCode(200)
        .header("ETag", "\"1\"")
        .body("figures", equalTo("resolution-time"))
        .body("unit", equalTo("ms"))
        .body("value", equalTo(14_400_000f))
        .body("comparability.comparable", equalTo(true));

    // Then
    patched(path, "\"1\"", "{\"grade\": \"A\", \"industry\": null}")
        .then()
        .statusCode(200)
        .header("ETag", "\"2\"")
        .body("grade", equalTo("A"))
        .body("industry", nullValue());
    patched(path, "\"1\"", "{\"grade\": \"B\"}").then().statusCode(412);
    patched(path, "\"2\"", "{\"source\": null}")
        .then()
        .statusCode(422)
        .body("errors.pointer", equalTo(List.of("/source")));
    Tenant.anew().gets(path).statusCode(404);
    Tenant.anew().gets("/v1/benchmarks?metric=resolution-time").body("items", empty());
    tenant.with("goals:read").delete(path).then().statusCode(403);
    tenant.asks().delete(path).then().statusCode(204);
    tenant.gets(path).statusCode(404);
  }

  private Response patched(String path, String tag, String body) {
    return tenant
        .asks()
        .contentType("application/merge-patch+json")
        .header("If-Match", tag)
        .body(body)
        .patch(path);
  }

  @Test
  void theSameKeyAddsItOnce() {
    // When
    String first = keyed(OURS, 201);
    String second = keyed(OURS, 201);

    // Then
    assertThat(second).isEqualTo(first);
    keyed(OURS.replace("retail", "travel"), 422);
  }

  private String keyed(String body, int status) {
    return tenant
        .asks()
        .contentType("application/json")
        .header("Idempotency-Key", "once")
        .body(body)
        .post("/v1/benchmarks")
        .then()
        .statusCode(status)
        .extract()
        .path("id");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"metric\": \"csta\"|/metric",
        "\"aggregation\": \"share\"|/aggregation",
        "\"definition\": \" \"|/definition",
        "\"scale\": \"stars\"|/scale",
        "\"sample\": 0|/sample",
        "\"period\": null|/period",
        "\"value\": 1e300|/value",
        "\"value\": -1|/value",
        "\"unit\": \"percent\"|/value",
        "\"from\": 3|/value",
        "\"value\": null|/value",
        "\"source\": null|/source",
        "\"address\": \"javascript:alert(1)\"|/address",
        "\"address\": \"a b\"|/address",
        "\"grade\": \"D\"|/grade",
        "\"spread\": {\"standardDeviation\": null}|/spread",
        "\"spread\": {\"standardDeviation\": 0}|/spread/standardDeviation",
        "\"spread\": {\"percentiles\": []}|/spread/percentiles",
        "\"spread\": {\"percentiles\": [null, {\"percent\": 5, \"value\": 1}]}|/spread/percentiles/0",
        "\"spread\": {\"percentiles\": [{\"percent\": 5, \"value\": 2}, {\"percent\": 4, \"value\": 3}]}|/spread/percentiles/1/percent"
      })
  void whatIsWrongIsNamedByItsPlace(String change, String pointer) {
    // Given a figure of which that is changed
    String id = has(OURS);

    // Then
    patched("/v1/benchmarks/" + id, "\"1\"", "{" + change + "}")
        .then()
        .statusCode(422)
        .body("code", equalTo("rule-violated"))
        .body("errors.pointer", hasItem(pointer));
  }

  @Test
  void aMeasuredValueStandsBesideComparableFigures() {
    // Given 40 resolutions of five hours each
    has(OURS);
    try (MetricDaysTopic topic = new MetricDaysTopic()) {
      topic.tell(
          tenant, MetricDaysTopic.resolutions("billing", today().minusDays(3), 40, 18_000_000, 1));
      String asked = "/v1/benchmarks:compare?metric=resolution-time&scope=team%3Dbilling";
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> tenant.gets(asked).extract().path("measured.n") != null);

      // Then
      tenant
          .gets(asked)
          .statusCode(200)
          .body("measured.n", equalTo(40))
          .body("items[0].verdict", equalTo("above"))
          .body("items[0].position.distribution", equalTo("normal"))
          .body("direction", equalTo("lower"));
      // One standard deviation above: 84.1 %, of a median that is within 1 % of five hours.
      assertThat(tenant.gets(asked).extract().<Float>path("items[0].position.percentile"))
          .isCloseTo(84.1f, within(1.5f));
      tenant
          .gets(asked + "&aggregation=mean")
          .statusCode(200)
          .body("items[0].verdict", equalTo("context"))
          .body("items[0].benchmark.comparability.mismatches", equalTo(List.of("aggregation")));
    }
  }

  @Test
  void withoutAPublicSetOrAMeasurementThatIsSaid() {
    tenant
        .gets("/v1/benchmarks:compare?metric=ces")
        .statusCode(200)
        .body("measured", nullValue())
        .body("items", empty())
        .body("note", equalTo("No traceable public set of customer effort scores exists."));
    tenant
        .gets("/v1/benchmarks:compare?metric=csat")
        .statusCode(200)
        .body("items.verdict", everyItem(is("context")));
  }

  @ParameterizedTest
  @CsvSource({
    "metric=, metric",
    "metric=csta, metric",
    "metric=csat&aggregation=median, aggregation",
    "metric=csat&scope=team, scope",
    "metric=csat&scope=agent%3Da%3Bteam%3Db, scope",
    "metric=csat&from=yesterday, from",
    "metric=csat&from=2026-03-02&to=2026-03-02, to",
    "metric=csat&from=2020-01-01&to=2026-03-02, from",
    "metric=csat&limit=0, limit"
  })
  void aBadParameterIsNamed(String query, String parameter) {
    tenant
        .gets("/v1/benchmarks:compare?" + query)
        .statusCode(400)
        .body("code", equalTo("invalid-parameter"))
        .body("errors.pointer", hasItem(parameter));
  }
}
