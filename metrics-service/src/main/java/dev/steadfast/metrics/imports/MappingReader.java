package dev.steadfast.metrics.imports;

import com.fasterxml.jackson.databind.JsonNode;
import dev.steadfast.contracts.event.EventType;
import dev.steadfast.contracts.problem.ProblemCode;
import dev.steadfast.metrics.imports.Timestamps.DateOnly;
import dev.steadfast.platform.problem.FieldError;
import dev.steadfast.platform.problem.ProblemException;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a mapping document strictly: an unknown field, type or format is refused with its place.
 */
final class MappingReader {
  private static final int MAX_RULES = 60;
  private static final int MAX_NAME = 200;
  private static final String DEFAULT_FORMAT = Timestamps.ISO;

  private final List<FieldError> errors = new ArrayList<>();
  private final Slots slots = new Slots();
  private final List<Template> keys = new ArrayList<>();
  private final List<Integer> tracked = new ArrayList<>();
  private final ContentReader contents = new ContentReader(slots);

  private MappingReader() {}

  /**
   * Understands a mapping document.
   *
   * @throws ProblemException {@code rule-violated} with all that is wrong
   */
  static Mapping read(JsonNode document) {
    return new MappingReader().mapping(document);
  }

  private Mapping mapping(JsonNode document) {
    MappingNode root =
        new MappingNode(document, "/mapping", errors)
            .object("title", "description", "format", "system", "source", "subject", "events");
    root.at("title").text("");
    root.at("description").text("");
    String system = name(root.at("system"), root.at("system").text());
    String source =
        name(
            root.at("source"),
            root.at("source")
                .text("/imports/" + URLEncoder.encode(system, StandardCharsets.UTF_8)));
    Format format = format(root.at("format"));
    Template subject = keyTemplate(root.at("subject"));
    keys.add(subject);
    List<Rule> rules = rules(root.at("events"));
    if (!errors.isEmpty()) {
      throw new ProblemException(ProblemCode.RULE_VIOLATED, summary(errors), errors);
    }
    return new Mapping(
        format, system, source, subject, List.copyOf(keys), List.copyOf(tracked), rules, slots);
  }

  private static String summary(List<FieldError> errors) {
    return errors.size() == 1
        ? errors.getFirst().pointer() + " " + errors.getFirst().detail() + "."
        : "The mapping has " + errors.size() + " faults.";
  }

  private static String name(MappingNode node, String text) {
    if (text.length() > MAX_NAME) {
      node.wrong("must have up to " + MAX_NAME + " characters");
    }
    return text;
  }

  private Format format(MappingNode node) {
    if (node.isPresent()) {
      node.object("delimiter", "encoding", "missing", "zone", "dateFormats", "dateOnly");
    }
    String delimiter = node.at("delimiter").text(",");
    if (delimiter.length() != 1 || "\"\r\n".contains(delimiter)) {
      node.at("delimiter").wrong("must be one character, no quote and no line end");
      delimiter = ",";
    }
    Charset encoding =
        node.at("encoding").isPresent() ? node.at("encoding").read(Charset::forName) : null;
    ZoneId zone = node.at("zone").isPresent() ? node.at("zone").read(MappingReader::zone) : null;
    Set<String> missing = new LinkedHashSet<>();
    node.at("missing").items(100).forEach(word -> missing.add(word.text("")));
    return new Format(
        delimiter.charAt(0),
        encoding == null ? StandardCharsets.UTF_8 : encoding,
        missing,
        Timestamps.of(
            patterns(node.at("dateFormats")),
            zone == null ? ZoneId.of("UTC") : zone,
            node.at("dateOnly").constant(DateOnly.class, DateOnly.START)));
  }

  private static List<String> patterns(MappingNode node) {
    List<String> patterns = new ArrayList<>();
    for (MappingNode item : node.items(20)) {
      if (item.read(Timestamps::format) != null) {
        patterns.add(item.text());
      }
    }
    return patterns.isEmpty() ? List.of(DEFAULT_FORMAT) : patterns;
  }

  private static ZoneId zone(String name) {
    if (!name.equals("UTC") && !ZoneId.getAvailableZoneIds().contains(name)) {
      throw new IllegalArgumentException("must be an IANA zone such as Europe/Berlin, or UTC");
    }
    return ZoneId.of(name);
  }

  private List<Rule> rules(MappingNode node) {
    List<MappingNode> items = node.items(MAX_RULES);
    if (items.isEmpty()) {
      node.wrong("must hold at least one rule");
    }
    List<Rule> rules = new ArrayList<>();
    for (MappingNode item : items) {
      Rule rule = rule(item, rules.size());
      for (Rule other : rules) {
        if (other.id().toString().equals(rule.id().toString())) {
          item.at("id")
              .wrong("gives the same ids as " + other.name() + ": one of both would be lost");
        }
      }
      rules.add(rule);
    }
    return rules;
  }

  private Rule rule(MappingNode node, int position) {
    node.object(
        "type", "id", "time", "when", "oncePer", "onChangeOf", "notFirst", "data", "description");
    node.at("description").text("");
    String type = node.at("type").text();
    if (!type.isEmpty() && EventType.named(type).isEmpty()) {
      node.at("type")
          .wrong("is no event type of this release, such as support.interaction.opened.v1");
    }
    long changes = 0;
    for (MappingNode column : node.at("onChangeOf").items(20)) {
      changes |= 1L << trackedPosition(column);
    }
    boolean notFirst = node.at("notFirst").flag(false);
    if (notFirst && changes == 0) {
      node.at("notFirst").wrong("goes with onChangeOf only");
    }
    Template id = keyTemplate(node.at("id"));
    List<Template> times = times(node.at("time"));
    List<Condition> when = new ArrayList<>();
    node.at("when").items(20).forEach(condition -> when.add(condition(condition)));
    int keyGroup = node.at("oncePer").isPresent() ? keyGroup(node.at("oncePer")) : -1;
    Content.Members data = contents.members(node.at("data"));
    return new Rule(
        "events[" + position + "]", type, id, times, when, keyGroup, changes, notFirst, data);
  }

  private int trackedPosition(MappingNode column) {
    int slot = column(column);
    if (!tracked.contains(slot)) {
      tracked.add(slot);
    }
    if (tracked.size() > 63) {
      column.wrong("is one too many: a mapping follows the changes of up to 63 columns");
      return 0;
    }
    return tracked.indexOf(slot);
  }

  private List<Template> times(MappingNode node) {
    return node.json().isArray() && !node.json().isEmpty()
        ? node.items(10).stream().map(this::time).toList()
        : List.of(time(node));
  }

  private Template time(MappingNode node) {
    return Template.hasPlaces(node.json().asText())
        ? keyTemplate(node)
        : Template.column(node.text(), slots, node.pointer());
  }

  private int column(MappingNode node) {
    return slots.of(node.text(), node.pointer());
  }

  private Template keyTemplate(MappingNode node) {
    Template template = node.read(text -> Template.parse(text, slots, node.pointer()));
    if (template == null) {
      return Template.parse("-", slots, node.pointer());
    }
    if (template.isConstant()) {
      node.wrong("must differ from row to row: name a column such as ${ticket_id}");
    }
    return template;
  }

  private int keyGroup(MappingNode node) {
    Template key = keyTemplate(node);
    for (int i = 0; i < keys.size(); i++) {
      if (keys.get(i).toString().equals(key.toString())) {
        return i;
      }
    }
    keys.add(key);
    return keys.size() - 1;
  }

  private Condition condition(MappingNode node) {
    node.object("column", "present", "equals", "in", "not");
    int slot = column(node.at("column"));
    @Nullable Condition condition = null;
    int tests = 0;
    for (String test : List.of("present", "equals", "in", "not")) {
      MappingNode value = node.at(test);
      if (value.isPresent()) {
        tests++;
        condition =
            switch (test) {
              case "present" -> new Condition.Present(slot, value.flag(true));
              case "not" -> new Condition.NoneOf(slot, value.words());
              case "equals" -> new Condition.OneOf(slot, Set.of(value.text()));
              default -> new Condition.OneOf(slot, value.words());
            };
      }
    }
    if (condition == null || tests > 1) {
      node.wrong("must have exactly one of present, equals, in, not");
      return new Condition.Present(slot, true);
    }
    return condition;
  }
}
