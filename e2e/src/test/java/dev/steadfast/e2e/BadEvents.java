package dev.steadfast.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/** The table of bodies that {@code POST /v1/events} refuses, each made from a good event. */
final class BadEvents {
  static final String BATCH = "application/cloudevents-batch+json";
  static final String STRUCTURED = "application/cloudevents+json";
  static final String NDJSON = "application/x-ndjson";
  static final String GOOD =
      """
      {"specversion": "1.0", "id": "e-0", "source": "/desk", "type": "support.interaction.opened.v1",
       "subject": "T-0", "time": "2026-03-02T09:30:00Z", "data": {"channel": "email"}}""";

  private BadEvents() {}

  /**
   * A body that is refused.
   *
   * @param pointer where it is wrong, or empty where that has no place in the document
   */
  record Case(
      String what, List<String> headers, byte[] body, int status, String code, String pointer) {
    @Override
    public String toString() {
      return what;
    }
  }

  private static Case event(String what, String pointer, String json) {
    byte[] body = ("[" + json + "]").getBytes(UTF_8);
    return new Case(what, type(BATCH), body, 422, "no-valid-event", "/0" + pointer);
  }

  /** The good event with one part of its text replaced. */
  static String with(String part, String other) {
    assertThat(GOOD).contains(part);
    return GOOD.replace(part, other);
  }

  private static String withData(String type, String data) {
    return with("support.interaction.opened.v1", type).replace("{\"channel\": \"email\"}", data);
  }

  private static Case body(
      String what, List<String> headers, byte[] body, int status, String code) {
    return new Case(what, headers, body, status, code, "");
  }

  private static Case malformed(String what, String body) {
    return body(what, type(BATCH), body.getBytes(UTF_8), 400, "malformed-json");
  }

  private static List<String> type(String type) {
    return List.of("Content-Type", type);
  }

  private static List<String> packed(String encoding) {
    return List.of("Content-Type", BATCH, "Content-Encoding", encoding);
  }

  static List<Case> cases() {
    byte[] one = ("[" + GOOD + "]").getBytes(UTF_8);
    byte[] latin = ("[" + with("\"email\"", "\"caf\u00e9\"") + "]").getBytes(ISO_8859_1);
    Instant late = Instant.now().plus(Duration.ofHours(25)).truncatedTo(ChronoUnit.SECONDS);
    String rating = "support.rating.given.v1";
    String changed = "support.interaction.status-changed.v1";
    List<Case> cases = new ArrayList<>();
    cases.add(malformed("JSON that breaks off", "[" + GOOD.substring(0, 60)));
    cases.add(malformed("no JSON", "hello"));
    cases.add(malformed("an event that is no batch", GOOD));
    cases.add(malformed("more after the end", "[" + GOOD + "] []"));
    cases.add(
        malformed("NaN", "[" + withData(rating, "{\"scale\": \"csat-5\", \"value\": NaN}") + "]"));
    cases.add(malformed("Infinity", "[" + withData(rating, "{\"value\": Infinity}") + "]"));
    cases.add(malformed("nesting of 33", "[" + with("\"email\"", nested(31)) + "]"));
    cases.add(malformed("nesting of 10,000", "[".repeat(10_000)));
    cases.add(
        malformed("a string of 10 words too many", "[" + with("email", "x".repeat(65_537)) + "]"));
    cases.add(
        body(
            "a broken line",
            type(NDJSON),
            (GOOD.replace("\n", "") + "\n{").getBytes(UTF_8),
            400,
            "malformed-json"));
    cases.add(body("Latin-1", type(BATCH), latin, 400, "malformed-request"));
    cases.add(body("no content type", List.of(), one, 415, "unsupported-media-type"));
    cases.add(body("text", type("text/plain"), one, 415, "unsupported-media-type"));
    cases.add(
        body(
            "JSON without ce-headers",
            type("application/json"),
            one,
            415,
            "unsupported-media-type"));
    cases.add(body("brotli", packed("br"), one, 415, "unsupported-media-type"));
    cases.add(body("gzip that is none", packed("gzip"), one, 400, "malformed-compression"));
    cases.add(
        body(
            "gzip that expands past 5 MiB",
            packed("gzip"),
            gzip(blanks(50 << 20)),
            413,
            "body-too-large"));
    cases.add(body("6 MiB", type(BATCH), blanks(6 << 20), 413, "body-too-large"));
    cases.add(body("10,001 events", type(NDJSON), lines("many", 10_001), 413, "body-too-large"));
    cases.add(
        event("an unknown version of CloudEvents", "/specversion", with("\"1.0\"", "\"2.0\"")));
    for (String attribute : List.of("specversion", "id", "source", "type", "subject", "time")) {
      cases.add(
          event(
              "no " + attribute,
              "/" + attribute,
              with('"' + attribute + '"', "\"x" + attribute + '"')));
    }
    cases.add(event("a number out of double's range", "/data/channel", with("\"email\"", "1e999")));
    cases.add(
        event(
            "an unknown field out of range",
            "/data/weight",
            withData("support.interaction.opened.v1", "{\"weight\": -1e999}")));
    cases.add(
        event(
            "a rating of 6 of 5",
            "/data/value",
            withData(rating, "{\"scale\": \"csat-5\", \"value\": 6}")));
    cases.add(
        event(
            "a rating of 4.5",
            "/data/value",
            withData(rating, "{\"scale\": \"csat-5\", \"value\": 4.5}")));
    cases.add(
        event(
            "an unknown scale",
            "/data/scale",
            withData(rating, "{\"scale\": \"stars\", \"value\": 4}")));
    cases.add(event("an unknown status", "/data/to", withData(changed, "{\"to\": \"done\"}")));
    cases.add(event("no status", "/data/to", withData(changed, "{}")));
    cases.add(event("data that is no object", "/data", withData(changed, "[1]")));
    cases.add(event("a time without offset", "/time", with("09:30:00Z", "09:30:00")));
    cases.add(event("a date alone", "/time", with("2026-03-02T09:30:00Z", "2026-03-02")));
    cases.add(event("a time that never was", "/time", with("2026-03-02", "2026-02-30")));
    cases.add(
        event("a day and an hour ahead", "/time", with("2026-03-02T09:30:00Z", late.toString())));
    cases.add(event("before 1970", "/time", with("2026-03-02", "1969-03-02")));
    cases.add(event("a subject of 201", "/subject", with("T-0", "x".repeat(201))));
    cases.add(event("an empty id", "/id", with("e-0", "")));
    cases.add(event("a subject that is a number", "/subject", with("\"T-0\"", "7")));
    cases.add(event("an unpaired surrogate", "/subject", with("T-0", "T-\\ud800")));
    cases.add(
        event(
            "an unpaired surrogate somewhere",
            "/data/note",
            withData("support.interaction.opened.v1", "{\"note\": \"\\udc00\"}")));
    cases.add(event("a NUL", "/data/channel", with("email", "e\\u0000mail")));
    cases.add(event("no object", "", "42"));
    return cases;
  }

  static String nested(int arrays) {
    return "[".repeat(arrays) + "]".repeat(arrays);
  }

  static byte[] lines(String source, int count) {
    String flat = GOOD.replace("\n", " ").replace("/desk", "/" + source);
    return IntStream.range(0, count)
        .mapToObj(i -> flat.replace("e-0", "e-" + i).replace("T-0", "T-" + i % 100))
        .collect(Collectors.joining("\n"))
        .getBytes(UTF_8);
  }

  private static byte[] blanks(int count) {
    byte[] blanks = new byte[count];
    Arrays.fill(blanks, (byte) ' ');
    return blanks;
  }

  static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }
}
