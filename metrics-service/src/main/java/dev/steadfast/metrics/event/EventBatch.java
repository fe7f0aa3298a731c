package dev.steadfast.metrics.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A JSON array of CloudEvents, read with the bytes of each, so that an event is kept exactly as it
 * was sent.
 */
public final class EventBatch {
  /** Objects and arrays within each other, the batch itself not counted. */
  public static final int MAX_DEPTH = 32;

  /** The longest string anywhere in an event, in characters. */
  public static final int MAX_STRING = 65_536;

  private static final ObjectMapper JSON =
      new ObjectMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder()
                      .maxNestingDepth(MAX_DEPTH + 1)
                      .maxStringLength(MAX_STRING)
                      .maxNumberLength(100)
                      .maxNameLength(1_000)
                      .build())
              .build());

  private EventBatch() {}

  /**
   * One element of a batch: what it says, and where it stands in the bytes.
   *
   * @param to exclusive
   */
  public record Element(JsonNode json, int from, int to) {}

  /**
   * The elements of an array.
   *
   * @throws IOException if the bytes are not one well-formed JSON array within the limits
   */
  public static List<Element> read(byte[] bytes) throws IOException {
    List<Element> elements = new ArrayList<>();
    try (JsonParser parser = JSON.createParser(bytes)) {
      if (parser.nextToken() != JsonToken.START_ARRAY) {
        throw new JsonParseException(parser, "a batch is a JSON array of events");
      }
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        int from = (int) parser.currentTokenLocation().getByteOffset();
        JsonNode json = JSON.readTree(parser);
        elements.add(new Element(json, from, (int) parser.currentLocation().getByteOffset()));
      }
      expectEnd(parser);
    }
    return elements;
  }

  /**
   * A single event.
   *
   * @throws IOException if the bytes are not one well-formed JSON value within the limits
   */
  public static Element readOne(byte[] bytes, int from, int to) throws IOException {
    try (JsonParser parser = JSON.createParser(bytes, from, to - from)) {
      if (parser.nextToken() == null) {
        throw new JsonParseException(parser, "there is nothing to read");
      }
      JsonNode json = JSON.readTree(parser);
      expectEnd(parser);
      return new Element(json, from, to);
    }
  }

  private static void expectEnd(JsonParser parser) throws IOException {
    if (parser.nextToken() != null) {
      throw new JsonParseException(parser, "there is more after the end of the JSON value");
    }
  }
}
