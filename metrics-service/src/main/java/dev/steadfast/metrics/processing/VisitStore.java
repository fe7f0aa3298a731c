package dev.steadfast.metrics.processing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The visits of customers, kept so that a contact finds those that it follows. */
final class VisitStore {
  private record Visit(Customer customer, UUID interaction, long at) {}

  private final List<Visit> added = new ArrayList<>();
  private final List<Visit> removed = new ArrayList<>();

  void put(Customer customer, UUID interaction, long at, boolean isThere) {
    (isThere ? added : removed).add(new Visit(customer, interaction, at));
  }

  /** Writes what is gathered. */
  void apply(Connection transaction) throws SQLException {
    write(
        transaction,
        removed,
        "DELETE FROM visit WHERE tenant_id = ? AND customer = ? AND visited_at = ? AND interaction_id = ?");
    write(
        transaction,
        added,
        "INSERT INTO visit (tenant_id, customer, visited_at, interaction_id) VALUES (?, ?, ?, ?)");
  }

  private static void write(Connection transaction, List<Visit> visits, String sql)
      throws SQLException {
    if (visits.isEmpty()) {
      return;
    }
    try (PreparedStatement write = transaction.prepareStatement(sql)) {
      for (Visit visit : visits) {
        write.setObject(1, visit.customer().tenant());
        write.setString(2, visit.customer().reference());
        write.setTimestamp(3, new Timestamp(visit.at()));
        write.setObject(4, visit.interaction());
        write.addBatch();
      }
      write.executeBatch();
    }
    visits.clear();
  }
}
