package dev.steadfast.metrics.erasure;

import dev.steadfast.contracts.Topics;
import dev.steadfast.contracts.erasure.PersonErased;
import dev.steadfast.metrics.redaction.PersonKind;
import dev.steadfast.platform.outbox.Outbox;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells other services whom to forget, in the transactions that forget them here. Of a customer
 * only the interactions are told that they opened.
 */
final class ErasureNews {
  private static final String TYPE = "dev.steadfast.person.erased.v1";

  private final Outbox outbox;

  ErasureNews(Outbox outbox) {
    this.outbox = outbox;
  }

  /** These interactions were the customer's. */
  void opened(Connection transaction, ErasureJob job, List<PersonErased.Erased> interactions)
      throws SQLException {
    if (!interactions.isEmpty()) {
      tell(transaction, job, null, interactions);
    }
  }

  /** All is done; what an agent is called elsewhere can be found by the reference alone. */
  void done(Connection transaction, ErasureJob job) throws SQLException {
    if (job.kind() == PersonKind.AGENT) {
      tell(transaction, job, job.reference(), List.of());
    }
  }

  private void tell(
      Connection transaction,
      ErasureJob job,
      @Nullable String reference,
      List<PersonErased.Erased> interactions)
      throws SQLException {
    PersonErased erased =
        new PersonErased(
            job.id(),
            job.kind().text(),
            job.mode().text(),
            job.pseudonym(),
            reference,
            interactions);
    outbox.append(
        transaction,
        Topics.ERASURES,
        List.of(outbox.message(job.tenant(), TYPE, job.id().toString(), erased)));
  }
}
