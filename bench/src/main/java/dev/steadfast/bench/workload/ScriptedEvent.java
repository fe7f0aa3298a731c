package dev.steadfast.bench.workload;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;

/**
 * One event of a conversation.
 *
 * @param conversation its number, from 0
 * @param ordinal its place in the conversation, from 0
 * @param at milliseconds since the epoch
 * @param type without the common {@code support.} and {@code .v1}
 * @param data a JSON object
 */
public record ScriptedEvent(int conversation, int ordinal, long at, String type, String data) {
  static final Comparator<ScriptedEvent> BY_TIME =
      Comparator.comparingLong(ScriptedEvent::at)
          .thenComparingInt(ScriptedEvent::conversation)
          .thenComparingInt(ScriptedEvent::ordinal);

  /** The CloudEvent. All texts are our own and need no escaping. */
  byte[] json() {
    String text =
        "{\"specversion\":\"1.0\",\"id\":\"e-"
            + conversation
            + "-"
            + ordinal
            + "\",\"source\":\"/bench/helpdesk\",\"system\":\"bench-helpdesk\",\"type\":\"support."
            + type
            + ".v1\",\"subject\":\"T-"
            + conversation
            + "\",\"time\":\""
            + Instant.ofEpochMilli(at)
            + "\",\"datacontenttype\":\"application/json\",\"data\":"
            + data
            + "}";
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
