package dev.steadfast.metrics.processing;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.steadfast.contracts.Topics;
import dev.steadfast.contracts.event.Reference;
import dev.steadfast.contracts.interaction.InteractionState;
import dev.steadfast.contracts.metric.MetricDay;
import dev.steadfast.platform.outbox.Outbox;
import dev.steadfast.platform.outbox.OutboxMessage;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Publishes the state of what changed. The transaction of a change writes only which interactions
 * and day cells it touched; their state is read when it is sent, so that many changes within a
 * moment are sent once.
 */
final class StatePublications {
  private static final int CHUNK = 2_000;

  private StatePublications() {}

  private record InteractionKey(UUID tenant, UUID interaction) {}

  /** Notes what has to be published, in the transaction that changed it. */
  static void announce(
      Connection transaction, Collection<KnownInteraction> interactions, Collection<CellKey> cells)
      throws SQLException {
    append(
        transaction,
        Topics.INTERACTIONS,
        interactions,
        interaction -> interaction.tenant() + " " + interaction.id());
    append(
        transaction,
        Topics.METRIC_DAYS,
        cells,
        cell ->
            cell.tenant()
                + " "
                + cell.metric()
                + " "
                + cell.version()
                + " "
                + cell.scope()
                + " "
                + cell.day());
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

  /** The current state of the interactions that the rows name. */
  static void interactions(Connection transaction, List<String> rows, Consumer<OutboxMessage> send)
      throws SQLException {
    Set<InteractionKey> keys = new LinkedHashSet<>();
    for (String row : rows) {
      row.lines()
          .forEach(
              line ->
                  keys.add(
                      new InteractionKey(
                          UUID.fromString(line.substring(0, 36)),
                          UUID.fromString(line.substring(37)))));
    }
    List<InteractionKey> all = List.copyOf(keys);
    for (int from = 0; from < all.size(); from += CHUNK) {
      readInteractions(transaction, all.subList(from, Math.min(all.size(), from + CHUNK)), send);
    }
  }

  private static void readInteractions(
      Connection transaction, List<InteractionKey> keys, Consumer<OutboxMessage> send)
      throws SQLException {
    try (PreparedStatement select =
        transaction.prepareStatement(
            """
            SELECT i.tenant_id, i.interaction_id, system, subject, status, channel, team, agent, customer,
                   priority, opened_at, resolved_at, cycle, updated_at
            FROM unnest(?::uuid[], ?::uuid[]) AS k (tenant_id, interaction_id) CROSS JOIN LATERAL (
              SELECT * FROM interaction i
              WHERE i.tenant_id = k.tenant_id AND i.interaction_id = k.interaction_id OFFSET 0) i
            """)) {
      select.setArray(
          1,
          transaction.createArrayOf("uuid", keys.stream().map(InteractionKey::tenant).toArray()));
      select.setArray(
          2,
          transaction.createArrayOf(
              "uuid", keys.stream().map(InteractionKey::interaction).toArray()));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          send.accept(interaction(row));
        }
      }
    }
  }

  private static OutboxMessage interaction(ResultSet row) throws SQLException {
    UUID id = row.getObject(2, UUID.class);
    InteractionState state =
        new InteractionState(
            id,
            row.getString(3),
            row.getString(4),
            row.getString(5),
            row.getString(6),
            reference(row.getString(7)),
            reference(row.getString(8)),
            reference(row.getString(9)),
            row.getString(10),
            row.getObject(11, OffsetDateTime.class),
            row.getObject(12, OffsetDateTime.class),
            row.getInt(13),
            row.getObject(14, OffsetDateTime.class));
    return message(
        row.getObject(1, UUID.class), id.toString(), "dev.steadfast.interaction.changed.v1", state);
  }

  private static @Nullable Reference reference(@Nullable String id) {
    return id == null ? null : new Reference(id, null);
  }

  /** The current values of the day cells that the rows name. */
  static void metricDays(Connection transaction, List<String> rows, Consumer<OutboxMessage> send)
      throws SQLException {
    Set<String> lines = new LinkedHashSet<>();
    rows.forEach(row -> row.lines().forEach(lines::add));
    List<CellKey> all = lines.stream().map(StatePublications::cellKey).toList();
    for (int from = 0; from < all.size(); from += CHUNK) {
      readCells(transaction, all.subList(from, Math.min(all.size(), from + CHUNK)), send);
    }
  }

  private static CellKey cellKey(String line) {
    String[] parts = line.split(" ", 5);
    return new CellKey(
        UUID.fromString(parts[0]),
        parts[1],
        Integer.parseInt(parts[2]),
        parts[3],
        Long.parseLong(parts[4]));
  }

  private static void readCells(
      Connection transaction, List<CellKey> keys, Consumer<OutboxMessage> send)
      throws SQLException {
    try (PreparedStatement select =
        transaction.prepareStatement(
            """
            SELECT c.tenant_id, c.metric, c.version, c.scope, c.day, count, sum, numerator, denominator,
                   histogram, revision, coalesce(z.zone, 'UTC')
            FROM unnest(?::uuid[], ?::text[], ?::smallint[], ?::text[], ?::date[])
              AS k (tenant_id, metric, version, scope, day) CROSS JOIN LATERAL (
                SELECT * FROM cell_day c
                WHERE c.tenant_id = k.tenant_id AND c.metric = k.metric AND c.version = k.version
                  AND c.scope = k.scope AND c.day = k.day OFFSET 0) c
              LEFT JOIN tenant_zone z ON z.tenant_id = c.tenant_id
            """)) {
      select.setArray(
          1, transaction.createArrayOf("uuid", keys.stream().map(CellKey::tenant).toArray()));
      select.setArray(
          2, transaction.createArrayOf("text", keys.stream().map(CellKey::metric).toArray()));
      select.setArray(
          3, transaction.createArrayOf("smallint", keys.stream().map(CellKey::version).toArray()));
      select.setArray(
          4, transaction.createArrayOf("text", keys.stream().map(CellKey::scope).toArray()));
      select.setArray(
          5,
          transaction.createArrayOf(
              "date",
              keys.stream().map(key -> LocalDate.ofEpochDay(key.day()).toString()).toArray()));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          send.accept(metricDay(row));
        }
      }
    }
  }

  private static OutboxMessage metricDay(ResultSet row) throws SQLException {
    byte[] histogram = row.getBytes(10);
    MetricDay day =
        new MetricDay(
            row.getString(2),
            row.getInt(3),
            row.getString(4),
            row.getObject(5, LocalDate.class),
            row.getString(12),
            row.getLong(6),
            row.getLong(7),
            row.getLong(8),
            row.getLong(9),
            histogram == null ? null : Base64.getEncoder().encodeToString(histogram),
            row.getLong(11));
    String subject = day.metric() + "@" + day.version() + "/" + day.scope() + "/" + day.day();
    return message(
        row.getObject(1, UUID.class), subject, "dev.steadfast.metric-day.changed.v1", day);
  }

  private static OutboxMessage message(UUID tenant, String subject, String type, Object data) {
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
