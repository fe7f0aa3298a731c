package dev.steadfast.platform.inbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.apache.kafka.common.TopicPartition;

/** The offsets of one consumer group, beside its effects. */
final class OffsetStore {
  private final String group;

  OffsetStore(String group) {
    this.group = group;
  }

  /** Where to go on; a partition that is new to the group begins at {@code beginning}. */
  long open(Connection connection, TopicPartition partition, long beginning) throws SQLException {
    try (PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO consumer_offset (consumer_group, topic, partition, next_offset)"
                    + " VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING");
        PreparedStatement select =
            connection.prepareStatement(
                "SELECT next_offset FROM consumer_offset"
                    + " WHERE consumer_group = ? AND topic = ? AND partition = ?")) {
      insert.setString(1, group);
      insert.setString(2, partition.topic());
      insert.setInt(3, partition.partition());
      insert.setLong(4, beginning);
      insert.executeUpdate();
      select.setString(1, group);
      select.setString(2, partition.topic());
      select.setInt(3, partition.partition());
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  /**
   * Advances the offset from the one expected.
   *
   * @throws StaleAssignment if it is not there: another consumer has the partition
   */
  void advance(Connection transaction, TopicPartition partition, long expected, long reached)
      throws SQLException {
    try (PreparedStatement update =
        transaction.prepareStatement(
            "UPDATE consumer_offset SET next_offset = ?, advanced_at = now() WHERE consumer_group = ?"
                + " AND topic = ? AND partition = ? AND next_offset = ?")) {
      update.setLong(1, reached);
      update.setString(2, group);
      update.setString(3, partition.topic());
      update.setInt(4, partition.partition());
      update.setLong(5, expected);
      if (update.executeUpdate() != 1) {
        throw new StaleAssignment(partition + " is no longer at " + expected);
      }
    }
  }
}
