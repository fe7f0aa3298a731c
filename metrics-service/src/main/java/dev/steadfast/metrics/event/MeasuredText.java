package dev.steadfast.metrics.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.steadfast.metrics.sentiment.Sentiment;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * What is measured of a text, so that the text itself need not be kept: its length, and how a
 * customer's text feels. What the event tells of it goes before what the text would say.
 */
public final class MeasuredText {
  static final String SENTIMENT = "sentiment";

  private static final String MESSAGE = "support.message.added.v1";
  private static final Pattern SPACE = Pattern.compile("\\s+");
  private static final double THOUSANDTHS = 1000;

  private MeasuredText() {}

  /** The words of a text. */
  static int words(String text) {
    String bare = text.strip();
    return bare.isEmpty() ? 0 : SPACE.split(bare).length;
  }

  /** The characters of a text. */
  static int characters(String text) {
    return text.codePointCount(0, text.length());
  }

  /** The score of a text, in thousandths; empty where its language is not supported or not told. */
  static OptionalInt sentiment(JsonNode data, String field) {
    JsonNode told = data.path(SENTIMENT);
    if (told.isNumber()) {
      return OptionalInt.of((int) Math.round(told.doubleValue() * THOUSANDTHS));
    }
    String language = data.path("language").asText("");
    return data.path(field).isTextual() && Sentiment.supports(language)
        ? Sentiment.of(data.path(field).textValue())
        : OptionalInt.empty();
  }

  /**
   * The event without the text of its message, with what is measured of it; empty without a text.
   */
  public static Optional<JsonNode> withoutText(JsonNode event) {
    if (!event.path("type").asText().equals(MESSAGE) || !event.path("data").has("text")) {
      return Optional.empty();
    }
    ObjectNode measured = event.deepCopy();
    ObjectNode data = (ObjectNode) measured.get("data");
    measure(data);
    data.remove("text");
    return Optional.of(measured);
  }

  /** Adds to the data of a message or a rating what is measured of its text. */
  public static void measure(ObjectNode data) {
    boolean isMessage = data.path("author").isObject();
    JsonNode text = data.path("text");
    if (isMessage && text.isTextual() && !text.textValue().isEmpty()) {
      add(data, "words", words(text.textValue()));
      add(data, "characters", characters(text.textValue()));
    }
    boolean isCustomers =
        !isMessage || data.path("author").path("kind").asText().equals("customer");
    if (isCustomers) {
      sentiment(data, isMessage ? "text" : "comment")
          .ifPresent(score -> data.put(SENTIMENT, score / THOUSANDTHS));
    }
  }

  private static void add(ObjectNode data, String name, int value) {
    if (!data.hasNonNull(name)) {
      data.put(name, value);
    }
  }
}
