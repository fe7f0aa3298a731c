package dev.steadfast.metrics.processing;

import dev.steadfast.contracts.event.Reference;
import dev.steadfast.contracts.interaction.InteractionState;
import dev.steadfast.platform.outbox.OutboxMessage;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the state of interactions that is to be published, when it is sent. */
final class InteractionPublications {
  private static final int CHUNK = 2_000;
  private static final String TYPE = "dev.steadfast.interaction.changed.v1";

  private InteractionPublications() {}

  private record InteractionKey(UUID tenant, UUID interaction) {}

  /** The current state of the interactions that the rows name. */
  static void read(Connection transaction, List<String> rows, Consumer<OutboxMessage> send)
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
      return StatePublications.message(row.getObject(1, UUID.class), id.toString(), TYPE, null);
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
    return StatePublications.message(row.getObject(1, UUID.class), id.toString(), TYPE, state);
  }

  private static @Nullable Reference reference(@Nullable String id, @Nullable String label) {
    return id == null ? null : new Reference(id, label);
  }
}
