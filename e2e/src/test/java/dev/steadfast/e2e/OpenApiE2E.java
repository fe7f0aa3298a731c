package dev.steadfast.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.steadfast.e2e.openapi.Compatibility;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The OpenAPI document is committed, so that every change of it is seen in review, and may not
 * break who has written to the last release.
 */
@ExtendWith(RunningSuite.Shared.class)
class OpenApiE2E {
  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
          .disable(YAMLGenerator.Feature.SPLIT_LINES)
          .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
          .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
          .build();

  private final RunningSuite suite;
  private final Path committed;
  private final Path released;

  OpenApiE2E(RunningSuite suite) {
    this.suite = suite;
    this.committed = suite.root().resolve("docs/openapi.yaml");
    this.released = suite.root().resolve("docs/openapi-released.yaml");
  }

  @Test
  void theCommittedDocumentIsTheServedOne() throws IOException {
    // Given
    Path renewed = suite.root().resolve("e2e/target/openapi.yaml");

    // When
    JsonNode served = served();
    Files.writeString(renewed, YAML.writeValueAsString(served));

    // Then
    assertThat(Files.exists(committed) ? YAML.readTree(committed.toFile()) : YAML.nullNode())
        .as(
            "docs/openapi.yaml is out of date. Renew it, look at what changed, and commit it:%n"
                + "  cp e2e/target/openapi.yaml docs/openapi.yaml%n")
        .isEqualTo(served);
  }

  @Test
  void aClientOfTheLastReleaseGoesOnWorking() throws IOException {
    assertThat(Compatibility.breaks(YAML.readTree(released.toFile()), served()))
        .as(
            "Changes that break a client of the last release. Add beside what is there instead, or"
                + " make a new version of the address. docs/openapi-released.yaml is renewed by a"
                + " release only:%n  cp docs/openapi.yaml docs/openapi-released.yaml%n")
        .isEmpty();
  }

  /** Without the address, which each start of a test has for itself. */
  private JsonNode served() {
    ObjectNode document =
        (ObjectNode) suite.stranger().get("/openapi?format=json").expect(200).json();
    document
        .withArrayProperty("servers")
        .removeAll()
        .addObject()
        .put("url", "http://localhost:8080");
    return document;
  }
}
