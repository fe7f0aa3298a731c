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
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Reads interactions back with their raw events, where they are not in the cache. */
public final class InteractionStore {
  private InteractionStore() {}

  /** Those of the interactions that exist and are not frozen, with their timelines. */
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
                + " FROM interaction WHERE tenant_id = ? AND interaction_id = ANY (?) AND "
                + RawEventRetention.IS_KEPT)) {
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
      return EventReader.readKept(json).inTimeline().with(EventFacts.of(json, wanted));
    } catch (IOException e) {
      throw new IllegalStateException("a raw event is not JSON", e);
    }
  }
}
