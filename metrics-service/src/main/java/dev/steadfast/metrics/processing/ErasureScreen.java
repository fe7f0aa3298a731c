package dev.steadfast.metrics.processing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.steadfast.metrics.event.EventBatch;
import dev.steadfast.metrics.event.EventReader;
import dev.steadfast.metrics.event.Namings;
import dev.steadfast.metrics.redaction.EventRedaction;
import dev.steadfast.metrics.timeline.Happening;
import dev.steadfast.platform.inbox.DeadLetters;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Keeps who was erased from coming back: what happened until the request is told with the
 * pseudonym, whatever file brings it, and events of removed interactions are not taken. What
 * happened later is new. Used by the processor's one thread.
 */
final class ErasureScreen {
  private final Map<UUID, PastErasures> known = new HashMap<>();
  private long epoch = -1;

  /** Begins a transaction; returns whether an erasure has changed rows since the last one. */
  boolean refresh(Connection transaction) throws SQLException {
    long now = ProcessorGate.pass(transaction);
    boolean isNew = now != epoch;
    if (isNew) {
      known.clear();
      epoch = now;
    }
    return isNew;
  }

  private PastErasures of(Connection transaction, UUID tenant) throws SQLException {
    PastErasures erasures = known.get(tenant);
    if (erasures == null) {
      erasures = PastErasures.of(transaction, tenant);
      known.put(tenant, erasures);
    }
    return erasures;
  }

  /** Without events of removed interactions, of which only the keys are kept. */
  List<Incoming> withoutRemoved(
      Connection transaction, UUID tenant, List<Incoming> events, long now) throws SQLException {
    if (events.isEmpty() || !of(transaction, tenant).hasRemovedInteractions()) {
      return events;
    }
    Set<UUID> removed = removed(transaction, tenant, events);
    List<Incoming> taken = new ArrayList<>(events.size());
    List<Incoming> refused = new ArrayList<>(0);
    for (Incoming event : events) {
      (removed.contains(event.interactionId()) ? refused : taken).add(event);
    }
    keepKeys(transaction, tenant, refused, now);
    return taken;
  }

  private static Set<UUID> removed(Connection transaction, UUID tenant, List<Incoming> events)
      throws SQLException {
    Set<UUID> removed = new HashSet<>();
    try (PreparedStatement select =
        transaction.prepareStatement(
            "SELECT interaction_id FROM interaction WHERE tenant_id = ?"
                + " AND interaction_id = ANY (?) AND erased_at IS NOT NULL")) {
      select.setObject(1, tenant);
      select.setArray(
          2,
          transaction.createArrayOf(
              "uuid", events.stream().map(Incoming::interactionId).distinct().toArray()));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          removed.add(row.getObject(1, UUID.class));
        }
      }
    }
    return removed;
  }

  private static void keepKeys(
      Connection transaction, UUID tenant, List<Incoming> refused, long now) throws SQLException {
    if (refused.isEmpty()) {
      return;
    }
    try (PreparedStatement insert =
        transaction.prepareStatement(
            "INSERT INTO event_key (tenant_id, event_key, interaction_id, state, duplicates,"
                + " processed_at) VALUES (?, ?, ?, 'e', 0, ?) ON CONFLICT DO NOTHING")) {
      for (Incoming event : refused) {
        insert.setObject(1, tenant);
        insert.setObject(2, event.key());
        insert.setObject(3, event.interactionId());
        insert.setTimestamp(4, new Timestamp(now));
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  /** Takes those who were erased out of the events. */
  void redact(
      Connection transaction,
      UUID tenant,
      Map<UUID, List<Incoming>> byInteraction,
      Map<UUID, KnownInteraction> interactions)
      throws SQLException {
    PastErasures erasures = of(transaction, tenant);
    if (!erasures.isEmpty()) {
      byInteraction.replaceAll(
          (id, events) -> redacted(erasures, events, customerOf(interactions.get(id))));
    }
  }

  /** One event of an interaction of that customer without those who were erased. */
  Incoming redacted(Connection transaction, UUID tenant, Incoming event, @Nullable String customer)
      throws SQLException {
    PastErasures erasures = of(transaction, tenant);
    return erasures.isEmpty() ? event : redacted(erasures, List.of(event), customer).getFirst();
  }

  private static @Nullable String customerOf(@Nullable KnownInteraction interaction) {
    return interaction == null ? null : interaction.measures().customer();
  }

  private static List<Incoming> redacted(
      PastErasures erasures, List<Incoming> events, @Nullable String customer) {
    // First whose it is, since the event that says so may come last.
    List<Incoming> named = events.stream().map(event -> redacted(erasures, event, false)).toList();
    boolean isTheirs =
        erasures.isPseudonym(customer)
            || named.stream()
                .anyMatch(
                    event ->
                        event.event().happening() instanceof Happening.Opened opened
                            && erasures.isPseudonym(opened.customer()));
    return isTheirs
        ? events.stream().map(event -> redacted(erasures, event, true)).toList()
        : named;
  }

  private static Incoming redacted(PastErasures erasures, Incoming event, boolean isTheirs) {
    JsonNode json = read(event.json(), event.from(), event.to());
    return EventRedaction.of(json, erasures.at(event.event().at()), isTheirs)
        .map(redacted -> with(event, redacted))
        .orElse(event);
  }

  private static Incoming with(Incoming event, JsonNode redacted) {
    byte[] bytes = redacted.toString().getBytes(StandardCharsets.UTF_8);
    return new Incoming(
        event.key(),
        event.interactionId(),
        EventReader.readKept(redacted),
        Namings.in(redacted),
        bytes,
        0,
        bytes.length,
        event.receivedOn(),
        event.record());
  }

  private static JsonNode read(byte[] bytes, int from, int to) {
    try {
      return EventBatch.readOne(bytes, from, to).json();
    } catch (IOException e) {
      throw new IllegalStateException("an event is not JSON", e);
    }
  }

  /** The dead letter without those who were erased. */
  RecordReader.Dead redacted(Connection transaction, RecordReader.Dead dead) throws SQLException {
    PastErasures erasures = of(transaction, DeadLetters.tenantOf(dead.record()));
    if (erasures.isEmpty()) {
      return dead;
    }
    JsonNode json = read(dead.value(), 1, dead.value().length - 1);
    Optional<JsonNode> redacted = EventRedaction.of(json, erasures.at(timeOf(json)), false);
    return redacted
        .map(
            event ->
                new RecordReader.Dead(
                    dead.event(),
                    ("[" + event + "]").getBytes(StandardCharsets.UTF_8),
                    dead.reason(),
                    dead.record()))
        .orElse(dead);
  }

  /** When it happened; before everything where it does not say so. */
  private static long timeOf(JsonNode event) {
    try {
      return OffsetDateTime.parse(event.path("time").asText()).toInstant().toEpochMilli();
    } catch (DateTimeException | ArithmeticException e) {
      return Long.MIN_VALUE;
    }
  }
}
