package dev.steadfast.metrics.processing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.steadfast.metrics.timeline.Measures;
import dev.steadfast.metrics.timeline.Traits;
import dev.steadfast.platform.database.BinaryCopy;
import dev.steadfast.platform.inbox.ConcurrentChange;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes the rows of interactions. */
final class InteractionRows {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String COLUMNS =
      "tenant_id, interaction_id, system, subject, status, team, agent, channel, priority, customer,"
          + " opened_at, resolved_at, cycle, reopens, events, updated_at, first_received_on,"
          + " last_received_on, revision, fold, rules, due_at, topic, proactive, resolved_team,"
          + " resolved_agent, traits";

  private InteractionRows() {}

  /** Makes the connection's staging table. */
  static void prepare(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TEMP TABLE IF NOT EXISTS staged_interaction (LIKE interaction) ON COMMIT DELETE ROWS");
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
                      resolved_team = excluded.resolved_team, resolved_agent = excluded.resolved_agent,
                      traits = excluded.traits
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
      Connection transaction, UUID tenant, Collection<UUID> removed, String subject, long now)
      throws SQLException {
    if (removed.isEmpty()) {
      return;
    }
    try (PreparedStatement update =
        transaction.prepareStatement(
            """
            UPDATE interaction SET system = '', subject = ?, status = 'gone', team = NULL, agent = NULL,
              channel = NULL, priority = NULL, customer = NULL, opened_at = NULL, resolved_at = NULL, due_at = NULL,
              topic = NULL, resolved_team = NULL, resolved_agent = NULL, traits = NULL, cycle = 0, reopens = 0, events = 0,
              updated_at = ?, erased_at = ?, revision = revision + 1
            WHERE tenant_id = ? AND interaction_id = ?
            """)) {
      for (UUID one : removed) {
        update.setString(1, subject);
        update.setTimestamp(2, new Timestamp(now));
        update.setTimestamp(3, new Timestamp(now));
        update.setObject(4, tenant);
        update.setObject(5, one);
        update.addBatch();
      }
      update.executeBatch();
    }
  }

  private static void stage(BinaryCopy copy, KnownInteraction interaction) throws SQLException {
    Measures measures = interaction.measures();
    copy.row(27)
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
        .text(measures.contact().resolvedAgent())
        .jsonb(kept(measures.traits()));
  }

  /** Null if there are none, as mostly. The direction is in a column of its own. */
  private static @Nullable String kept(Traits traits) {
    if (traits.areNone()) {
      return null;
    }
    Map<String, Object> kept = new LinkedHashMap<>();
    if (traits.language() != null) {
      kept.put("language", traits.language());
    }
    kept.put("attributes", traits.attributes());
    kept.put("tags", traits.tags());
    try {
      return JSON.writeValueAsString(kept);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts by name are no JSON", e);
    }
  }

  /** The status in text: canonical, {@code gone}, or {@code unknown} while no event says. */
  private static String statusOf(Measures measures) {
    if (measures.gone()) {
      return "gone";
    }
    return measures.status() == null
        ? "unknown"
        : measures.status().name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
