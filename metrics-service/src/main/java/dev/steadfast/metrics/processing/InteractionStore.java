package dev.steadfast.metrics.processing;

import dev.steadfast.metrics.event.EventBatch;
import dev.steadfast.metrics.event.EventFacts;
import dev.steadfast.metrics.event.EventReader;
import dev.steadfast.metrics.rules.RuleBook;
import dev.steadfast.metrics.timeline.Circumstances;
import dev.steadfast.metrics.timeline.Facts;
import dev.steadfast.metrics.timeline.Fold;
import dev.steadfast.metrics.timeline.Measures;
import dev.steadfast.metrics.timeline.Timeline;
import dev.steadfast.metrics.timeline.TimelineEvent;
import dev.steadfast.platform.database.BinaryCopy;
import dev.steadfast.platform.inbox.ConcurrentChange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * Interactions and their raw events: read back where they are not in the cache, written where they
 * changed.
 */
public final class InteractionStore {
  private static final String COLUMNS =
      "tenant_id, interaction_id, system, subject, status, team, agent, channel, priority, customer,"
          + " opened_at, resolved_at, cycle, reopens, events, updated_at, first_received_on,"
          + " last_received_on, revision, fold, rules, due_at, topic, proactive, resolved_team,"
          + " resolved_agent";

  private InteractionStore() {}

  /** Makes the connection's staging table. */
  static void prepare(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TEMP TABLE IF NOT EXISTS staged_interaction (LIKE interaction) ON COMMIT DELETE ROWS");
    }
  }

  /** Those of the interactions that exist, with their timelines. */
  static Map<UUID, KnownInteraction> read(
      Connection transaction, RuleBook rules, UUID tenant, Collection<UUID> ids)
      throws SQLException {
    Map<UUID, KnownInteraction> known = new HashMap<>();
    if (ids.isEmpty()) {
      return known;
    }
    LocalDate first = LocalDate.MAX;
    LocalDate last = LocalDate.MIN;
    try (PreparedStatement select =
        transaction.prepareStatement(
            "SELECT interaction_id, system, subject, revision, first_received_on, last_received_on,"
                + " fold, rules, updated_at"
                + " FROM interaction WHERE tenant_id = ? AND interaction_id = ANY (?)")) {
      select.setObject(1, tenant);
      select.setArray(2, transaction.createArrayOf("uuid", ids.toArray()));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          UUID id = row.getObject(1, UUID.class);
          LocalDate from = row.getObject(5, LocalDate.class);
          LocalDate to = row.getObject(6, LocalDate.class);
          first = from.isBefore(first) ? from : first;
          last = to.isAfter(last) ? to : last;
          known.put(
              id,
              new KnownInteraction(
                  tenant,
                  id,
                  row.getString(2),
                  row.getString(3),
                  Timeline.EMPTY,
                  Measures.NONE,
                  row.getLong(4),
                  circumstances(transaction, rules, tenant, row, 7),
                  from.toEpochDay(),
                  to.toEpochDay()));
        }
      }
    }
    if (!known.isEmpty()) {
      // What they are counted by, and what they will be.
      Facts.Wanted wanted = rules.current(transaction, tenant).own().wanted();
      for (KnownInteraction one : known.values()) {
        wanted = wanted.and(one.circumstances().rules().own().wanted());
      }
      timelines(transaction, tenant, known.keySet(), first, last, wanted)
          .forEach(
              (id, timeline) -> known.computeIfPresent(id, (i, k) -> withTimeline(k, timeline)));
    }
    return known;
  }

  /** Reads the columns fold, rules and updated_at, the first of which is at {@code at}. */
  public static Circumstances circumstances(
      Connection transaction, RuleBook rules, UUID tenant, ResultSet row, int at)
      throws SQLException {
    return new Circumstances(
        row.getInt(at),
        rules.of(transaction, tenant, row.getLong(at + 1)),
        row.getTimestamp(at + 2).getTime());
  }

  private static KnownInteraction withTimeline(KnownInteraction known, Timeline timeline) {
    return new KnownInteraction(
        known.tenant(),
        known.id(),
        known.system(),
        known.subject(),
        timeline,
        Fold.of(timeline, known.circumstances()),
        known.revision(),
        known.circumstances(),
        known.firstReceivedOn(),
        known.lastReceivedOn());
  }

  private static Map<UUID, Timeline> timelines(
      Connection transaction,
      UUID tenant,
      Collection<UUID> ids,
      LocalDate first,
      LocalDate last,
      Facts.Wanted wanted)
      throws SQLException {
    Map<UUID, List<TimelineEvent>> events = new HashMap<>();
    for (RawEvent raw : rawEvents(transaction, tenant, ids, first, last, wanted)) {
      events.computeIfAbsent(raw.interaction(), id -> new ArrayList<>()).add(raw.event());
    }
    Map<UUID, Timeline> timelines = new HashMap<>();
    events.forEach((id, list) -> timelines.put(id, Timeline.of(list)));
    return timelines;
  }

  /** An event as it was sent, and as it was understood. */
  public record RawEvent(UUID interaction, String json, TimelineEvent event) {}

  /** The raw events of those interactions that came on those days, in no order. */
  public static List<RawEvent> rawEvents(
      Connection transaction,
      UUID tenant,
      Collection<UUID> ids,
      LocalDate first,
      LocalDate last,
      Facts.Wanted wanted)
      throws SQLException {
    List<RawEvent> events = new ArrayList<>();
    try (PreparedStatement select =
        transaction.prepareStatement(
            "SELECT interaction_id, event FROM raw_event WHERE tenant_id = ?"
                + " AND interaction_id = ANY (?) AND received_on BETWEEN ? AND ?")) {
      select.setObject(1, tenant);
      select.setArray(2, transaction.createArrayOf("uuid", ids.toArray()));
      select.setDate(3, Date.valueOf(first));
      select.setDate(4, Date.valueOf(last));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          String json = row.getString(2);
          events.add(new RawEvent(row.getObject(1, UUID.class), json, understood(json, wanted)));
        }
      }
    }
    return events;
  }

  /** What an event that was kept says, with the facts that are asked of it. */
  static TimelineEvent understood(String raw, Facts.Wanted wanted) {
    try {
      byte[] bytes = raw.getBytes(StandardCharsets.UTF_8);
      var json = EventBatch.readOne(bytes, 0, bytes.length).json();
      return switch (EventReader.read(json, Long.MAX_VALUE / 2)) {
        case EventReader.Result.Good good ->
            good.event().inTimeline().with(EventFacts.of(json, wanted));
        case EventReader.Result.Bad bad ->
            throw new IllegalStateException("a raw event is unreadable: " + bad.errors());
      };
    } catch (IOException e) {
      throw new IllegalStateException("a raw event is not JSON", e);
    }
  }

  /**
   * Writes the interactions.
   *
   * @throws ConcurrentChange if one was written by somebody else since it was read
   */
  static void write(Connection transaction, Collection<KnownInteraction> changed)
      throws SQLException {
    if (changed.isEmpty()) {
      return;
    }
    BinaryCopy made = new BinaryCopy();
    BinaryCopy staged = new BinaryCopy();
    for (KnownInteraction interaction : changed) {
      stage(interaction.revision() == 1 ? made : staged, interaction);
    }
    made.sendNew(transaction, "interaction (" + COLUMNS + ")");
    update(transaction, staged);
  }

  private static void update(Connection transaction, BinaryCopy staged) throws SQLException {
    int expected = staged.rows();
    if (expected == 0) {
      return;
    }
    staged.send(transaction, "staged_interaction (" + COLUMNS + ")");
    // By way of the conflict, since a join with the staging table might be planned as a scan.
    try (PreparedStatement upsert =
            transaction.prepareStatement(
                "INSERT INTO interaction ("
                    + COLUMNS
                    + ") SELECT "
                    + COLUMNS
                    + """
                     FROM staged_interaction ORDER BY tenant_id, interaction_id
                    ON CONFLICT (tenant_id, interaction_id) DO UPDATE SET
                      status = excluded.status, team = excluded.team, agent = excluded.agent,
                      channel = excluded.channel, priority = excluded.priority,
                      customer = excluded.customer, opened_at = excluded.opened_at,
                      resolved_at = excluded.resolved_at, cycle = excluded.cycle,
                      reopens = excluded.reopens, events = excluded.events,
                      updated_at = excluded.updated_at,
                      first_received_on = excluded.first_received_on,
                      last_received_on = excluded.last_received_on, revision = excluded.revision,
                      fold = excluded.fold, rules = excluded.rules, due_at = excluded.due_at,
                      topic = excluded.topic, proactive = excluded.proactive,
                      resolved_team = excluded.resolved_team, resolved_agent = excluded.resolved_agent
                    WHERE interaction.revision = excluded.revision - 1
                    """);
        Statement empty = transaction.createStatement()) {
      if (upsert.executeUpdate() != expected) {
        throw new ConcurrentChange("an interaction was written by another consumer");
      }
      empty.execute("DELETE FROM staged_interaction");
    }
  }

  /**
   * Leaves of the interactions no more than their ids, so that their events are not taken again.
   */
  static void erase(
      Connection transaction, Collection<KnownInteraction> removed, String subject, long now)
      throws SQLException {
    if (removed.isEmpty()) {
      return;
    }
    try (PreparedStatement update =
        transaction.prepareStatement(
            """
            UPDATE interaction SET system = '', subject = ?, status = 'gone', team = NULL, agent = NULL,
              channel = NULL, priority = NULL, customer = NULL, opened_at = NULL, resolved_at = NULL, due_at = NULL,
              topic = NULL, resolved_team = NULL, resolved_agent = NULL, cycle = 0, reopens = 0, events = 0,
              updated_at = ?, erased_at = ?, revision = revision + 1
            WHERE tenant_id = ? AND interaction_id = ?
            """)) {
      for (KnownInteraction one : removed) {
        update.setString(1, subject);
        update.setTimestamp(2, new Timestamp(now));
        update.setTimestamp(3, new Timestamp(now));
        update.setObject(4, one.tenant());
        update.setObject(5, one.id());
        update.addBatch();
      }
      update.executeBatch();
    }
  }

  private static void stage(BinaryCopy copy, KnownInteraction interaction) throws SQLException {
    Measures measures = interaction.measures();
    copy.row(26)
        .uuid(interaction.tenant())
        .uuid(interaction.id())
        .text(interaction.system())
        .text(interaction.subject())
        .text(statusOf(measures))
        .text(measures.dimensions().team())
        .text(measures.dimensions().agent())
        .text(measures.dimensions().channel())
        .text(measures.dimensions().priority())
        .text(measures.customer())
        .instant(measures.openedAt())
        .instant(measures.resolvedAt())
        .integer(measures.cycle())
        .integer(measures.reopens())
        .integer(interaction.timeline().size())
        .instant(interaction.circumstances().until())
        .day(interaction.firstReceivedOn())
        .day(interaction.lastReceivedOn())
        .bigint(interaction.revision())
        .smallint(interaction.circumstances().fold())
        .bigint(interaction.circumstances().rules().revision())
        .instant(measures.dueAt())
        .text(measures.contact().topic())
        .flag(measures.contact().proactive())
        .text(measures.contact().resolvedTeam())
        .text(measures.contact().resolvedAgent());
  }

  /** The status in text: canonical, {@code gone}, or {@code unknown} while no event says. */
  public static String statusOf(Measures measures) {
    if (measures.gone()) {
      return "gone";
    }
    return measures.status() == null
        ? "unknown"
        : measures.status().name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
