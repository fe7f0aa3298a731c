package dev.steadfast.metrics.redaction;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.steadfast.metrics.event.MeasuredText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Takes people out of an event. An object that names one keeps the pseudonym alone; a text that is
 * their reference, wherever it stands, becomes the pseudonym; what they wrote becomes an empty
 * text. What the measures need (times, kinds, lengths, scales, teams) stays.
 */
public final class EventRedaction {
  /** Which fields name a person, of which kind. The author says of which kind it is. */
  private static final Map<String, PersonKind> PEOPLE =
      Map.of(
          "customer", PersonKind.CUSTOMER,
          "visitor", PersonKind.CUSTOMER,
          "agent", PersonKind.AGENT,
          "about", PersonKind.AGENT);

  private static final Set<String> ATTRIBUTES =
      Set.of(
          "specversion",
          "id",
          "source",
          "type",
          "subject",
          "system",
          "time",
          "datacontenttype",
          "data");

  /** Fields of the data that say nothing of a person. */
  private static final Set<String> FACTS =
      Set.of(
          "channel",
          "direction",
          "team",
          "priority",
          "characters",
          "words",
          "language",
          "sentiment",
          "public",
          "to",
          "from",
          "outcome",
          "scale",
          "value",
          "id",
          "source",
          "into",
          "system",
          "invitationId",
          "surveyId",
          "via",
          "helpful",
          "recipients",
          "results",
          "expiresAt");

  /** Words that a department chose, not the person, and lists and objects of such. */
  private static final Set<String> WORDS = Set.of("tags", "attributes", "topic");

  /** Types whose words are those of the customer of the interaction. */
  private static final Set<String> OF_THE_CUSTOMER =
      Set.of(
          "support.interaction.opened.v1",
          "support.call.ended.v1",
          "support.rating.given.v1",
          "support.feedback.answered.v1");

  private static final int LONGEST_REFERENCE = 200;

  private final Pseudonyms pseudonyms;
  private boolean changed;

  private EventRedaction(Pseudonyms pseudonyms) {
    this.pseudonyms = pseudonyms;
  }

  /**
   * The event without those people.
   *
   * @param isTheirs whether the interaction is one of an erased customer, so that what the customer
   *     wrote without being named goes too
   * @return empty if the event says nothing of them
   */
  public static Optional<JsonNode> of(JsonNode event, Pseudonyms pseudonyms, boolean isTheirs) {
    EventRedaction redaction = new EventRedaction(pseudonyms);
    JsonNode redacted = redaction.redacted(event, isTheirs);
    return redaction.changed ? Optional.of(redacted) : Optional.empty();
  }

  private JsonNode redacted(JsonNode event, boolean isTheirs) {
    ObjectNode redacted = JsonNodeFactory.instance.objectNode();
    for (var field : event.properties()) {
      String name = field.getKey();
      JsonNode value = field.getValue();
      if (name.equals("data") && value.isObject()) {
        boolean emptied = isTheirOwn(event.path("type").asText(), value, isTheirs);
        redacted.set(name, data(value, emptied));
      } else {
        redacted.set(name, ATTRIBUTES.contains(name) ? value : anywhere(value, false));
      }
    }
    return redacted;
  }

  /** Whether the words of the event are those of an erased person. */
  private boolean isTheirOwn(String type, JsonNode data, boolean isTheirs) {
    JsonNode author = data.path("author");
    if (author.isObject()) {
      JsonNode id = author.path("id");
      return id.isTextual()
          ? kindOf(author).flatMap(kind -> pseudonyms.of(kind, id.textValue())).isPresent()
          : isTheirs && author.path("kind").asText().equals(PersonKind.CUSTOMER.text());
    }
    JsonNode customer = data.path("customer").path("id");
    boolean names =
        customer.isTextual()
            && pseudonyms.of(PersonKind.CUSTOMER, customer.textValue()).isPresent();
    return names || (isTheirs && OF_THE_CUSTOMER.contains(type));
  }

  private static Optional<PersonKind> kindOf(JsonNode author) {
    return switch (author.path("kind").asText()) {
      case "customer" -> Optional.of(PersonKind.CUSTOMER);
      case "agent" -> Optional.of(PersonKind.AGENT);
      default -> Optional.empty();
    };
  }

  private ObjectNode data(JsonNode said, boolean emptied) {
    ObjectNode data = said.deepCopy();
    if (emptied) {
      MeasuredText.measure(data);
    }
    ObjectNode redacted = JsonNodeFactory.instance.objectNode();
    for (var field : data.properties()) {
      String name = field.getKey();
      JsonNode value = field.getValue();
      PersonKind kind = PEOPLE.get(name);
      if (kind != null) {
        redacted.set(name, person(value, kind));
      } else if (name.equals("author")) {
        redacted.set(name, author(value));
      } else if (FACTS.contains(name)) {
        redacted.set(name, value);
      } else {
        redacted.set(known(name), anywhere(value, emptied && !WORDS.contains(name)));
      }
    }
    return redacted;
  }

  private JsonNode author(JsonNode author) {
    Optional<PersonKind> kind = kindOf(author);
    if (kind.isEmpty()) {
      return anywhere(author, false);
    }
    JsonNode redacted = person(author, kind.get());
    if (redacted instanceof ObjectNode object) {
      object.set("kind", author.get("kind"));
    }
    return redacted;
  }

  /** The pseudonym alone, if it is somebody erased; others as they are. */
  private JsonNode person(JsonNode value, PersonKind kind) {
    JsonNode id = value.path("id");
    if (!id.isTextual()) {
      return anywhere(value, false);
    }
    Optional<String> pseudonym = pseudonyms.of(kind, id.textValue());
    if (pseudonym.isEmpty()) {
      return value;
    }
    changed = true;
    return JsonNodeFactory.instance.objectNode().put("id", pseudonym.get());
  }

  private JsonNode anywhere(JsonNode value, boolean emptied) {
    if (value.isTextual()) {
      return text(value, emptied);
    }
    if (value.isObject()) {
      JsonNode id = value.path("id");
      String named = id.isTextual() ? known(id.textValue()) : "";
      if (id.isTextual() && !named.equals(id.textValue())) {
        return JsonNodeFactory.instance.objectNode().put("id", named);
      }
      ObjectNode redacted = JsonNodeFactory.instance.objectNode();
      value
          .properties()
          .forEach(
              field -> redacted.set(known(field.getKey()), anywhere(field.getValue(), emptied)));
      return redacted;
    }
    if (value.isArray()) {
      ArrayNode redacted = JsonNodeFactory.instance.arrayNode();
      value.forEach(element -> redacted.add(anywhere(element, emptied)));
      return redacted;
    }
    return value;
  }

  private JsonNode text(JsonNode value, boolean emptied) {
    String text = value.textValue();
    if (emptied && !text.isEmpty()) {
      changed = true;
      return TextNode.valueOf("");
    }
    String redacted = known(text);
    return redacted.equals(text) ? value : TextNode.valueOf(redacted);
  }

  /** The text, or the pseudonym of whom it names. */
  private String known(String text) {
    if (text.isEmpty() || text.length() > LONGEST_REFERENCE) {
      return text;
    }
    for (PersonKind kind : List.of(PersonKind.CUSTOMER, PersonKind.AGENT)) {
      Optional<String> pseudonym = pseudonyms.of(kind, text);
      if (pseudonym.isPresent()) {
        changed = true;
        return pseudonym.get();
      }
    }
    return text;
  }
}
