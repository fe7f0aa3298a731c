package dev.steadfast.platform.outbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Turns the outbox rows of one topic into messages at the moment of publishing. A service that
 * publishes state, rather than happenings, writes only the keys that changed and reads the state
 * here, so that many changes are sent once.
 */
public interface OutboxExpansion {
  /**
   * The messages to send for these rows, in order.
   *
   * @param transaction sees everything that wrote the rows
   */
  List<OutboxMessage> expand(Connection transaction, List<String> rows) throws SQLException;
}
