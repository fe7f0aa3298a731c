package dev.steadfast.gateway.proxy;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Takes out of a request what only the gateway may say to a service. */
final class InboundHeaders {
  private static final List<String> PREFIXES =
      List.of("x-forwarded-", "x-steadfast-", "x-original-");
  private static final Set<String> NAMES =
      Set.of(
          "forwarded",
          "x-real-ip",
          "x-http-method",
          "x-http-method-override",
          "x-method-override",
          "x-rewrite-url",
          "http2-settings",
          "proxy-connection",
          "proxy-authorization",
          "cookie");

  /** A caller may not have these taken out by naming them in {@code Connection}. */
  private static final Set<String> KEPT =
      Set.of("authorization", "content-length", "transfer-encoding", "host");

  private InboundHeaders() {}

  static void clean(MultiMap headers) {
    for (String line : headers.getAll(HttpHeaders.CONNECTION)) {
      for (String option : line.split(",", -1)) {
        String name = option.strip().toLowerCase(Locale.ROOT);
        if (!name.isEmpty() && !name.equals("close") && !KEPT.contains(name)) {
          headers.remove(name);
        }
      }
    }
    for (String name : List.copyOf(headers.names())) {
      String lower = name.toLowerCase(Locale.ROOT);
      if (NAMES.contains(lower) || PREFIXES.stream().anyMatch(lower::startsWith)) {
        headers.remove(name);
      }
    }
  }
}
