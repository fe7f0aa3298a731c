package dev.steadfast.gateway.proxy;

import dev.steadfast.gateway.Answers;
import dev.steadfast.gateway.GatewaySettings;
import dev.steadfast.gateway.upstream.Upstream;
import dev.steadfast.gateway.upstream.Upstreams;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which part serves an address, by the first segment after {@code /v1}. Only what is listed here
 * can be reached; {@code /q} and {@code /internal} of a service never are, and those of the gateway
 * itself are on its management port.
 */
@ApplicationScoped
public class RoutingTable {
  private static final String VERSION = "/v1/";
  private static final List<String> METRICS =
      List.of(
          "events",
          "event-types",
          "metrics",
          "interactions",
          "imports",
          "dead-letters",
          "schedules",
          "sla-policies",
          "restatements",
          "quality",
          "references",
          "alert-rules",
          "alerts",
          "checks",
          "erasures",
          "tenant-settings");
  private static final List<String> FEEDBACK =
      List.of("surveys", "invitations", "answers", "feedback");
  private static final List<String> GOALS =
      List.of(
          "goals",
          "goal-events",
          "initiatives",
          "effects",
          "forecasts",
          "target-advice",
          "benchmarks");
  private static final Set<String> OWN = Set.of("api-keys", "tenants", "tenant", "stream");
  private static final Set<String> OWN_OPEN = Set.of("health", "openapi", "docs");

  private final Map<String, Destination> versioned = new HashMap<>();
  private final Map<String, Upstream> services = new HashMap<>();
  private final Destination surveyPages;
  private final Upstream surveyPagesOf;

  @Inject
  RoutingTable(Upstreams upstreams, GatewaySettings settings, Answers answers) {
    long limit = settings.bodyLimit().asLongValue();
    Forwarder metrics =
        new Forwarder(upstreams, upstreams.metrics(), limit, settings.idleTimeout(), answers);
    Forwarder imports =
        new Forwarder(
            upstreams,
            upstreams.metrics(),
            settings.importLimit().asLongValue(),
            settings.importTimeout(),
            answers);
    Forwarder feedback =
        new Forwarder(upstreams, upstreams.feedback(), limit, settings.idleTimeout(), answers);
    Forwarder goals =
        new Forwarder(upstreams, upstreams.goals(), limit, settings.idleTimeout(), answers);
    METRICS.forEach(name -> route(name, metrics));
    route("imports", imports);
    FEEDBACK.forEach(name -> route(name, feedback));
    GOALS.forEach(name -> route(name, goals));
    OWN.forEach(name -> versioned.put(name, new Destination.Own()));
    this.surveyPages = new Destination.Service(feedback, true);
    this.surveyPagesOf = upstreams.feedback();
  }

  private void route(String name, Forwarder forwarder) {
    versioned.put(name, new Destination.Service(forwarder, false));
    services.put(name, forwarder.upstream());
  }

  /** Where a path goes that {@link PlainPath} has let through. */
  Destination find(String path) {
    if (path.startsWith(VERSION)) {
      return versioned.getOrDefault(segment(path, VERSION.length()), new Destination.Nowhere());
    }
    if (path.startsWith("/s/")) {
      return surveyPages;
    }
    return OWN_OPEN.contains(segment(path, 1))
        ? new Destination.OwnOpen()
        : new Destination.Nowhere();
  }

  /** The service that a path of an OpenAPI document is forwarded to; empty if it is not. */
  public Optional<Upstream> serviceOf(String path) {
    if (path.startsWith("/s/")) {
      return Optional.of(surveyPagesOf);
    }
    return path.startsWith(VERSION)
        ? Optional.ofNullable(services.get(segment(path, VERSION.length())))
        : Optional.empty();
  }

  /** Up to the next slash, or the colon of an action such as {@code /v1/dead-letters:replay}. */
  private static String segment(String path, int from) {
    int end = from;
    while (end < path.length() && path.charAt(end) != '/' && path.charAt(end) != ':') {
      end++;
    }
    return path.substring(Math.min(from, path.length()), end);
  }
}
