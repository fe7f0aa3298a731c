package dev.steadfast.platform.access;

import io.quarkus.arc.Arc;
import io.quarkus.arc.ManagedContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/** Lets work that no request asked for be done as a tenant, held to its own rows like a request. */
@ApplicationScoped
public class ActingTenant {
  private final Caller caller;

  @Inject
  ActingTenant(Caller caller) {
    this.caller = caller;
  }

  /** What is done. */
  @FunctionalInterface
  public interface Work<E extends Exception> {
    void run() throws E;
  }

  /**
   * Does that as the tenant.
   *
   * @param who is the {@linkplain Caller#subject() subject} meanwhile
   */
  public <E extends Exception> void does(UUID tenant, String who, Work<E> work) throws E {
    ManagedContext request = Arc.container().requestContext();
    request.activate();
    try {
      caller.is(tenant, who);
      work.run();
    } finally {
      request.terminate();
    }
  }

  /**
   * Whether no other replica does that for the tenant; from now on none does, until the transaction
   * ends.
   */
  public boolean isAlone(Connection transaction, String what) throws SQLException {
    try (PreparedStatement lock =
        transaction.prepareStatement(
            "SELECT pg_try_advisory_xact_lock(hashtextextended(? || '|' || ?, 0))")) {
      lock.setString(1, what);
      lock.setString(2, caller.tenant().toString());
      try (ResultSet row = lock.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }
}
