package dev.steadfast.platform.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.steadfast.platform.http.Trace;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Publishes the outbox to Kafka, in order, and removes what Kafka has. One relay of a service is
 * active at a time; a crash between the two repeats messages, which their ids make harmless.
 */
public final class OutboxRelay implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
  private static final int ROWS = 200;
  private static final int MAX_CHARACTERS = 600_000;
  private static final int FETCH_ROWS = 8;

  /** Messages that are sent at once, so that those of a partition share a compressed batch. */
  private static final int BURST = 250;

  /** Messages that wait for Kafka at a time: each is some kilobytes of memory. */
  private static final int MAX_UNDER_WAY = 1_000;

  private static final int PAUSE_PER_ROUND = 4;
  private static final long LONGEST_PAUSE_MS = 3_000;
  private static final int WAIT_MS = 1_000;

  private final String schema;
  private final DataSource worker;
  private final Producer<byte[], byte[]> producer;
  private final ObjectMapper json;
  private final Map<String, OutboxExpansion> expansions;
  private final long pauseMs;
  private final Thread thread;
  private volatile boolean closed;

  /**
   * @param schema whose outbox it is
   * @param expansions by topic; a topic without one has messages in its rows
   * @param pauseMs how long to wait after a round, so that changes of the same thing are sent once;
   *     where there are expansions, after a round that took longer and left nothing four times as
   *     long as it took, up to three seconds: while an import runs, what it changes again and again
   *     is sent less often
   */
  public OutboxRelay(
      String schema,
      DataSource worker,
      Producer<byte[], byte[]> producer,
      ObjectMapper json,
      Map<String, OutboxExpansion> expansions,
      long pauseMs) {
    this.schema = schema;
    this.worker = worker;
    this.producer = producer;
    this.json = json;
    this.expansions = Map.copyOf(expansions);
    this.pauseMs = pauseMs;
    this.thread = Thread.ofPlatform().name(schema + "-outbox").daemon().unstarted(this::run);
  }

  /** Begins to publish, until closed. */
  public OutboxRelay start() {
    thread.start();
    return this;
  }

  private void run() {
    long backOff = 100;
    while (!closed) {
      try (Connection listener = worker.getConnection()) {
        try (Statement statement = listener.createStatement()) {
          statement.execute("LISTEN " + schema + "_outbox");
        }
        PGConnection notified = listener.unwrap(PGConnection.class);
        while (!closed) {
          long begin = System.nanoTime();
          for (Round round = publishRound(); round != Round.NOTHING; round = publishRound()) {
            backOff = 100;
            long took = (System.nanoTime() - begin) / 1_000_000;
            pause(round == Round.A_PART ? pauseMs : pauseAfter(took));
            begin = System.nanoTime();
          }
          notified.getNotifications(WAIT_MS);
        }
      } catch (SQLException | ExecutionException | RuntimeException e) {
        if (!closed) {
          LOG.warnf("the outbox waits %d ms: %s", backOff, e.toString());
          pause(backOff);
          backOff = Math.min(backOff * 2, 5_000);
        }
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /** Of state the newest is sent alone, so that waiting saves work. */
  private long pauseAfter(long took) {
    boolean isLong = took > pauseMs && !expansions.isEmpty();
    return isLong ? Math.min(PAUSE_PER_ROUND * took, LONGEST_PAUSE_MS) : pauseMs;
  }

  private void pause(long milliseconds) {
    try {
      Thread.sleep(milliseconds);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      closed = true;
    }
  }

  /** How much of the outbox a round published. */
  private enum Round {
    NOTHING,
    A_PART,
    ALL
  }

  /** Publishes the oldest rows. */
  private Round publishRound() throws SQLException, ExecutionException, InterruptedException {
    try (Connection transaction = worker.getConnection()) {
      transaction.setAutoCommit(false);
      try {
        List<Long> ids = new ArrayList<>();
        Map<String, List<String>> rowsByTopic = claim(transaction, ids);
        if (!ids.isEmpty()) {
          publish(transaction, rowsByTopic);
          remove(transaction, ids);
        }
        transaction.commit();
        return round(rowsByTopic.values());
      } catch (SQLException | ExecutionException | InterruptedException | RuntimeException e) {
        transaction.rollback();
        throw e;
      }
    }
  }

  private static Round round(Collection<List<String>> claimed) {
    int rows = claimed.stream().mapToInt(List::size).sum();
    int characters = claimed.stream().flatMap(List::stream).mapToInt(String::length).sum();
    if (rows == 0) {
      return Round.NOTHING;
    }
    return rows < ROWS && characters < MAX_CHARACTERS ? Round.ALL : Round.A_PART;
  }

  private Map<String, List<String>> claim(Connection transaction, List<Long> ids)
      throws SQLException {
    Map<String, List<String>> rowsByTopic = new LinkedHashMap<>();
    try (PreparedStatement lock =
            transaction.prepareStatement("SELECT pg_try_advisory_xact_lock(hashtext(?))");
        PreparedStatement select =
            transaction.prepareStatement(
                "SELECT id, topic, messages FROM outbox ORDER BY id LIMIT "
                    + ROWS
                    + " FOR UPDATE SKIP LOCKED")) {
      lock.setString(1, schema + "_outbox");
      try (ResultSet locked = lock.executeQuery()) {
        if (!locked.next() || !locked.getBoolean(1)) {
          return rowsByTopic;
        }
      }
      // Rows are long: only those are read, and locked, that fit.
      select.setFetchSize(FETCH_ROWS);
      try (ResultSet row = select.executeQuery()) {
        int characters = 0;
        while (characters < MAX_CHARACTERS && row.next()) {
          characters += row.getString(3).length();
          ids.add(row.getLong(1));
          rowsByTopic
              .computeIfAbsent(row.getString(2), topic -> new ArrayList<>())
              .add(row.getString(3));
        }
      }
    }
    return rowsByTopic;
  }

  private void publish(Connection transaction, Map<String, List<String>> rowsByTopic)
      throws SQLException, ExecutionException, InterruptedException {
    List<ProducerRecord<byte[], byte[]>> ready = new ArrayList<>();
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    for (var entry : rowsByTopic.entrySet()) {
      OutboxExpansion expansion = expansions.getOrDefault(entry.getKey(), this::read);
      expansion.expand(
          transaction,
          entry.getValue(),
          message -> {
            ready.add(recordOf(entry.getKey(), message));
            if (ready.size() >= BURST) {
              send(ready, sent);
            }
          });
    }
    send(ready, sent);
    for (Future<RecordMetadata> one : sent) {
      one.get();
    }
  }

  private void send(List<ProducerRecord<byte[], byte[]>> ready, List<Future<RecordMetadata>> sent) {
    ready.forEach(one -> sent.add(producer.send(one)));
    ready.clear();
    if (sent.size() >= MAX_UNDER_WAY) {
      producer.flush();
      // What failed is kept, to be thrown by the caller.
      sent.removeIf(one -> one.state() == Future.State.SUCCESS);
    }
  }

  /** Rows that are messages already. */
  private void read(Connection transaction, List<String> rows, Consumer<OutboxMessage> send) {
    for (String row : rows) {
      try {
        json.readValue(row, new TypeReference<List<OutboxMessage>>() {}).forEach(send);
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("an outbox row is unreadable", e);
      }
    }
  }

  private byte @Nullable [] valueOf(OutboxMessage message) {
    try {
      return message.data() == null ? null : json.writeValueAsBytes(message.data());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a message cannot be written as JSON", e);
    }
  }

  private ProducerRecord<byte[], byte[]> recordOf(String topic, OutboxMessage message) {
    ProducerRecord<byte[], byte[]> sent =
        new ProducerRecord<>(
            topic, message.key().getBytes(StandardCharsets.UTF_8), valueOf(message));
    header(sent, "ce_specversion", "1.0");
    header(sent, "ce_id", message.id().toString());
    header(sent, "ce_source", "/steadfast/" + schema);
    header(sent, "ce_type", message.type());
    header(sent, "ce_subject", message.subject());
    header(sent, "ce_time", message.time().toString());
    header(sent, "ce_tenant", message.tenant().toString());
    header(sent, "content-type", "application/json");
    if (message.traceparent() != null) {
      header(sent, Trace.HEADER, message.traceparent());
    }
    return sent;
  }

  private static void header(ProducerRecord<byte[], byte[]> sent, String name, String value) {
    sent.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
  }

  private void remove(Connection transaction, List<Long> ids) throws SQLException {
    try (PreparedStatement delete =
        transaction.prepareStatement("DELETE FROM outbox WHERE id = ANY (?)")) {
      delete.setArray(1, transaction.createArrayOf("bigint", ids.toArray()));
      delete.executeUpdate();
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join(3_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
