package dev.steadfast.platform.inbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads topics on one thread with exactly-once effect. The offset is stored in the transaction of
 * the effect and advanced by compare-and-set: a consumer whose partition was taken meanwhile fails
 * its transaction. Faults that pass are retried with back-off; a record that can never succeed goes
 * to the dead letters.
 */
public final class RecordLoop implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(RecordLoop.class);
  private static final int MAX_ATTEMPTS = 10;

  private final String group;
  private final List<String> topics;
  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final DataSource worker;
  private final RecordHandler handler;
  private final OffsetStore offsets;
  private final Thread thread;
  private final Map<TopicPartition, Long> next = new HashMap<>();
  private final Gathering gathering;
  private volatile @Nullable Consumer<byte[], byte[]> consumer;
  private volatile boolean closed;
  private volatile boolean running;

  /**
   * @param enoughBytes how much of values is enough for one transaction; the poll that brings them
   *     may bring more
   */
  public RecordLoop(
      String group,
      List<String> topics,
      Supplier<Consumer<byte[], byte[]>> consumers,
      DataSource worker,
      RecordHandler handler,
      int enoughBytes) {
    this.group = group;
    this.topics = List.copyOf(topics);
    this.consumers = consumers;
    this.worker = worker;
    this.handler = handler;
    this.gathering = new Gathering(enoughBytes);
    this.offsets = new OffsetStore(group);
    this.thread = Thread.ofPlatform().name(group).daemon().unstarted(this::run);
  }

  /** Begins to read, until closed. */
  public RecordLoop start() {
    thread.start();
    return this;
  }

  /** Whether it reads, or waits for a fault to pass. */
  public boolean isRunning() {
    return running;
  }

  private void run() {
    long backOff = 200;
    while (!closed) {
      try (Consumer<byte[], byte[]> own = consumers.get()) {
        consumer = own;
        own.subscribe(topics, new Assignments(own));
        while (!closed) {
          List<ConsumerRecord<byte[], byte[]>> records = gathering.gather(own);
          running = true;
          applyAll(records);
          backOff = 200;
        }
      } catch (WakeupException e) {
        // closing
      } catch (StaleAssignment e) {
        LOG.infof("%s goes back to the stored offsets: %s", group, e.getMessage());
        handler.rolledBack();
      } catch (SQLException | RuntimeException | Error e) {
        handler.rolledBack();
        LOG.warnf(e, "%s waits %d ms", group, backOff);
        pause(backOff);
        backOff = Math.min(backOff * 2, 10_000);
      } finally {
        running = false;
        consumer = null;
        handler.lost(Set.copyOf(next.keySet()));
        next.clear();
      }
    }
  }

  private void applyAll(List<ConsumerRecord<byte[], byte[]>> records) throws SQLException {
    List<ConsumerRecord<byte[], byte[]>> rest = records;
    while (!rest.isEmpty()) {
      long begin = System.nanoTime();
      rest = rest.subList(apply(rest), rest.size());
      gathering.applied(System.nanoTime() - begin);
    }
  }

  /** Applies the first of them; returns how many. */
  private int apply(List<ConsumerRecord<byte[], byte[]>> records) throws SQLException {
    try {
      return effectOnceFree(records);
    } catch (SQLException e) {
      if (isPassing(e)) {
        throw e;
      }
      LOG.warnf(e, "%s looks for the record that fails", group);
    } catch (StaleAssignment e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.warnf(e, "%s looks for the record that fails", group);
    }
    isolate(records);
    return records.size();
  }

  /** Applies the records again at once where somebody else was at the same rows meanwhile. */
  private int effectOnceFree(List<ConsumerRecord<byte[], byte[]>> records) throws SQLException {
    for (int attempt = 1; ; attempt++) {
      try {
        return effect(records, null);
      } catch (ConcurrentChange e) {
        if (attempt == MAX_ATTEMPTS) {
          throw new SQLTransientException(e.getMessage(), "40001", e);
        }
        handler.rolledBack();
      } catch (SQLException e) {
        boolean isConflict = e.getSQLState() != null && e.getSQLState().startsWith("40");
        if (!isConflict || attempt == MAX_ATTEMPTS) {
          throw e;
        }
        LOG.infof("%s tries again: %s", group, e.getMessage());
        handler.rolledBack();
      }
    }
  }

  private void isolate(List<ConsumerRecord<byte[], byte[]>> records) throws SQLException {
    handler.rolledBack();
    for (ConsumerRecord<byte[], byte[]> one : records) {
      try {
        effectOnceFree(List.of(one));
      } catch (StaleAssignment e) {
        throw e;
      } catch (SQLException | RuntimeException e) {
        handler.rolledBack();
        if (e instanceof SQLException sql && isPassing(sql)) {
          throw sql;
        }
        LOG.errorf(e, "dead letter: %s-%d@%d", one.topic(), one.partition(), one.offset());
        effect(List.of(one), e);
      }
    }
  }

  /**
   * One transaction: the effect, or the dead letter where there is a failure, and the offsets.
   * Returns how many of the records it passed.
   */
  private int effect(List<ConsumerRecord<byte[], byte[]>> records, @Nullable Exception failure)
      throws SQLException {
    Map<TopicPartition, Long> reached = new HashMap<>();
    int passed = 1;
    try (Connection transaction = worker.getConnection()) {
      transaction.setAutoCommit(false);
      try {
        if (failure == null) {
          passed = handler.handle(transaction, records);
        } else {
          DeadLetters.bury(transaction, records.getFirst(), failure);
        }
        for (ConsumerRecord<byte[], byte[]> one : records.subList(0, passed)) {
          reached.put(new TopicPartition(one.topic(), one.partition()), one.offset() + 1);
        }
        for (var entry : reached.entrySet()) {
          Long expected = next.get(entry.getKey());
          if (expected == null) {
            throw new StaleAssignment(entry.getKey() + " is not assigned here");
          }
          offsets.advance(transaction, entry.getKey(), expected, entry.getValue());
        }
        transaction.commit();
      } catch (SQLException | RuntimeException e) {
        transaction.rollback();
        throw e;
      }
    }
    next.putAll(reached);
    return passed;
  }

  /**
   * Connection (08), shutdown (57P), resources (53), serialisation and deadlock (40), no state: a
   * pool time-out.
   */
  private static boolean isPassing(SQLException exception) {
    String state = exception.getSQLState();
    return state == null
        || state.startsWith("08")
        || state.startsWith("57")
        || state.startsWith("53")
        || state.startsWith("40")
        || state.startsWith("55");
  }

  private void pause(long milliseconds) {
    try {
      Thread.sleep(milliseconds);
    } catch (InterruptedException e) {
      closed = true;
    }
  }

  @Override
  public void close() {
    closed = true;
    Consumer<byte[], byte[]> own = consumer;
    if (own != null) {
      own.wakeup();
    }
    try {
      thread.join(5_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private final class Assignments implements ConsumerRebalanceListener {
    private final Consumer<byte[], byte[]> own;

    Assignments(Consumer<byte[], byte[]> own) {
      this.own = own;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      if (partitions.isEmpty()) {
        return;
      }
      gathering.forget(partitions);
      try (Connection connection = worker.getConnection()) {
        connection.setAutoCommit(true);
        Map<TopicPartition, Long> begin = own.beginningOffsets(partitions);
        for (TopicPartition partition : partitions) {
          long at = offsets.open(connection, partition, begin.getOrDefault(partition, 0L));
          own.seek(partition, at);
          next.put(partition, at);
        }
      } catch (SQLException e) {
        throw new IllegalStateException("the stored offsets cannot be read", e);
      }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      gathering.forget(partitions);
      partitions.forEach(next::remove);
      handler.lost(partitions);
    }
  }
}
