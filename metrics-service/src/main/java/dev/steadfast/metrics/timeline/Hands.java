package dev.steadfast.metrics.timeline;

import dev.steadfast.metrics.timeline.Happening.Status;

/** In whose hands an interaction is. */
enum Hands {
  AGENT,
  THIRD_PARTY,
  REQUESTER,
  NOBODY;

  static Hands of(Status status) {
    return switch (status) {
      case NEW, OPEN -> AGENT;
      case ON_HOLD -> THIRD_PARTY;
      case PENDING -> REQUESTER;
      case RESOLVED, CLOSED -> NOBODY;
    };
  }
}
