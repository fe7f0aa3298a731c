package dev.steadfast.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;

/** What the gateway answered. */
record Answer(String request, int status, HttpHeaders headers, String body) {
  private static final JsonMapper JSON = new JsonMapper();

  /** The same answer, which has that status, or the test fails with what came instead. */
  Answer expect(int expected) {
    assertThat(status).as("%s answers %s", request, body).isEqualTo(expected);
    return this;
  }

  /** The same answer, which is that problem, said properly. */
  Answer expectProblem(int expected, String code) {
    expect(expected);
    assertThat(header("content-type")).as(request).startsWith("application/problem+json");
    JsonNode problem = json();
    assertThat(problem.path("code").asText()).as("%s answers %s", request, body).isEqualTo(code);
    assertThat(problem.path("status").asInt()).as(request).isEqualTo(expected);
    assertThat(problem.path("type").asText())
        .as(request)
        .isEqualTo("https://steadfast.dev/problems/" + code);
    assertThat(problem.path("title").asText()).as(request).isNotBlank();
    assertThat(problem.path("traceId").asText()).as(request).isNotBlank();
    return this;
  }

  JsonNode json() {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new AssertionError(request + " answers no JSON: " + body, e);
    }
  }

  /** The header's value, or an empty text. */
  String header(String name) {
    return headers.firstValue(name).orElse("");
  }

  /** Where in the request a problem says that something is wrong. */
  List<String> pointers() {
    List<String> pointers = new ArrayList<>();
    json().path("errors").forEach(error -> pointers.add(error.path("pointer").asText()));
    return pointers;
  }
}
