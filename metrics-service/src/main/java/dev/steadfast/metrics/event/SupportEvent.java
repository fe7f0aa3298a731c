package dev.steadfast.metrics.event;

import dev.steadfast.contracts.event.EventType;
import dev.steadfast.metrics.reference.Naming;
import dev.steadfast.metrics.timeline.Happening;
import dev.steadfast.metrics.timeline.TimelineEvent;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A well-formed support event.
 *
 * @param type empty for a type that this release does not know
 * @param at milliseconds since the epoch
 * @param namings how it names teams and agents
 */
public record SupportEvent(
    String typeName,
    Optional<EventType> type,
    String source,
    String id,
    String system,
    String subject,
    long at,
    Happening happening,
    List<Naming> namings) {

  /** The interaction that it belongs to. */
  public UUID interactionId() {
    return InteractionId.of(system, subject);
  }

  /** The key by which it is deduplicated. */
  public UUID key() {
    return InteractionId.eventKey(source, id);
  }

  /** Its place in the timeline. */
  public TimelineEvent inTimeline() {
    return new TimelineEvent(at, type.map(EventType::rank).orElse(0), source, id, happening);
  }
}
