package dev.steadfast.metrics.processing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Keeps events away from interactions that cannot be folded any more. Every process answers alike,
 * since all ask the database. Used by the processor's one thread.
 */
final class RetentionScreen {
  private @Nullable LocalDate receivedFrom;

  /** What was dropped may be more than is remembered. */
  void forget() {
    receivedFrom = null;
  }

  /** The first day of receipt that has all its events. */
  LocalDate receivedFrom(Connection transaction) throws SQLException {
    LocalDate known = receivedFrom;
    if (known == null) {
      known = RawEventRetention.receivedFrom(transaction);
      receivedFrom = known;
    }
    return known;
  }

  /** Whether events of that day of receipt may still be kept. */
  boolean isKept(Connection transaction, long receivedOn) throws SQLException {
    return receivedOn >= receivedFrom(transaction).toEpochDay();
  }

  /** Those of the interactions that are frozen, with their customers; removed ones are not. */
  Map<UUID, Optional<String>> frozen(
      Connection transaction, UUID tenant, Collection<UUID> interactions) throws SQLException {
    Map<UUID, Optional<String>> frozen = new HashMap<>();
    LocalDate from = receivedFrom(transaction);
    if (from.equals(LocalDate.MIN) || interactions.isEmpty()) {
      return frozen;
    }
    try (PreparedStatement select =
        transaction.prepareStatement(
            "SELECT interaction_id, customer FROM interaction WHERE tenant_id = ? AND interaction_id = ANY (?)"
                + " AND first_received_on < ? AND erased_at IS NULL")) {
      select.setObject(1, tenant);
      select.setArray(2, transaction.createArrayOf("uuid", interactions.toArray()));
      select.setObject(3, from);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          frozen.put(row.getObject(1, UUID.class), Optional.ofNullable(row.getString(2)));
        }
      }
    }
    return frozen;
  }

  /** The event as one that is not counted. */
  RecordReader.Dead refused(Connection transaction, Incoming event) throws SQLException {
    return event.dead(
        "Beyond retention: events of this interaction from before "
            + receivedFrom(transaction)
            + " were dropped, so that it cannot be counted again.");
  }
}
