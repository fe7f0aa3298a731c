package dev.steadfast.gateway.tenant;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.steadfast.gateway.access.ApiKeyService;
import dev.steadfast.platform.access.TenantTransactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Makes tenants, and lets the operator look at one. */
@ApplicationScoped
class TenantService {
  private final TenantRepository tenants;
  private final ApiKeyService keys;
  private final TenantTransactions transactions;
  private final Clock clock;

  @Inject
  TenantService(
      TenantRepository tenants, ApiKeyService keys, TenantTransactions transactions, Clock clock) {
    this.tenants = tenants;
    this.keys = keys;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Makes a tenant and its first admin key, both or neither. */
  @Transactional
  FoundedTenant found(NewTenant wanted) {
    Tenant tenant =
        new Tenant(
            UuidCreator.getTimeOrderedEpoch(),
            wanted.name().strip(),
            wanted.zone(),
            false,
            clock.instant().truncatedTo(ChronoUnit.MICROS));
    become(tenant.id());
    tenants.insert(tenant);
    return new FoundedTenant(TenantView.of(tenant), keys.firstKey(tenant.id()).key());
  }

  /** Reads any tenant; the caller must be the operator. */
  @Transactional
  Tenant requireAny(UUID id) {
    become(id);
    return tenants.require(id);
  }

  /** The policies of the database let a transaction see one tenant: from here on that one. */
  private void become(UUID tenant) {
    try {
      transactions.announce(tenant);
    } catch (SQLException e) {
      throw new IllegalStateException("the database cannot be reached", e);
    }
  }
}
