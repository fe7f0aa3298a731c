package dev.steadfast.platform.access;

import io.agroal.api.AgroalDataSource;
import io.quarkus.arc.Arc;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.TransactionScoped;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.UUID;

/**
 * Tells PostgreSQL the tenant at the start of each transaction. The policies of row-level security
 * compare with it; a transaction without it sees no row and can write none.
 */
@ApplicationScoped
public class TenantTransactions {
  private final AgroalDataSource dataSource;
  private final Caller caller;
  private final TransactionManager transactions;

  @Inject
  TenantTransactions(AgroalDataSource dataSource, Caller caller, TransactionManager transactions) {
    this.dataSource = dataSource;
    this.caller = caller;
    this.transactions = transactions;
  }

  void began(@Observes @Initialized(TransactionScoped.class) Object transaction)
      throws SQLException, SystemException {
    if (!Arc.container().requestContext().isActive()) {
      return;
    }
    Optional<UUID> tenant = caller.knownTenant();
    if (tenant.isEmpty()) {
      return;
    }
    try {
      announce(tenant.get());
    } catch (SQLException | RuntimeException e) {
      // Nobody else ends a transaction that fails to begin: it would keep its connection for a
      // minute.
      transactions.rollback();
      throw e;
    }
  }

  /**
   * Sets the tenant of the running transaction, for a public address that learns its tenant within
   * one.
   *
   * @throws SQLException if the database cannot be reached
   */
  public void announce(UUID tenant) throws SQLException {
    try (var connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      // SET, unlike a SELECT of set_config, reads nothing: the transaction may still ask for a
      // snapshot. It takes no parameter; a UUID needs no escaping.
      statement.execute("SET LOCAL steadfast.tenant = '" + tenant + "'");
    }
  }
}
