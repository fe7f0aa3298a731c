package dev.steadfast.gateway.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.steadfast.gateway.GatewaySettings;
import dev.steadfast.gateway.proxy.RoutingTable;
import dev.steadfast.gateway.upstream.Upstream;
import dev.steadfast.gateway.upstream.Upstreams;
import io.vertx.core.Future;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The merged document, kept for {@code openapi-freshness}. A service that is away is represented by
 * what it said last; before it has said anything there is no document.
 */
@ApplicationScoped
class UnifiedDocument {
  private static final Logger LOG = Logger.getLogger(UnifiedDocument.class);
  private static final String OWN = "gateway";
  private static final String ADDRESS = "/q/openapi?format=json";

  private final Upstreams upstreams;
  private final OwnDocument own;
  private final GatewaySettings settings;
  private final ObjectMapper json;
  private final DocumentMerge merge;
  private final YAMLMapper yaml =
      YAMLMapper.builder()
          .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
          .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
          .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
          .build();
  private final Map<String, JsonNode> last = new ConcurrentHashMap<>();
  private volatile @Nullable Rendered rendered;
  private @Nullable Future<Optional<Rendered>> running;

  /**
   * Both forms of one document.
   *
   * @param madeAt of {@link System#nanoTime}
   */
  record Rendered(String json, String yaml, String etag, long madeAt) {}

  @Inject
  UnifiedDocument(
      Upstreams upstreams,
      OwnDocument own,
      RoutingTable routes,
      GatewaySettings settings,
      ObjectMapper json) {
    this.upstreams = upstreams;
    this.own = own;
    this.settings = settings;
    this.json = json;
    this.merge =
        new DocumentMerge(
            (service, path) ->
                service.equals(OWN)
                    ? !path.startsWith("/q/") && !path.startsWith("/internal/")
                    : routes.serviceOf(path).filter(up -> up.name().equals(service)).isPresent(),
            path -> !path.startsWith("/v1/"));
  }

  /** The document; empty while a service that has never answered is away. */
  Future<Optional<Rendered>> current() {
    Rendered present = rendered;
    if (present != null && age(present) < settings.openapiFreshness().toNanos()) {
      return Future.succeededFuture(Optional.of(present));
    }
    return refresh();
  }

  private static long age(Rendered document) {
    return System.nanoTime() - document.madeAt();
  }

  private synchronized Future<Optional<Rendered>> refresh() {
    if (running != null && !running.isComplete()) {
      return running;
    }
    List<Future<Void>> fetches = upstreams.all().stream().map(this::fetch).toList();
    Future<Optional<Rendered>> refreshed = Future.join(fetches).map(all -> render());
    running = refreshed;
    return refreshed;
  }

  /** Succeeds in any case. */
  private Future<Void> fetch(Upstream upstream) {
    return upstreams
        .get(upstream, ADDRESS)
        .map(
            reply -> {
              if (reply.status() == 200) {
                try {
                  last.put(upstream.name(), json.readTree(reply.body().getBytes()));
                } catch (IOException e) {
                  LOG.warnf("the OpenAPI document of %s is no JSON: %s", upstream.name(), e);
                }
              }
              return (Void) null;
            })
        .otherwise(
            failure -> {
              LOG.debugf("no OpenAPI document of %s: %s", upstream.name(), failure);
              return null;
            });
  }

  private Optional<Rendered> render() {
    Map<String, JsonNode> documents = new LinkedHashMap<>();
    documents.put(OWN, own.json());
    for (Upstream upstream : upstreams.all()) {
      JsonNode document = last.get(upstream.name());
      if (document == null) {
        return Optional.empty();
      }
      documents.put(upstream.name(), document);
    }
    try {
      ObjectNode whole = whole(merge.merge(documents));
      String text = json.writerWithDefaultPrettyPrinter().writeValueAsString(whole);
      Rendered made =
          new Rendered(
              text,
              yaml.writeValueAsString(whole),
              "\"" + Integer.toHexString(text.hashCode()) + "-" + text.length() + "\"",
              System.nanoTime());
      rendered = made;
      return Optional.of(made);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private ObjectNode whole(ObjectNode merged) {
    GatewayRules.apply(merged);
    ObjectNode whole = JsonNodeFactory.instance.objectNode();
    whole.put("openapi", "3.1.0");
    ObjectNode info = whole.putObject("info");
    info.put("title", "Steadfast");
    info.put(
        "description",
        "Customer-service goals: set them, measure them, see what to change. Errors are"
            + " application/problem+json with a stable code.");
    info.put("version", own.version());
    whole.putArray("servers").addObject().put("url", settings.publicUrl());
    whole.setAll(merged);
    return whole;
  }
}
