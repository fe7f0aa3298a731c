package dev.steadfast.platform.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;

/** Enters the trace of each request. */
@Provider
@PreMatching
public class TraceFilter implements ContainerRequestFilter {
  @Override
  public void filter(ContainerRequestContext request) {
    Trace.enter(Trace.continued(request.getHeaderString(Trace.HEADER)));
  }
}
