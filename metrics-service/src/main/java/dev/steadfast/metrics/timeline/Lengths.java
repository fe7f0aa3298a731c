package dev.steadfast.metrics.timeline;

import dev.steadfast.contracts.metric.ReplyMetrics;
import java.util.ArrayList;
import java.util.List;

/** How long the public messages of agents are. */
final class Lengths {
  private record Written(Moment moment, Happening.Message message) {}

  private final List<Written> messages = new ArrayList<>(2);

  void agentWrote(Moment moment, Happening.Message message) {
    if (message.words().isPresent() || message.characters().isPresent()) {
      messages.add(new Written(moment, message));
    }
  }

  void addTo(Observations observations) {
    int words = 0;
    int characters = 0;
    for (Written one : messages) {
      if (one.message().words().isPresent()) {
        long value = one.message().words().getAsInt();
        observations.add(ReplyMetrics.RESPONSE_LENGTH, words++, one.moment(), value);
      }
      if (one.message().characters().isPresent()) {
        long value = one.message().characters().getAsInt();
        observations.add(
            ReplyMetrics.RESPONSE_LENGTH_IN_CHARACTERS, characters++, one.moment(), value);
      }
    }
    if (words == 0) {
      observations.none(ReplyMetrics.RESPONSE_LENGTH, Absence.LENGTHS_UNKNOWN);
    }
    if (characters == 0) {
      observations.none(ReplyMetrics.RESPONSE_LENGTH_IN_CHARACTERS, Absence.LENGTHS_UNKNOWN);
    }
  }
}
