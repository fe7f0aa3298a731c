package dev.steadfast.contracts.event;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The canonical event types. The order of the constants is the fixed rank that breaks ties between
 * events of one interaction at the same instant: what opens comes first, what ends comes last.
 */
public enum EventType {
  INTERACTION_OPENED("support.interaction.opened.v1"),
  INTERACTION_PRIORITISED("support.interaction.prioritised.v1"),
  INTERACTION_TAGGED("support.interaction.tagged.v1"),
  INTERACTION_ASSIGNED("support.interaction.assigned.v1"),
  MESSAGE_ADDED("support.message.added.v1"),
  CALL_ENDED("support.call.ended.v1"),
  INTERACTION_STATUS_CHANGED("support.interaction.status-changed.v1"),
  INTERACTION_MERGED("support.interaction.merged.v1"),
  INTERACTION_SPAM("support.interaction.spam.v1"),
  INTERACTION_DELETED("support.interaction.deleted.v1"),
  RATING_GIVEN("support.rating.given.v1"),
  FEEDBACK_INVITED("support.feedback.invited.v1"),
  FEEDBACK_DELIVERED("support.feedback.delivered.v1"),
  FEEDBACK_ANSWERED("support.feedback.answered.v1"),
  FEEDBACK_WITHDRAWN("support.feedback.withdrawn.v1"),
  ARTICLE_VIEWED("support.article.viewed.v1"),
  ARTICLE_VOTED("support.article.voted.v1"),
  SEARCH_PERFORMED("support.search.performed.v1"),
  OUTREACH_SENT("support.outreach.sent.v1"),
  OBSERVATION_RECORDED("support.observation.recorded.v1"),
  EVENT_WITHDRAWN("support.event.withdrawn.v1");

  private static final Map<String, EventType> BY_NAME = new HashMap<>();

  static {
    for (EventType type : values()) {
      BY_NAME.put(type.typeName, type);
    }
  }

  private final String typeName;

  EventType(String typeName) {
    this.typeName = typeName;
  }

  /** The CloudEvents {@code type}, with its version. */
  public String typeName() {
    return typeName;
  }

  /** The fixed rank among events of the same instant, from 0. */
  public int rank() {
    return ordinal();
  }

  /** The type of that name, or empty for one that this release does not know. */
  public static Optional<EventType> named(String typeName) {
    return Optional.ofNullable(BY_NAME.get(typeName));
  }
}
