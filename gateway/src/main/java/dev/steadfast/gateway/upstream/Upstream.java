package dev.steadfast.gateway.upstream;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;

/**
 * A service behind the gateway.
 *
 * @param name also the audience of tokens for it
 * @param url without a path
 */
public record Upstream(String name, URI url) {
  public Upstream {
    if (url.getHost() == null || !(url.getPath() == null || url.getPath().length() <= 1)) {
      throw new IllegalArgumentException(
          "the address of " + name + " must look like http://host:port, not " + url);
    }
  }

  /** The short name, such as {@code goals}. */
  public String shortName() {
    return name.replace("-service", "");
  }

  /** A request to it, without method and headers yet. */
  public RequestOptions request(HttpMethod method, String path) {
    boolean tls = "https".equals(url.getScheme());
    return new RequestOptions()
        .setMethod(method)
        .setHost(url.getHost())
        .setPort(url.getPort() >= 0 ? url.getPort() : tls ? 443 : 80)
        .setSsl(tls)
        .setURI(path);
  }

  /** Scheme, host and port as the service itself would write them. */
  public String origin() {
    return url.getScheme() + "://" + url.getRawAuthority();
  }
}
