package dev.steadfast.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The committed schemas and samples, and a validator that also asserts formats. */
final class Schemas {
  static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
          .build();

  private static final String ADDRESS = "https://steadfast.dev/schemas/";
  private static final Path RESOURCES = Path.of("src/main/resources");

  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          registry ->
              registry
                  .schemaIdResolvers(ids -> ids.mapPrefix(ADDRESS, "classpath:schemas/"))
                  .schemaRegistryConfig(
                      SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

  private Schemas() {}

  /** What the named schema has against the instance; empty when it is valid. */
  static List<Error> violations(String schema, JsonNode instance) {
    return REGISTRY
        .getSchema(SchemaLocation.of(ADDRESS + schema + ".json"))
        .validate(instance.toString(), InputFormat.JSON);
  }

  /** The JSON file of that name in {@code schemas} or {@code samples}. */
  static JsonNode read(String folder, String name) {
    try {
      return JSON.readTree(RESOURCES.resolve(folder).resolve(name + ".json").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The names of all files in {@code schemas} or {@code samples}, without their ending. */
  static List<String> names(String folder) {
    try (Stream<Path> files = Files.list(RESOURCES.resolve(folder))) {
      return files.map(file -> file.getFileName().toString().replaceFirst("\\.json$", "")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
