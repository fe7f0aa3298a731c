package dev.steadfast.metrics.processing;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.steadfast.contracts.Topics;
import dev.steadfast.platform.outbox.Outbox;
import dev.steadfast.platform.outbox.OutboxMessage;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Publishes the state of what changed. The transaction of a change writes only which interactions
 * and days of cells it touched; their state is read when it is sent, so that many changes within a
 * moment are sent once.
 */
public final class StatePublications {
  private static final int CHUNK = 2_000;

  private StatePublications() {}

  /** Notes that it has changed where the days of a tenant lack data. */
  public static void announceSilences(Connection transaction, UUID tenant) throws SQLException {
    append(
        transaction,
        Topics.METRIC_DAYS,
        List.of(tenant),
        one -> one + " " + MetricDayPublications.NO_DATA + " 0");
  }

  /** Notes what has to be published, in the transaction that changed it. */
  static void announce(
      Connection transaction, Collection<KnownInteraction> interactions, Collection<ScopeDay> days)
      throws SQLException {
    append(
        transaction,
        Topics.INTERACTIONS,
        interactions,
        interaction -> interaction.tenant() + " " + interaction.id());
    append(
        transaction,
        Topics.METRIC_DAYS,
        days,
        day -> day.tenant() + " " + day.scope() + " " + day.day());
  }

  /** Notes interactions that have to be published. */
  static void announce(Connection transaction, UUID tenant, Collection<UUID> interactions)
      throws SQLException {
    append(transaction, Topics.INTERACTIONS, interactions, id -> tenant + " " + id);
  }

  /** A line each, in rows that the relay can hold in memory. */
  private static <T> void append(
      Connection transaction, String topic, Collection<T> keys, Function<T, String> line)
      throws SQLException {
    StringBuilder text = new StringBuilder();
    int lines = 0;
    for (T key : keys) {
      text.append(line.apply(key)).append('\n');
      if (++lines % CHUNK == 0) {
        Outbox.appendText(transaction, topic, text.toString());
        text.setLength(0);
      }
    }
    if (!text.isEmpty()) {
      Outbox.appendText(transaction, topic, text.toString());
    }
  }

  /** A message about the state of something of a tenant; without data it is gone. */
  static OutboxMessage message(UUID tenant, String subject, String type, @Nullable Object data) {
    return new OutboxMessage(
        tenant + "|" + subject,
        UuidCreator.getTimeOrderedEpoch(),
        type,
        tenant,
        subject,
        OffsetDateTime.now(ZoneOffset.UTC),
        null,
        data);
  }
}
