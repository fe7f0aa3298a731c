package dev.steadfast.gateway.stream;

import dev.steadfast.contracts.Topics;
import dev.steadfast.gateway.access.Principal;
import dev.steadfast.platform.access.Scopes;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/** A topic whose events the stream shows, to those with its scope. The order is that of the id. */
enum Feed {
  GOALS(Topics.GOAL_EVENTS, Scopes.GOALS_READ),
  ALERTS(Topics.ALERT_EVENTS, Scopes.METRICS_READ);

  private final String topic;
  private final String scope;

  Feed(String topic, String scope) {
    this.topic = topic;
    this.scope = scope;
  }

  String topic() {
    return topic;
  }

  /**
   * The feed of a topic.
   *
   * @throws IllegalArgumentException if there is none
   */
  static Feed of(String topic) {
    return Arrays.stream(values())
        .filter(feed -> feed.topic.equals(topic))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(topic + " is not shown"));
  }

  /** What someone may be shown. */
  static Set<Feed> readableBy(Principal principal) {
    Set<Feed> readable = EnumSet.noneOf(Feed.class);
    for (Feed feed : values()) {
      if (principal.may(feed.scope)) {
        readable.add(feed);
      }
    }
    return readable;
  }
}
