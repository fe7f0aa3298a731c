package dev.steadfast.metrics.contact;

import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.metrics.timeline.Contact;
import dev.steadfast.metrics.timeline.CopiedMetric;
import dev.steadfast.metrics.timeline.Dimensions;
import dev.steadfast.metrics.timeline.Measures;
import dev.steadfast.metrics.timeline.OwnMetrics;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An interaction among the others of its customer. What was merged, deleted or spam is none.
 *
 * @param isCounted whether it counts itself; a neighbour it is in any case
 * @param contactedAt when the customer opened it; empty if the department did, or nobody says
 * @param resolution the dimensions at the last resolution
 * @param visits when its visits of the knowledge base began
 * @param copies of the metrics that look at neighbours, which count it beside these
 */
public record Encounter(
    UUID interaction,
    boolean isCounted,
    @Nullable String topic,
    OptionalLong contactedAt,
    OptionalLong resolvedAt,
    Dimensions resolution,
    List<Long> visits,
    List<CopiedMetric> copies) {

  /** One that the built-in metrics alone count. */
  public Encounter(
      UUID interaction,
      boolean isCounted,
      @Nullable String topic,
      OptionalLong contactedAt,
      OptionalLong resolvedAt,
      Dimensions resolution,
      List<Long> visits) {
    this(interaction, isCounted, topic, contactedAt, resolvedAt, resolution, visits, List.of());
  }

  /** What an interaction with those measures is; empty if it is nothing to its neighbours. */
  public static Optional<Encounter> of(UUID interaction, Measures measures, OwnMetrics own) {
    if (measures.gone() || measures.customer() == null) {
      return Optional.empty();
    }
    Contact contact = measures.contact();
    Dimensions now = measures.dimensions();
    Encounter encounter =
        new Encounter(
            interaction,
            contact.isCounted(),
            contact.topic(),
            contact.proactive() ? OptionalLong.empty() : measures.openedAt(),
            measures.resolvedAt(),
            new Dimensions(
                contact.resolvedTeam(), contact.resolvedAgent(), now.channel(), now.priority()),
            contact.visits(),
            own.ofNeighbours());
    return encounter.isNothing() ? Optional.empty() : Optional.of(encounter);
  }

  private boolean isNothing() {
    return contactedAt.isEmpty() && resolvedAt.isEmpty() && visits.isEmpty();
  }

  /** The same with the agent of its resolution under another reference. */
  public Encounter renamed(String agent, String reference) {
    return new Encounter(
        interaction,
        isCounted,
        topic,
        contactedAt,
        resolvedAt,
        resolution.renamed(agent, reference),
        visits,
        copies);
  }

  /** What is counted of it whenever that metric is. */
  List<CopiedMetric> copiesOf(MetricDefinition metric) {
    return copies.stream().filter(copy -> copy.origin().equals(metric.key())).toList();
  }

  /** Whether both are the same contact to their neighbours. */
  public boolean isSameContact(Encounter other) {
    return contactedAt.equals(other.contactedAt)
        && (topic == null ? other.topic == null : topic.equals(other.topic));
  }
}
