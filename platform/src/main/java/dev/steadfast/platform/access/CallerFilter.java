package dev.steadfast.platform.access;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Reads the tenant and the subject from the verified internal token. */
@Provider
@Priority(Priorities.AUTHENTICATION + 1)
public class CallerFilter implements ContainerRequestFilter {
  private final JsonWebToken token;
  private final Caller caller;

  @Inject
  CallerFilter(JsonWebToken token, Caller caller) {
    this.token = token;
    this.caller = caller;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    if (token.getRawToken() != null && token.getClaim("tenant") instanceof String tenant) {
      caller.is(UUID.fromString(tenant), token.getSubject());
    }
  }
}
