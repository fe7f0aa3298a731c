package dev.steadfast.metrics.event;

import dev.steadfast.contracts.event.EventType;
import dev.steadfast.metrics.timeline.Happening;
import dev.steadfast.metrics.timeline.TimelineEvent;
import java.util.Optional;
import java.util.UUID;

/**
 * A well-formed support event.
 *
 * @param type empty for a type that this release does not know
 * @param at milliseconds since the epoch
 */
public record SupportEvent(
    String typeName,
    Optional<EventType> type,
    String source,
    String id,
    String system,
    String subject,
    long at,
    Happening happening) {

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
