package dev.steadfast.metrics.interaction;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.steadfast.metrics.interaction.InteractionView.TimelineEntry;
import dev.steadfast.metrics.reference.ReferenceKind;
import dev.steadfast.metrics.reference.ReferenceRepository;
import dev.steadfast.metrics.reference.ReferenceView;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Says what those are called whom an interaction names. */
@ApplicationScoped
class InteractionLabels {
  private static final String CUSTOMER = "customer";

  private final ReferenceRepository references;
  private final ObjectMapper json;

  @Inject
  InteractionLabels(ReferenceRepository references, ObjectMapper json) {
    this.references = references;
    this.json = json;
  }

  /** Teams and agents by their labels. */
  List<InteractionView> label(List<InteractionView> interactions) throws SQLException {
    var teams = named(ReferenceKind.TEAM, interactions, InteractionView::team);
    var agents = named(ReferenceKind.AGENT, interactions, InteractionView::agent);
    return interactions.stream()
        .map(
            one -> {
              Map<String, String> labels = new TreeMap<>();
              put(labels, ReferenceKind.TEAM, teams, one.team());
              put(labels, ReferenceKind.AGENT, agents, one.agent());
              return one.called(labels);
            })
        .toList();
  }

  /** The same of one, and the customer as its events tell. */
  InteractionView label(InteractionView interaction, List<TimelineEntry> timeline)
      throws SQLException {
    Map<String, String> labels = new TreeMap<>(label(List.of(interaction)).getFirst().labels());
    timeline.reversed().stream()
        .flatMap(entry -> customer(entry, interaction.customer()).stream())
        .findFirst()
        .ifPresent(label -> labels.put(CUSTOMER, label));
    return interaction.called(labels);
  }

  private Map<String, ReferenceView> named(
      ReferenceKind kind,
      List<InteractionView> interactions,
      Function<InteractionView, @Nullable String> id)
      throws SQLException {
    return references.named(kind, interactions.stream().map(id).filter(Objects::nonNull).toList());
  }

  private static void put(
      Map<String, String> labels,
      ReferenceKind kind,
      Map<String, ReferenceView> named,
      @Nullable String id) {
    ReferenceView reference = id == null ? null : named.get(id);
    if (reference != null && reference.label() != null) {
      labels.put(kind.text(), reference.label());
    }
  }

  private Optional<String> customer(TimelineEntry entry, @Nullable String id) {
    try {
      JsonNode customer = json.readTree(entry.event()).path("data").path(CUSTOMER);
      return customer.path("id").asText().equals(id)
          ? Optional.ofNullable(customer.path("label").textValue())
          : Optional.empty();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a kept event is not JSON", e);
    }
  }
}
