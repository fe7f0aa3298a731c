package dev.steadfast.metrics.processing;

import dev.steadfast.metrics.timeline.Observation;
import dev.steadfast.platform.database.BinaryCopy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The difference between the old and the new observations, applied to the rows in turns. */
final class ObservationStore {
  private final BinaryCopy added = new BinaryCopy();
  private final List<UUID> tenants = new ArrayList<>();
  private final List<UUID> interactions = new ArrayList<>();
  private final List<String> metrics = new ArrayList<>();
  private final List<Integer> versions = new ArrayList<>();
  private final List<Integer> ordinals = new ArrayList<>();
  private final List<Long> anchors = new ArrayList<>();

  void remove(UUID tenant, UUID interaction, Observation observation) {
    tenants.add(tenant);
    interactions.add(interaction);
    metrics.add(observation.metric().key());
    versions.add(observation.metric().version());
    ordinals.add(observation.ordinal());
    anchors.add(observation.at());
  }

  void add(UUID tenant, UUID interaction, Observation observation) throws SQLException {
    added
        .row(11)
        .uuid(tenant)
        .uuid(interaction)
        .text(observation.metric().key())
        .smallint(observation.metric().version())
        .integer(observation.ordinal())
        .instant(observation.at())
        .bigint(observation.value())
        .text(observation.dimensions().team())
        .text(observation.dimensions().agent())
        .text(observation.dimensions().channel())
        .text(observation.dimensions().priority());
  }

  /** Writes what is gathered: removals first, since a changed observation is removed and added. */
  void apply(Connection transaction) throws SQLException {
    if (!tenants.isEmpty()) {
      try (PreparedStatement delete =
          transaction.prepareStatement(
              "DELETE FROM observation o USING unnest(?::uuid[], ?::uuid[], ?::text[], ?::smallint[],"
                  + " ?::int[], ?::bigint[]) AS d (tenant_id, interaction_id, metric, version, ordinal, at)"
                  + " WHERE o.tenant_id = d.tenant_id AND o.metric = d.metric AND o.version = d.version"
                  + " AND o.anchored_at = timestamptz 'epoch' + d.at * interval '1 millisecond'"
                  + " AND o.interaction_id = d.interaction_id AND o.ordinal = d.ordinal")) {
        delete.setArray(1, transaction.createArrayOf("uuid", tenants.toArray()));
        delete.setArray(2, transaction.createArrayOf("uuid", interactions.toArray()));
        delete.setArray(3, transaction.createArrayOf("text", metrics.toArray()));
        delete.setArray(4, transaction.createArrayOf("smallint", versions.toArray()));
        delete.setArray(5, transaction.createArrayOf("int", ordinals.toArray()));
        delete.setArray(6, transaction.createArrayOf("bigint", anchors.toArray()));
        delete.executeUpdate();
      }
      for (List<?> column : List.of(tenants, interactions, metrics, versions, ordinals, anchors)) {
        column.clear();
      }
    }
    added.send(
        transaction,
        "observation (tenant_id, interaction_id, metric, version, ordinal, anchored_at, value, team,"
            + " agent, channel, priority)");
  }
}
