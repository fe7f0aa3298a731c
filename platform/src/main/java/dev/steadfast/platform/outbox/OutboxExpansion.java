package dev.steadfast.platform.outbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;

/**
 * Turns the outbox rows of one topic into messages at the moment of publishing. A service that
 * publishes state, rather than happenings, writes only the keys that changed and reads the state
 * here, so that many changes are sent once.
 */
public interface OutboxExpansion {
  /**
   * Sends the messages for these rows, in order, as they are read.
   *
   * @param transaction sees everything that wrote the rows
   */
  void expand(Connection transaction, List<String> rows, Consumer<OutboxMessage> send)
      throws SQLException;
}
