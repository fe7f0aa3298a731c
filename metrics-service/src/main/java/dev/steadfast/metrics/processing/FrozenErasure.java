package dev.steadfast.metrics.processing;

import dev.steadfast.metrics.contact.Encounter;
import dev.steadfast.metrics.redaction.PersonKind;
import dev.steadfast.metrics.timeline.Observation;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Takes a person out of interactions that cannot be folded any more: out of the events that are
 * left of them, the observations that were counted, and the interaction itself. The observations
 * are rows, so that their numbers move or go with them exactly.
 */
final class FrozenErasure {
  private final Connection transaction;
  private final PersonKind kind;
  private final String reference;
  private final String pseudonym;
  private final ZoneId zone;
  private final long now;

  FrozenErasure(
      Connection transaction,
      PersonKind kind,
      String reference,
      String pseudonym,
      ZoneId zone,
      long now) {
    this.transaction = transaction;
    this.kind = kind;
    this.reference = reference;
    this.pseudonym = pseudonym;
    this.zone = zone;
    this.now = now;
  }

  /** Takes back whatever was counted of it; the row is left to the caller. */
  void remove(
      FrozenInteraction one,
      ContactChanges contacts,
      ObservationStore observations,
      CellDifferences cells) {
    for (Observation counted : one.counted()) {
      observations.remove(one.tenant(), one.id(), counted);
      cells.apply(one.tenant(), zone, counted, -1, RestatementCause.ERASED.bit());
    }
    contacts.change(
        one.tenant(),
        new ContactChanges.Of(one.customer(), one.encounter()),
        ContactChanges.Of.NOTHING,
        zone,
        RestatementCause.ERASED.bit());
  }

  /** Names it by the pseudonym; returns whether the person was in it. */
  boolean pseudonymise(
      FrozenInteraction one,
      ContactChanges contacts,
      ObservationStore observations,
      CellDifferences cells)
      throws SQLException {
    boolean isAgent = kind == PersonKind.AGENT;
    boolean isCounted = false;
    for (Observation counted : one.counted()) {
      if (isAgent && reference.equals(counted.dimensions().agent())) {
        isCounted = true;
        Observation renamed =
            new Observation(
                counted.metric(),
                counted.ordinal(),
                counted.at(),
                counted.value(),
                counted.dimensions().renamed(reference, pseudonym));
        observations.remove(one.tenant(), one.id(), counted);
        observations.add(one.tenant(), one.id(), renamed);
        cells.apply(one.tenant(), zone, counted, -1, RestatementCause.ERASED.bit());
        cells.apply(one.tenant(), zone, renamed, 1, RestatementCause.ERASED.bit());
      }
    }
    Optional<Encounter> after =
        isAgent
            ? one.encounter().map(encounter -> encounter.renamed(reference, pseudonym))
            : one.encounter();
    contacts.change(
        one.tenant(),
        new ContactChanges.Of(one.customer(), one.encounter()),
        new ContactChanges.Of(isAgent ? one.customer() : renamed(one.customer()), after),
        zone,
        RestatementCause.ERASED.bit());
    boolean isInRow = renameRow(one.tenant(), one.id());
    boolean isInTexts = renameTexts(one.tenant(), one.id());
    return isInRow || isInTexts || isCounted;
  }

  private @Nullable String renamed(@Nullable String customer) {
    return reference.equals(customer) ? pseudonym : customer;
  }

  private boolean renameRow(UUID tenant, UUID interaction) throws SQLException {
    try (PreparedStatement update =
        transaction.prepareStatement(
            kind == PersonKind.CUSTOMER
                ? "UPDATE interaction SET customer = ?, updated_at = ?, revision = revision + 1"
                    + " WHERE tenant_id = ? AND interaction_id = ? AND customer = ?"
                : """
                  UPDATE interaction i SET agent = CASE agent WHEN r.old THEN r.now ELSE agent END,
                    resolved_agent = CASE resolved_agent WHEN r.old THEN r.now ELSE resolved_agent END,
                    updated_at = r.at, revision = revision + 1
                  FROM (SELECT ?::text AS now, ?::timestamptz AS at, ?::uuid AS tenant, ?::uuid AS id, ?::text AS old) r
                  WHERE i.tenant_id = r.tenant AND i.interaction_id = r.id AND r.old IN (agent, resolved_agent)
                  """)) {
      update.setString(1, pseudonym);
      update.setTimestamp(2, new Timestamp(now));
      update.setObject(3, tenant);
      update.setObject(4, interaction);
      update.setString(5, reference);
      return update.executeUpdate() > 0;
    }
  }

  /** Attributes, tags and the topic that are the reference, as they are in events. */
  private boolean renameTexts(UUID tenant, UUID interaction) throws SQLException {
    try (PreparedStatement update =
        transaction.prepareStatement(
            """
            UPDATE interaction i SET topic = CASE topic WHEN r.old THEN r.now ELSE topic END, revision = revision + 1,
              traits = CASE WHEN traits IS NULL THEN NULL ELSE jsonb_strip_nulls(jsonb_build_object(
                'language', CASE traits ->> 'language' WHEN r.old THEN r.now ELSE traits ->> 'language' END)) || jsonb_build_object(
                'attributes', (SELECT coalesce(jsonb_object_agg(CASE name WHEN r.old THEN r.now ELSE name END,
                    CASE value WHEN r.old THEN r.now ELSE value END), '{}')
                  FROM jsonb_each_text(traits -> 'attributes') AS a (name, value)),
                'tags', (SELECT coalesce(jsonb_agg(CASE tag WHEN r.old THEN r.now ELSE tag END), '[]')
                  FROM jsonb_array_elements_text(traits -> 'tags') AS t (tag))) END
            FROM (SELECT ?::text AS now, ?::text AS old) r
            WHERE i.tenant_id = ? AND i.interaction_id = ?
              AND (strpos(traits::text, to_jsonb(r.old)::text) > 0 OR topic = r.old)
            """)) {
      update.setString(1, pseudonym);
      update.setString(2, reference);
      update.setObject(3, tenant);
      update.setObject(4, interaction);
      return update.executeUpdate() > 0;
    }
  }
}
