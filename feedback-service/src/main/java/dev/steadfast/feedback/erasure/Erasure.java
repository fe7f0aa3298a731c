package dev.steadfast.feedback.erasure;

import dev.steadfast.contracts.erasure.PersonErased;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;

/**
 * Takes a person out of the rows of one tenant. Doing so again changes nothing. Each statement sees
 * what was committed before it, so that an answer that came first is emptied and one that comes
 * later finds its invitation withdrawn.
 */
final class Erasure {
  private static final String PAIRS = "unnest(?::text[], ?::text[]) AS e (system, subject)";
  private static final String OF_PAIRS =
      "t.tenant_id = ? AND t.system = e.system AND t.subject = e.subject";

  private final Connection transaction;
  private final UUID tenant;

  Erasure(Connection transaction, UUID tenant) {
    this.transaction = transaction;
    this.tenant = tenant;
  }

  /** Takes the customer out of what they opened. */
  void ofCustomer(PersonErased person, Instant now) throws SQLException {
    Array systems =
        texts(person.interactions().stream().map(PersonErased.Erased::system).toArray());
    Array subjects =
        texts(person.interactions().stream().map(PersonErased.Erased::subject).toArray());
    execute(
        "SELECT hold_interactions(array_fill(?::uuid, ARRAY[cardinality(?::text[])]), ?, ?)",
        tenant,
        systems,
        systems,
        subjects);
    execute(
        "INSERT INTO erased_interaction (tenant_id, system, subject, erased_at)"
            + " SELECT ?, e.system, e.subject, ? FROM "
            + PAIRS
            + " ON CONFLICT DO NOTHING",
        tenant,
        now.atOffset(ZoneOffset.UTC),
        systems,
        subjects);
    execute(
        "UPDATE invitation t SET state = 'withdrawn' FROM "
            + PAIRS
            + " WHERE "
            + OF_PAIRS
            + " AND t.state IN ('invited', 'delivered')",
        systems,
        subjects,
        tenant);
    if (person.mode().equals("remove")) {
      remove(systems, subjects);
    } else {
      execute(
          "UPDATE answer t SET comment = NULL FROM "
              + PAIRS
              + " WHERE "
              + OF_PAIRS
              + " AND t.comment IS NOT NULL",
          systems,
          subjects,
          tenant);
    }
    forget(
        "SELECT to_json(subject)::text, to_json(system)::text FROM unnest(?::text[], ?::text[]) AS i (subject, system)",
        subjects,
        systems);
  }

  private void remove(Array systems, Array subjects) throws SQLException {
    execute(
        "DELETE FROM answer t USING " + PAIRS + " WHERE " + OF_PAIRS, systems, subjects, tenant);
    execute(
        "WITH gone AS (DELETE FROM invitation t USING "
            + PAIRS
            + " WHERE "
            + OF_PAIRS
            + " RETURNING t.tenant_id, t.id)"
            + " INSERT INTO erased_invitation (tenant_id, id) SELECT tenant_id, id FROM gone",
        systems,
        subjects,
        tenant);
  }

  /** Names the agent by the pseudonym. */
  void ofAgent(String reference, String pseudonym) throws SQLException {
    execute(
        "UPDATE invitation SET agent_id = ?, agent_label = NULL WHERE tenant_id = ? AND agent_id = ?",
        pseudonym,
        tenant,
        reference);
    forget("SELECT to_json(?::text)::text, to_json(?::text)::text", reference, reference);
  }

  /** Stored answers of requests and dead letters that have both of a pair of texts. */
  private void forget(String pairs, Object first, Object second) throws SQLException {
    execute(
        "DELETE FROM idempotency_key k USING ("
            + pairs
            + ") AS x (one, other) WHERE k.tenant_id = ? AND strpos(k.body, x.one) > 0"
            + " AND strpos(k.body, x.other) > 0",
        first,
        second,
        tenant);
    execute(
        "UPDATE dead_letter d SET record_value = NULL FROM ("
            + pairs
            + ") AS x (one, other) WHERE d.tenant_id = ?"
            + " AND position(convert_to(x.one, 'UTF8') IN d.record_value) > 0"
            + " AND position(convert_to(x.other, 'UTF8') IN d.record_value) > 0",
        first,
        second,
        tenant);
  }

  private Array texts(Object[] values) throws SQLException {
    return transaction.createArrayOf("text", values);
  }

  private void execute(String sql, Object... values) throws SQLException {
    try (PreparedStatement statement = transaction.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.execute();
    }
  }
}
