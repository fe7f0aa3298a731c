package dev.steadfast.platform.access;

import dev.steadfast.contracts.problem.ProblemCode;
import dev.steadfast.platform.problem.ProblemException;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who makes the current request, and for which tenant. Filled from the internal token; a public
 * address, which has no tenant in its token, sets the tenant that its own signed link names.
 */
@RequestScoped
public class Caller {
  private @Nullable UUID tenant;
  private String subject = "anonymous";

  /** Sets both. Called once a request, before the first transaction. */
  public void is(UUID ofTenant, String who) {
    this.tenant = ofTenant;
    this.subject = who;
  }

  /**
   * The tenant.
   *
   * @throws ProblemException {@code forbidden} if the request has none
   */
  public UUID tenant() {
    return knownTenant()
        .orElseThrow(
            () ->
                new ProblemException(ProblemCode.FORBIDDEN, "This needs a tenant's credentials."));
  }

  /** The tenant, or empty for a public address. */
  public Optional<UUID> knownTenant() {
    return Optional.ofNullable(tenant);
  }

  /** The key or the user that calls. */
  public String subject() {
    return subject;
  }
}
