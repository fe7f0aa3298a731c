package dev.steadfast.e2e;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** One thing of each kind in a tenant, and how the operations of the API name them. */
final class Secrets {
  static final String SYSTEM = "owner-desk";

  /** Of the reference that is the sample; a word that everybody uses. */
  static final String KIND = "team";

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** In every text of the owner's; nobody else sends it. */
  private static final String MARK = "confidential-" + UUID.randomUUID();

  private final TenantClient owner;
  private final RunningSuite suite;
  private final Desk desk = new Desk(SYSTEM);
  private final Map<String, String> samples = new HashMap<>();
  private final Map<String, Object> bodies = new HashMap<>();
  private String goalForTheStream = "";
  private byte[] mapping = {};

  Secrets(TenantClient owner, RunningSuite suite) {
    this.owner = owner;
    this.suite = suite;
  }

  TenantClient owner() {
    return owner;
  }

  void create() {
    String goal = created("/v1/goals", goal());
    owner.send("POST", "/v1/goals/" + goal + ":activate", new byte[0]).expect(200);
    String checkIn = created("/v1/goals/" + goal + "/check-ins", Map.of("note", MARK));
    String initiative = created("/v1/initiatives", initiative(goal));
    String survey =
        created(
            "/v1/surveys",
            Map.of("title", MARK, "scale", "csat-5", "question", MARK, "commentQuestion", MARK));
    Map<String, Object> unknown = desk.event("interaction." + MARK, "T-2", desk.now(), Map.of());
    owner.sendEvents(
        List.of(
            event("T-1"),
            desk.resolved("T-1", desk.now()),
            unknown,
            desk.opened("T-3", desk.now(), MARK)));
    owner.awaitProcessed(PATIENCE);
    String invitation = firstOf("/v1/invitations?surveyId=" + survey).path("id").asText();
    String link = firstOf("/v1/invitations?surveyId=" + survey).path("link").asText();
    String answer =
        created("/v1/answers", Map.of("invitationId", invitation, "value", 4, "comment", MARK));
    // The answer comes back by way of Kafka; from then on nothing moves by itself.
    await().atMost(PATIENCE).until(() -> owner.summary("csat", "").path("n").asInt() == 1);
    String imported = importTable();

    defineMetric();
    place("/v1/metrics/{key}", "owned");
    place("/v1/goals/{id}", goal);
    place("/v1/goals/{id}/check-ins/{checkInId}", checkIn);
    place("/v1/initiatives/{id}", initiative);
    place("/v1/surveys/{id}", survey);
    place("/v1/invitations/{id}", invitation);
    place("/v1/answers/{id}", answer);
    place("/v1/imports/{id}", imported);
    place("/v1/schedules/{id}", created("/v1/schedules", schedule()));
    place("/v1/alert-rules/{id}", created("/v1/alert-rules", alertRule(MARK)));
    place("/v1/references/{kind}/{id}", MARK);
    place("/v1/sla-policies/{id}", created("/v1/sla-policies", slaPolicy(MARK)));
    place("/v1/benchmarks/{id}", created("/v1/benchmarks", benchmark(MARK)));
    place("/v1/erasures/{id}", erasure());
    place("/v1/checks/{id}", check());
    place("/v1/dead-letters/{id}", firstOf("/v1/dead-letters").path("id").asText());
    place(
        "/v1/interactions/{id}",
        firstOf("/v1/interactions?subject=T-1&system=" + SYSTEM).path("id").asText());
    place(
        "/v1/api-keys/{id}",
        created("/v1/api-keys", Map.of("name", MARK, "scopes", List.of("admin"))));
    place("/v1/tenants/{id}", owner.id());
    place("/s/{token}", URI.create(link).getRawPath().substring(3));
    nameBodies(goal, survey, invitation);
  }

  /** It is counted over the history once; from then on it stays as it is. */
  private void defineMetric() {
    owner
        .post("/v1/metrics", Map.of("key", "owned", "title", MARK, "copyOf", "volume"))
        .expect(201);
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                owner
                    .get("/v1/metrics/owned")
                    .expect(200)
                    .json()
                    .path("state")
                    .asText()
                    .equals("ready"));
  }

  private void place(String address, String id) {
    samples.put(address, id);
  }

  /** Bodies that the operations would take from the owner. */
  private void nameBodies(String goal, String survey, String invitation) {
    bodies.put("patchGoal", Map.of("title", "Taken over"));
    bodies.put("closeGoal", Map.of("outcome", "abandoned", "reason", "Taken over"));
    bodies.put("checkIn", Map.of("note", "Taken over"));
    bodies.put("createInitiative", initiative(goal));
    bodies.put("patchInitiative", Map.of("title", "Taken over"));
    bodies.put("forecastWhatIf", Map.of("goal", goal, "initiatives", List.of(Map.of("amount", 1))));
    bodies.put("estimateEffect", Map.of("values", List.of(1, 2, 3), "intervention", 1));
    bodies.put(
        "forecastSeries",
        Map.of("start", "2026-01-05", "interval", "day", "values", List.of(1), "horizon", 1));
    bodies.put(
        "adviseTarget", Map.of("metric", "csat", "horizon", Map.of("days", 30), "target", 90));
    bodies.put("patchSurvey", Map.of("title", "Taken over"));
    bodies.put("createInvitation", Map.of("surveyId", survey, "system", SYSTEM, "subject", "T-1"));
    bodies.put("recordAnswer", Map.of("invitationId", invitation, "value", 1));
    bodies.put("createBenchmark", benchmark("Their own"));
    bodies.put("patchBenchmark", Map.of("source", "Taken over"));
    bodies.put("putReference", Map.of("label", "Taken over"));
    bodies.put("patchSchedule", Map.of("name", "Taken over"));
    bodies.put("addScheduleVersion", Map.of("validFrom", "2026-07-01", "hours", Map.of()));
    bodies.put(
        "measureBusinessTime",
        Map.of("from", "2026-03-06T16:30:00+01:00", "to", "2026-03-09T09:30:00+01:00"));
    bodies.put(
        "queryMetrics",
        Map.of("queries", List.of(Map.of("metric", "volume"), Map.of("metric", "csat"))));
    bodies.put("checkMetrics", Map.of("metrics", List.of("volume", "csat")));
    bodies.put("createMetric", Map.of("key", "their-own", "copyOf", "volume"));
    bodies.put("patchMetric", Map.of("title", "Taken over"));
    bodies.put("createAlertRule", alertRule("Their own"));
    bodies.put("patchAlertRule", Map.of("name", "Taken over"));
    bodies.put("createSlaPolicy", slaPolicy("Their own"));
    bodies.put("patchSlaPolicy", Map.of("name", "Taken over"));
    bodies.put("createErasure", Map.of("kind", "customer", "reference", "nobody-" + MARK));
    bodies.put("createTenant", Map.of("name", "Mine"));
    bodies.put("createApiKey", Map.of("name", "Mine", "scopes", List.of("admin")));
  }

  private Map<String, Object> goal() {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    return Map.of(
        "title",
        MARK,
        "tags",
        List.of("owner"),
        "period",
        Map.of("from", today.minusDays(9).toString(), "to", today.plusDays(9).toString()),
        "target",
        Map.of("metric", "csat", "baseline", Map.of("value", 50), "levels", Map.of("target", 90)));
  }

  private static Map<String, Object> slaPolicy(String name) {
    return Map.of(
        "name",
        name,
        "position",
        1,
        "conditions",
        Map.of("team", List.of(name)),
        "targets",
        List.of(Map.of("kind", "resolution", "limit", "P3D")));
  }

  private static Map<String, Object> schedule() {
    return Map.of(
        "name",
        MARK,
        "zone",
        "Europe/Berlin",
        "versions",
        List.of(Map.of("hours", Map.of("friday", List.of(Map.of("from", "09:00", "to", "17:00"))))),
        "holidays",
        List.of(
            Map.of("type", "dates", "dates", List.of(Map.of("date", "2026-12-24", "name", MARK)))));
  }

  /** One that nobody looks at: how it stands would move by itself. */
  private static Map<String, Object> alertRule(String name) {
    return Map.of(
        "name",
        name,
        "metric",
        "csat",
        "condition",
        Map.of("type", "below", "value", 1),
        "labels",
        Map.of("page", name),
        "enabled",
        false);
  }

  private static Map<String, Object> initiative(String goal) {
    return Map.of(
        "title",
        MARK,
        "kind",
        "training",
        "start",
        "2026-01-05",
        "expectedEffect",
        Map.of("metric", "csat"),
        "goals",
        List.of(goal));
  }

  /** Of somebody who is in no event, so that nothing else of the owner's changes. */
  private String erasure() {
    Map<String, Object> person = Map.of("kind", "customer", "reference", "nobody-" + MARK);
    String id = owner.post("/v1/erasures", person).expect(202).json().path("id").asText();
    await()
        .atMost(PATIENCE)
        .until(
            () -> owner.get("/v1/erasures/" + id).expect(200).json().path("state").asText(),
            "done"::equals);
    return id;
  }

  private String check() {
    String id = owner.post("/v1/checks", Map.of()).expect(202).json().path("id").asText();
    await()
        .atMost(PATIENCE)
        .until(
            () -> owner.get("/v1/checks/" + id).expect(200).json().path("state").asText(),
            "done"::equals);
    return id;
  }

  private String importTable() {
    try {
      mapping = Files.readAllBytes(suite.root().resolve("docs/recipes/ticket-table.json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Answer queued = owner.importFile(mapping, file(), MARK + ".csv", SYSTEM).expect(202);
    owner.awaitImport(queued.header("location"), PATIENCE);
    owner.awaitProcessed(PATIENCE);
    return queued.json().path("id").asText();
  }

  private String created(String path, Map<String, Object> body) {
    return owner.post(path, body).expect(201).json().path("id").asText();
  }

  private JsonNode firstOf(String list) {
    return await()
        .atMost(PATIENCE)
        .until(() -> owner.get(list).expect(200).json().path("items"), items -> !items.isEmpty())
        .get(0);
  }

  Map<String, Object> event(String subject) {
    return desk.opened(subject, desk.now().minus(1, ChronoUnit.HOURS), "billing");
  }

  private static Map<String, Object> benchmark(String source) {
    return Map.of(
        "metric",
        "csat",
        "definition",
        source,
        "period",
        "2026",
        "value",
        80,
        "source",
        source,
        "grade",
        "C");
  }

  /** What stands at the end of such a path. */
  Map<String, String> samples() {
    return samples;
  }

  /** By operation id. */
  Map<String, Object> bodies() {
    return bodies;
  }

  /** Operations whose body names something of the owner's, or that only the operator may call. */
  Set<String> refused() {
    return Set.of(
        "createInvitation", "recordAnswer", "createTenant", "createInitiative", "forecastWhatIf");
  }

  /** Values for query parameters, by their names. */
  Map<String, String> queries() {
    return Map.ofEntries(
        Map.entry("system", SYSTEM),
        Map.entry("subject", "T-1"),
        Map.entry("source", "/" + SYSTEM),
        Map.entry("id", String.valueOf(event("T-1").get("id"))),
        Map.entry("afterSource", "/" + SYSTEM),
        Map.entry("afterId", String.valueOf(event("T-1").get("id"))),
        Map.entry("surveyId", samples.getOrDefault("/v1/surveys/{id}", "")),
        Map.entry("invitationId", samples.getOrDefault("/v1/invitations/{id}", "")),
        Map.entry("tag", "owner"),
        Map.entry("groupBy", "team"),
        Map.entry("by", "team"),
        Map.entry("year", "2026"),
        Map.entry("kind", "training"),
        Map.entry("metric", "csat"));
  }

  List<String> words() {
    return List.of(MARK);
  }

  List<String> ids() {
    return new ArrayList<>(samples.values());
  }

  /** Where the owner reads what others must not change. */
  List<String> addresses() {
    List<String> all = new ArrayList<>();
    samples.forEach(
        (address, id) -> {
          if (address.startsWith("/v1/") && !address.startsWith("/v1/dead-letters")) {
            all.add(
                address
                    .replace("{checkInId}", id)
                    .replace("{key}", id)
                    .replace("{kind}", KIND)
                    .replace("{id}", samples.getOrDefault(parent(address), id)));
          }
        });
    all.addAll(
        List.of(
            "/v1/goals",
            "/v1/initiatives",
            "/v1/benchmarks",
            "/v1/surveys",
            "/v1/invitations",
            "/v1/answers",
            "/v1/imports",
            "/v1/schedules",
            "/v1/alert-rules",
            "/v1/alerts/changes",
            "/v1/dead-letters",
            "/v1/interactions?limit=500",
            "/v1/api-keys",
            "/v1/tenant",
            "/v1/metrics",
            "/v1/metrics/volume/summary",
            "/v1/metrics/csat/summary",
            "/v1/forecasts/calibration"));
    return all;
  }

  private static String parent(String address) {
    return address.contains("/check-ins/") ? "/v1/goals/{id}" : address;
  }

  byte[] mapping() {
    return mapping;
  }

  byte[] file() {
    return """
        ticket_id,created_at,channel,priority,customer_id,team,agent,first_reply_at,resolved_at,csat
        I-1,2026-03-02T09:30:00Z,email,normal,c,t,a,,,
        """
        .getBytes(StandardCharsets.UTF_8);
  }

  byte[] calendar() {
    return """
        BEGIN:VCALENDAR
        BEGIN:VEVENT
        SUMMARY:Taken over
        DTSTART;VALUE=DATE:20261224
        END:VEVENT
        END:VCALENDAR
        """
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Creates a goal, of which the stream tells; its id. */
  String anotherGoal() {
    goalForTheStream = created("/v1/goals", goal());
    return goalForTheStream;
  }

  void deleteAnotherGoal() {
    owner.send("DELETE", "/v1/goals/" + goalForTheStream, new byte[0]).expect(204);
  }
}
