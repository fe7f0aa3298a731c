package dev.steadfast.gateway.access;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** What a plain route knows of its request: the proven caller, the credential, the address. */
public final class Exchange {
  private static final String PRINCIPAL = "dev.steadfast.gateway.principal";
  private static final String BEARER = "dev.steadfast.gateway.bearer";
  private static final String SCHEME = "Bearer ";

  private final RoutingContext routing;

  private Exchange(RoutingContext routing) {
    this.routing = routing;
  }

  public static Exchange of(RoutingContext routing) {
    return new Exchange(routing);
  }

  /** Notes who calls, and with what, for the routes behind. */
  public void entered(Principal principal, String bearer) {
    routing.put(PRINCIPAL, principal);
    routing.put(BEARER, bearer);
  }

  /**
   * Who calls.
   *
   * @throws IllegalStateException on a route that needs no key
   */
  public Principal principal() {
    Principal principal = routing.get(PRINCIPAL);
    if (principal == null) {
      throw new IllegalStateException("this route has no caller");
    }
    return principal;
  }

  /** What the caller presented, to be proven again on a long answer; empty without a caller. */
  public String bearer() {
    return routing.get(BEARER, "");
  }

  /** The text after {@code Bearer}; empty without exactly one such header. */
  public static String bearer(HttpServerRequest request) {
    List<String> all = request.headers().getAll(HttpHeaders.AUTHORIZATION);
    if (all.size() != 1 || !all.getFirst().regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return "";
    }
    return all.getFirst().substring(SCHEME.length()).strip();
  }

  /** The address that the connection comes from. */
  public static String address(HttpServerRequest request) {
    SocketAddress remote = request.remoteAddress();
    return remote == null || remote.hostAddress() == null ? "unknown" : remote.hostAddress();
  }
}
