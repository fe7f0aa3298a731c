package dev.steadfast.metrics.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.steadfast.metrics.imports.RowTranslator.Outcome;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** A small file and what becomes of it. */
final class Sheet {
  static final Limits LIMITS = new Limits(100_000_000, 400_000_000, 200, 50_000);
  private static final ObjectMapper JSON = new ObjectMapper();

  private Sheet() {}

  /** Events and faults of a file. */
  record Translated(List<JsonNode> events, List<RowFault> faults, List<Outcome> outcomes) {
    List<String> ids() {
      return events.stream().map(event -> event.get("id").textValue()).toList();
    }

    JsonNode event(String id) {
      return events.stream()
          .filter(event -> event.get("id").textValue().equals(id))
          .findFirst()
          .orElseThrow();
    }
  }

  /** A mapping, with ' in place of ". */
  static Mapping mapping(String json) {
    try {
      return MappingReader.read(JSON.readTree(json.replace('\'', '"')));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A mapping with one rule, and this format. */
  static Mapping opened(String format) {
    return mapping(
        """
        {'system': 'desk', 'subject': '${id}', 'format': %s, 'events': [
          {'type': 'support.interaction.opened.v1', 'id': '${id}/opened', 'time': 'at', 'data': {'channel': '${channel}'}}]}
        """
            .formatted(format));
  }

  static Mapping recipe(String name) {
    try {
      Path file = Path.of(System.getProperty("steadfast.root"), "docs", "recipes", name + ".json");
      return MappingReader.read(JSON.readTree(Files.readString(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Translated translate(Mapping mapping, String csv) {
    return translate(mapping, csv, 0);
  }

  /** As a job that goes on after so many rows. */
  static Translated translate(Mapping mapping, String csv, int passedOver) {
    CsvRows rows =
        new CsvRows(new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)), mapping);
    RowTranslator translator = new RowTranslator(mapping, 50_000);
    EventJson events = new EventJson(mapping);
    Faults faults = new Faults(mapping.slots().columns());
    List<Outcome> outcomes = new ArrayList<>();
    while (rows.next()) {
      boolean passed = rows.row().number <= passedOver;
      outcomes.add(translator.translate(rows.row(), rows.width(), passed ? null : events, faults));
      if (passed) {
        faults.take();
      }
    }
    try {
      List<JsonNode> nodes = new ArrayList<>();
      JSON.readTree(events.finish()).forEach(nodes::add);
      return new Translated(nodes, faults.take(), outcomes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Inspection inspect(Mapping mapping, byte[] file) {
    return inspect(mapping, file, LIMITS);
  }

  static Inspection inspect(Mapping mapping, byte[] file, Limits limits) {
    try {
      return Inspection.of(() -> new ByteArrayInputStream(file), mapping, limits);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }
}
