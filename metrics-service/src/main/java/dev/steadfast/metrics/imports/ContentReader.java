package dev.steadfast.metrics.imports;

import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.JsonNode;
import dev.steadfast.metrics.imports.CellContent.Kind;
import dev.steadfast.metrics.imports.CellContent.Unmapped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the {@code data} of a rule: objects, templates, constants, and cells with a map and a type.
 */
final class ContentReader {
  private static final String COLUMN = "column";

  private final Slots slots;

  ContentReader(Slots slots) {
    this.slots = slots;
  }

  /** The fields of an object; none if it is missing. */
  Content.Members members(MappingNode node) {
    List<Content.Member> members = new ArrayList<>();
    if (node.isPresent()) {
      node.fields()
          .forEach(
              (name, field) ->
                  members.add(new Content.Member(new SerializedString(name), content(field))));
    }
    return new Content.Members(List.copyOf(members));
  }

  private Content content(MappingNode node) {
    JsonNode json = node.json();
    if (json.isTextual()) {
      return text(node);
    }
    if (json.isObject()) {
      return node.at(COLUMN).isPresent() ? cell(node) : members(node);
    }
    if (json.isNull()) {
      return new Content.Constant(null);
    }
    if (json.isBoolean()) {
      return new Content.Constant(json.booleanValue());
    }
    if (json.isNumber()) {
      return new Content.Constant(json.numberValue());
    }
    node.wrong("must be a text, a number, true, false, null or an object");
    return new Content.Constant(null);
  }

  private Content text(MappingNode node) {
    if (node.text("").isEmpty()) {
      return new Content.Constant("");
    }
    Template template = template(node);
    return template == null || template.isConstant()
        ? new Content.Constant(node.text(""))
        : new Content.Text(template);
  }

  private @Nullable Template template(MappingNode node) {
    return node.read(text -> Template.parse(text, slots, node.pointer()));
  }

  private Content cell(MappingNode node) {
    node.object(COLUMN, "map", "default", "unmapped", "type", "unit", "label", "ifMissing");
    int slot = slots.of(node.at(COLUMN).text(), node.at(COLUMN).pointer());
    Map<String, Optional<String>> words = node.at("map").isPresent() ? words(node.at("map")) : null;
    if (words == null && node.at("unmapped").isPresent()) {
      node.at("unmapped").wrong("goes with map only");
    }
    Kind kind = node.at("type").constant(Kind.class, Kind.STRING);
    if (kind != Kind.REFERENCE && node.at("label").isPresent()) {
      node.at("label").wrong("goes with type reference only");
    }
    return new CellContent(
        slot,
        words,
        node.at("default").isPresent() ? node.at("default").text() : null,
        node.at("unmapped").constant(Unmapped.class, Unmapped.ERROR),
        kind,
        unit(node.at("unit"), kind),
        node.at("label").isPresent() ? template(node.at("label")) : null,
        node.at("ifMissing").constant(IfMissing.class, IfMissing.NULL) == IfMissing.OMIT);
  }

  /** Nothing where a word stands for a missing cell. */
  private static Map<String, Optional<String>> words(MappingNode node) {
    Map<String, Optional<String>> words = new HashMap<>();
    node.fields()
        .forEach(
            (word, meaning) ->
                words.put(
                    word,
                    meaning.json().isNull() ? Optional.empty() : Optional.of(meaning.text())));
    return Map.copyOf(words);
  }

  private static DurationUnit unit(MappingNode node, Kind kind) {
    if (kind != Kind.DURATION && node.isPresent()) {
      node.wrong("goes with type duration only");
    } else if (kind == Kind.DURATION && !node.isPresent()) {
      node.wrong("is required: what the numbers of the column count, such as seconds");
    }
    return node.constant(DurationUnit.class, DurationUnit.MILLISECONDS);
  }

  private enum IfMissing {
    NULL,
    OMIT
  }
}
