package dev.steadfast.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests other than events that must not get through: imports, goals, surveys and queries. */
@ExtendWith(RunningSuite.Shared.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadRequestE2E {
  private static final String COLUMNS =
      "ticket_id,created_at,channel,priority,customer_id,team,agent,first_reply_at,resolved_at,csat";
  private static final String ROW = "1,2026-03-02T09:30:00Z,email,normal,c,t,a,,,5";

  private final TenantClient tenant;
  private final byte[] recipe;

  BadRequestE2E(RunningSuite suite) throws IOException {
    this.tenant = suite.newTenant("Bad requests");
    this.recipe = Files.readAllBytes(suite.root().resolve("docs/recipes/ticket-table.json"));
  }

  /** A file that does not fit the recipe of the ticket table. */
  record BadFile(String what, byte[] file, int status, String code, String pointer) {
    @Override
    public String toString() {
      return what;
    }
  }

  private static BadFile file(String what, String text, String pointer) {
    return new BadFile(what, text.getBytes(UTF_8), 422, "import-mismatch", pointer);
  }

  static List<BadFile> files() {
    byte[] latin =
        (COLUMNS + "\n" + ROW + "\n" + ROW.replace("email", "caf\u00e9") + "\n")
            .getBytes(ISO_8859_1);
    byte[] broken = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2, 3};
    return List.of(
        file(
            "a column is missing",
            COLUMNS.replace(",team", "") + "\n1,2,3,4,5,6,7,8,9\n",
            "/mapping/events/0/data/team/column"),
        file(
            "semicolons",
            (COLUMNS + "\n" + ROW + "\n").replace(',', ';'),
            "/mapping/format/delimiter"),
        file(
            "a quote that never ends",
            COLUMNS + "\n\"1,2026-03-02T09:30:00Z,email\n",
            "/file/line/2"),
        file(
            "no good row at all",
            COLUMNS + "\n1,yesterday,email,normal,c,t,a,,,5\n",
            "/file/line/2"),
        file("nothing", "", "/file"),
        new BadFile("Latin-1", latin, 422, "import-mismatch", "/file/line/3"),
        new BadFile("gzip that breaks off", broken, 400, "malformed-compression", ""));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void aFileThatDoesNotFitIsRefusedWithLineAndColumn(BadFile bad) {
    // When
    Answer refused = tenant.importFile(recipe, bad.file(), "bad.csv", "bad-desk");

    // Then
    refused.expectProblem(bad.status(), bad.code());
    if (!bad.pointer().isEmpty()) {
      assertThat(refused.pointers()).anyMatch(pointer -> pointer.startsWith(bad.pointer()));
    }
    assertThat(tenant.get("/v1/imports").expect(200).json().path("items")).isEmpty();
  }

  @Test
  void aMappingThatIsWrongIsRefusedWithItsPlace() {
    // Given
    String odd = new String(recipe, UTF_8).replace("\"system\"", "\"colour\": 1, \"system\"");
    byte[] file = (COLUMNS + "\n" + ROW + "\n").getBytes(UTF_8);

    // When
    Answer unknown = tenant.importFile(odd.getBytes(UTF_8), file, "f.csv", "bad-desk");
    Answer noJson = tenant.importFile("{".getBytes(UTF_8), file, "f.csv", "bad-desk");
    Answer noForm = tenant.send("POST", "/v1/imports", file, "Content-Type", "text/csv");

    // Then
    unknown.expectProblem(422, "rule-violated");
    assertThat(unknown.pointers()).contains("/mapping/colour");
    noJson.expectProblem(400, "malformed-json");
    noForm.expectProblem(415, "unsupported-media-type");
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /v1/metrics/volume/series?from=2026-03-02&to=2026-03-01     | an end before the start
          /v1/metrics/volume/series?from=2026-03-01&to=2026-03-01     | an end at the start
          /v1/metrics/volume/series?from=2026-02-30                   | a day that never was
          /v1/metrics/volume/series?from=2026-03-01T09:30:00          | a time without offset
          /v1/metrics/volume/series?zone=%2B01:00                     | an offset for a zone
          /v1/metrics/volume/series?interval=minute                   | an unknown interval
          /v1/metrics/volume/series?aggregation=median                | a median of counts
          /v1/metrics/volume/series?groupBy=colour                    | an unknown dimension
          /v1/metrics/volume/series?filter=team                       | half a filter
          /v1/metrics/volume/distribution                             | sizes of counts
          /v1/metrics/csat/compare?againstFrom=2026-01-01             | half a period
          /v1/metrics/csat/drivers                                    | no dimension
          /v1/metrics/first-response-time/drivers?by=team&aggregation=median | parts of a median
          /v1/metrics/volume/observations?limit=0                     | no items at all
          /v1/metrics/volume/observations?limit=501                   | too many items
          /v1/metrics/volume/observations?limit=many                  | no number
          /v1/goals?state=lost                                        | an unknown state
          /v1/initiatives?kind=magic                                  | an unknown kind
          /v1/initiatives?scope=colour%3Dred                          | an unknown scope
          /v1/effects?kind=training                                   | no metric
          /v1/events?source=/desk                                     | no id
          """)
  void aQueryThatMakesNoSenseIsRefused(String path, String what) {
    tenant.get(path).expectProblem(400, "invalid-parameter");
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/goals",
    "/v1/initiatives",
    "/v1/benchmarks",
    "/v1/surveys",
    "/v1/invitations",
    "/v1/imports",
    "/v1/interactions",
    "/v1/dead-letters",
    "/v1/answers",
    "/v1/metrics/volume/observations"
  })
  void aCursorOfAnotherListIsRefused(String path) {
    tenant.get(path + "?cursor=bm90IG91cnM").expectProblem(400, "invalid-cursor");
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/goals",
    "/v1/initiatives",
    "/v1/benchmarks",
    "/v1/effects",
    "/v1/forecasts",
    "/v1/forecasts/what-if",
    "/v1/surveys",
    "/v1/invitations",
    "/v1/answers",
    "/v1/api-keys"
  })
  void aBodyThatIsNoJsonIsRefused(String path) {
    byte[] json = "{}".getBytes(UTF_8);
    tenant
        .send("POST", path, "{\"title\": ".getBytes(UTF_8), "Content-Type", "application/json")
        .expectProblem(400, "malformed-json");
    tenant.send("POST", path, json).expectProblem(415, "unsupported-media-type");
    tenant
        .send("POST", path, json, "Content-Type", "text/plain")
        .expectProblem(415, "unsupported-media-type");
    tenant.post(path, Map.of("colour", "red")).expectProblem(400, "malformed-json");
    assertThat(tenant.post(path, Map.of("colour", "red")).pointers()).contains("/colour");
    tenant.post(path, Map.of()).expectProblem(422, "rule-violated");
    tenant
        .send("POST", path, new byte[6 << 20], "Content-Type", "application/json")
        .expectProblem(413, "body-too-large");
  }

  @Test
  void aGoalThatContradictsItselfIsRefusedWithEveryPlace() {
    // When
    Answer refused =
        tenant.post(
            "/v1/goals",
            Map.of(
                "title", "x".repeat(201),
                "period", Map.of("from", "2026-12-31", "to", "2026-10-01"),
                "target",
                    Map.of(
                        "metric", "csat",
                        "baseline", Map.of("value", 80),
                        "levels", Map.of("target", 101))));

    // Then
    refused.expectProblem(422, "rule-violated");
    assertThat(refused.pointers()).contains("/title", "/period/to", "/target/levels/target");
    assertThat(tenant.get("/v1/goals").json().path("items")).isEmpty();
  }

  @Test
  void aChangeNamesTheVersionThatItWasMadeOn() {
    // Given
    Map<String, Object> survey =
        Map.of("title", "A survey", "scale", "csat-5", "question", "How was it?");
    Answer created = tenant.post("/v1/surveys", survey).expect(201);
    String version = created.header("etag");
    String path = "/v1/surveys/" + created.json().path("id").asText();
    byte[] change = TenantClient.json(Map.of("title", "Another title"));

    // When / Then
    tenant
        .send("PATCH", path, change, "Content-Type", "application/merge-patch+json")
        .expectProblem(428, "version-required");
    tenant.patch(path, "\"7\"", Map.of("title", "Another")).expectProblem(412, "stale-version");
    Answer changed = tenant.patch(path, version, Map.of("title", "Another title")).expect(200);
    assertThat(version).matches("\"[0-9]+\"");
    assertThat(changed.header("etag")).matches("\"[0-9]+\"").isNotEqualTo(version);
    tenant.patch(path, version, Map.of("title", "Late")).expectProblem(412, "stale-version");
  }

  @Test
  void theSameIdempotencyKeyCreatesOnceAndTakesNoOtherBody() {
    // Given
    Map<String, Object> survey =
        Map.of("title", "Once", "scale", "csat-5", "question", "How was it?");

    // When
    Answer first = tenant.post("/v1/surveys", survey, "Idempotency-Key", "once-1").expect(201);
    Answer again = tenant.post("/v1/surveys", survey, "Idempotency-Key", "once-1").expect(201);

    // Then
    assertThat(again.body()).isEqualTo(first.body());
    tenant
        .post(
            "/v1/surveys",
            Map.of("title", "Other", "scale", "nps", "question", "?"),
            "Idempotency-Key",
            "once-1")
        .expectProblem(422, "idempotency-key-reused");
  }
}
