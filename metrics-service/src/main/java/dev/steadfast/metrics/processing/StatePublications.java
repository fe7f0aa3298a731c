package dev.steadfast.metrics.processing;

import com.fasterxml.jackson.databind.util.RawValue;
import com.github.f4b6a3.uuid.UuidCreator;
import dev.steadfast.contracts.Topics;
import dev.steadfast.contracts.event.Reference;
import dev.steadfast.contracts.interaction.InteractionState;
import dev.steadfast.contracts.metric.MetricCell;
import dev.steadfast.contracts.metric.MetricDay;
import dev.steadfast.core.measure.Cell;
import dev.steadfast.platform.database.PackedCells;
import dev.steadfast.platform.outbox.Outbox;
import dev.steadfast.platform.outbox.OutboxMessage;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
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
 * and days of cells it touched; their state is read when it is sent, so that many changes within a
 * moment are sent once.
 */
public final class StatePublications {
  private static final int CHUNK = 2_000;

  /** A day of all metrics has some kilobytes. */
  private static final int DAYS_CHUNK = 250;

  /** In place of a scope: where the days of a tenant lack data. */
  private static final String NO_DATA = "no-data";

  private StatePublications() {}

  /** Notes that it has changed where the days of a tenant lack data. */
  public static void announceSilences(Connection transaction, UUID tenant) throws SQLException {
    append(transaction, Topics.METRIC_DAYS, List.of(tenant), one -> one + " " + NO_DATA + " 0");
  }

  private record InteractionKey(UUID tenant, UUID interaction) {}

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
                   priority, opened_at, resolved_at, cycle, updated_at, erased_at IS NOT NULL,
                   (SELECT coalesce(own_label, told_label) FROM reference r
                    WHERE r.tenant_id = i.tenant_id AND r.kind = 'team' AND r.id = i.team),
                   (SELECT coalesce(own_label, told_label) FROM reference r
                    WHERE r.tenant_id = i.tenant_id AND r.kind = 'agent' AND r.id = i.agent)
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
    if (row.getBoolean(15)) {
      return message(
          row.getObject(1, UUID.class),
          id.toString(),
          "dev.steadfast.interaction.changed.v1",
          null);
    }
    InteractionState state =
        new InteractionState(
            id,
            row.getString(3),
            row.getString(4),
            row.getString(5),
            row.getString(6),
            reference(row.getString(7), row.getString(16)),
            reference(row.getString(8), row.getString(17)),
            reference(row.getString(9), null),
            row.getString(10),
            row.getObject(11, OffsetDateTime.class),
            row.getObject(12, OffsetDateTime.class),
            row.getInt(13),
            row.getObject(14, OffsetDateTime.class));
    return message(
        row.getObject(1, UUID.class), id.toString(), "dev.steadfast.interaction.changed.v1", state);
  }

  private static @Nullable Reference reference(@Nullable String id, @Nullable String label) {
    return id == null ? null : new Reference(id, label);
  }

  /** The current cells of the days that the rows name, or where those of a tenant lack data. */
  static void metricDays(Connection transaction, List<String> rows, Consumer<OutboxMessage> send)
      throws SQLException {
    Set<String> lines = new LinkedHashSet<>();
    rows.forEach(row -> row.lines().forEach(lines::add));
    List<ScopeDay> all = new ArrayList<>();
    List<ScopeDay> news = new ArrayList<>();
    lines.stream()
        .map(StatePublications::scopeDay)
        .forEach(day -> (day.scope().equals(NO_DATA) ? news : all).add(day));
    readSilences(transaction, news, send);
    for (int from = 0; from < all.size(); from += DAYS_CHUNK) {
      readDays(transaction, all.subList(from, Math.min(all.size(), from + DAYS_CHUNK)), send);
    }
  }

  private static void readSilences(
      Connection transaction, List<ScopeDay> news, Consumer<OutboxMessage> send)
      throws SQLException {
    if (news.isEmpty()) {
      return;
    }
    try (PreparedStatement select =
        transaction.prepareStatement(
            "SELECT tenant_id, '{\"revision\": ' || revision || ', \"silences\": ' || silences || '}'"
                + " FROM told_silence WHERE tenant_id = ANY (?)")) {
      select.setArray(
          1, transaction.createArrayOf("uuid", news.stream().map(ScopeDay::tenant).toArray()));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          send.accept(
              message(
                  row.getObject(1, UUID.class),
                  NO_DATA,
                  "dev.steadfast.metric-day.no-data.v1",
                  new RawValue(row.getString(2))));
        }
      }
    }
  }

  private static ScopeDay scopeDay(String line) {
    String[] parts = line.split(" ", 3);
    return new ScopeDay(UUID.fromString(parts[0]), parts[1], Long.parseLong(parts[2]));
  }

  private static void readDays(
      Connection transaction, List<ScopeDay> keys, Consumer<OutboxMessage> send)
      throws SQLException {
    Set<ScopeDay> removed = new LinkedHashSet<>(keys);
    try (PreparedStatement select =
        transaction.prepareStatement(
            """
            SELECT c.tenant_id, c.scope, c.day, coalesce(z.zone, 'UTC'), c.revision, metrics, totals,
                   histograms
            FROM unnest(?::uuid[], ?::text[], ?::date[]) AS k (tenant_id, scope, day) CROSS JOIN LATERAL (
                SELECT * FROM cell_day c
                WHERE c.tenant_id = k.tenant_id AND c.scope = k.scope AND c.day = k.day OFFSET 0) c
              LEFT JOIN tenant_zone z ON z.tenant_id = c.tenant_id
            """)) {
      select.setArray(
          1, transaction.createArrayOf("uuid", keys.stream().map(ScopeDay::tenant).toArray()));
      select.setArray(
          2, transaction.createArrayOf("text", keys.stream().map(ScopeDay::scope).toArray()));
      select.setArray(
          3,
          transaction.createArrayOf(
              "date",
              keys.stream().map(key -> LocalDate.ofEpochDay(key.day()).toString()).toArray()));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          LocalDate day = row.getObject(3, LocalDate.class);
          removed.remove(
              new ScopeDay(row.getObject(1, UUID.class), row.getString(2), day.toEpochDay()));
          send.accept(metricDay(row));
        }
      }
    }
    removed.forEach(key -> send.accept(removedDay(key)));
  }

  /** Without a value: what the topic and its readers hold of the day goes. */
  private static OutboxMessage removedDay(ScopeDay key) {
    return message(
        key.tenant(),
        key.scope() + "/" + LocalDate.ofEpochDay(key.day()),
        "dev.steadfast.metric-day.changed.v2",
        null);
  }

  private static OutboxMessage metricDay(ResultSet row) throws SQLException {
    MetricDay day =
        new MetricDay(
            row.getString(2),
            row.getObject(3, LocalDate.class),
            row.getString(4),
            row.getLong(5),
            cells(PackedCells.read(row, 6)));
    return message(
        row.getObject(1, UUID.class),
        day.scope() + "/" + day.day(),
        "dev.steadfast.metric-day.changed.v2",
        day);
  }

  private static List<MetricCell> cells(PackedCells packed) {
    List<MetricCell> cells = new ArrayList<>(packed.size());
    for (int i = 0; i < packed.size(); i++) {
      String name = packed.metric(i);
      int separator = name.lastIndexOf('@');
      Cell cell = packed.cell(i);
      byte[] histogram = packed.histogram(i);
      cells.add(
          new MetricCell(
              name.substring(0, separator),
              Integer.parseInt(name, separator + 1, name.length(), 10),
              cell.count(),
              cell.sum(),
              cell.numerator(),
              cell.denominator(),
              histogram == null ? null : Base64.getEncoder().encodeToString(histogram)));
    }
    return cells;
  }

  private static OutboxMessage message(
      UUID tenant, String subject, String type, @Nullable Object data) {
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
