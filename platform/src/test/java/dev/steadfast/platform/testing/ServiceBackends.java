package dev.steadfast.platform.testing;

import dev.steadfast.launcher.embedded.Backends;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;

/**
 * Gives a {@code @QuarkusTest} the PostgreSQL and Kafka of this JVM, and the public key of {@link
 * InternalTokens}. The argument {@code service} names the service.
 */
public class ServiceBackends implements QuarkusTestResourceLifecycleManager {
  private String service = "";

  @Override
  public void init(Map<String, String> arguments) {
    service = arguments.getOrDefault("service", "");
  }

  @Override
  public Map<String, String> start() {
    Map<String, String> settings = new HashMap<>(Backends.shared().settings(service));
    settings.put("steadfast.access.jwks-url", InternalTokens.jwksFile().toUri().toString());
    return settings;
  }

  @Override
  public void stop() {
    // ends with the JVM
  }
}
