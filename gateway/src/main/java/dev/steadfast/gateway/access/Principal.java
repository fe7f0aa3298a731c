package dev.steadfast.gateway.access;

import java.util.List;
import java.util.UUID;

/**
 * Who calls, once it is proven.
 *
 * @param tenant whose data the caller may touch
 * @param zone the tenant's reporting zone, an IANA name
 * @param operator whether the tenant runs the installation
 * @param subject the id of the key
 * @param scopes all of them: {@code admin} is already expanded
 */
public record Principal(
    UUID tenant, String zone, boolean operator, String subject, List<String> scopes) {
  public Principal {
    scopes = List.copyOf(scopes);
  }

  public boolean may(String scope) {
    return scopes.contains(scope);
  }
}
