package dev.steadfast.gateway.stream;

import java.util.Optional;
import java.util.Set;

/**
 * A place in the stream: how far each of its topics has been read. As text it is the id of a
 * server-sent event, that of {@link Positions} for each topic with a dot between.
 *
 * @param alerts without any partition in an id from before there were alerts on the stream
 */
record Place(Positions goals, Positions alerts) {
  /** The place of someone of whom nothing is known. */
  static final Place UNKNOWN = new Place(Positions.of(), Positions.of());

  Positions of(Feed feed) {
    return switch (feed) {
      case GOALS -> goals;
      case ALERTS -> alerts;
    };
  }

  /** The same with another place in one topic. */
  Place with(Feed feed, Positions positions) {
    return switch (feed) {
      case GOALS -> new Place(positions, alerts);
      case ALERTS -> new Place(goals, positions);
    };
  }

  /** The same after a record has been read. */
  Place after(Feed feed, int partition, long offset) {
    return with(feed, of(feed).after(partition, offset));
  }

  /** The further of both, for each partition. */
  Place max(Place other) {
    return new Place(goals.max(other.goals), alerts.max(other.alerts));
  }

  /** The same for those topics of which it tells something, and that other place for the rest. */
  Place within(Set<Feed> feeds, Place other) {
    Place result = other;
    for (Feed feed : feeds) {
      if (of(feed).partitions() > 0) {
        result = result.with(feed, of(feed));
      }
    }
    return result;
  }

  /** How many records lie between this and a later place, compacted ones included. */
  long distanceTo(Place later) {
    return goals.distanceTo(later.goals) + alerts.distanceTo(later.alerts);
  }

  String encode() {
    return goals.encode() + "." + alerts.encode();
  }

  /** Reads an id; empty for a text that never was one. */
  static Optional<Place> decode(String text) {
    int dot = text.indexOf('.');
    if (dot < 0) {
      return Positions.decode(text).map(goals -> new Place(goals, Positions.of()));
    }
    return Positions.decode(text.substring(0, dot))
        .flatMap(
            goals ->
                Positions.decode(text.substring(dot + 1)).map(alerts -> new Place(goals, alerts)));
  }
}
