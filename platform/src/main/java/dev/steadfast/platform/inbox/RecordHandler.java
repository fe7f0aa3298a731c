package dev.steadfast.platform.inbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** The effect of Kafka records on the database. */
public interface RecordHandler {
  /**
   * Applies the records in order. Everything it writes goes through {@code transaction}, which also
   * stores the offset.
   *
   * @return how many of them it applied, one at least: where a transaction has enough of them, the
   *     next one gets the others
   * @throws RecordRejected if one record can never succeed
   * @throws SQLException if the database fails; the records come again
   */
  int handle(Connection transaction, List<ConsumerRecord<byte[], byte[]>> records)
      throws SQLException;

  /**
   * The transaction of the last {@link #handle} was rolled back; what is remembered of it must be
   * forgotten.
   */
  default void rolledBack() {}

  /** These partitions are somebody else's from now on. */
  default void lost(Collection<TopicPartition> partitions) {}
}
