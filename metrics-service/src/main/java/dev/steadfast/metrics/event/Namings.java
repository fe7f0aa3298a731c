package dev.steadfast.metrics.event;

import com.fasterxml.jackson.databind.JsonNode;
import dev.steadfast.metrics.reference.Naming;
import dev.steadfast.metrics.reference.ReferenceKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds how an event names teams and agents. */
public final class Namings {
  private static final int MAX = 200;

  private Namings() {}

  /** What is not well-formed names nobody. */
  public static List<Naming> in(JsonNode event) {
    JsonNode data = event.path("data");
    List<Naming> namings = new ArrayList<>(2);
    add(namings, ReferenceKind.TEAM, data.get("team"));
    add(namings, ReferenceKind.AGENT, data.get("agent"));
    add(namings, ReferenceKind.AGENT, data.get("about"));
    JsonNode author = data.get("author");
    if (author != null && author.path("kind").asText().equals("agent")) {
      add(namings, ReferenceKind.AGENT, author);
    }
    return namings;
  }

  private static void add(List<Naming> namings, ReferenceKind kind, @Nullable JsonNode reference) {
    String id = reference == null ? null : text(reference.get("id"));
    if (reference != null && id != null) {
      namings.add(new Naming(kind, id, text(reference.get("label"))));
    }
  }

  private static @Nullable String text(@Nullable JsonNode node) {
    String text = node == null ? null : node.textValue();
    return text == null || text.isEmpty() || text.length() > MAX ? null : text;
  }
}
