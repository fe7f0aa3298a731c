package dev.steadfast.e2e;

import dev.steadfast.launcher.suite.Suite;
import dev.steadfast.launcher.suite.SuiteOptions;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * PostgreSQL, Kafka and the four packaged services, started once for all classes of this module and
 * stopped after the last. Each class works in tenants of its own.
 */
final class RunningSuite implements AutoCloseable {
  private final Path root;
  private final Suite suite;

  private RunningSuite(Path root, Suite suite) {
    this.root = root;
    this.suite = suite;
  }

  /** Hands the running suite to constructors and methods of tests. */
  static final class Shared implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == RunningSuite.class;
    }

    @Override
    public RunningSuite resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return Objects.requireNonNull(
          context
              .getRoot()
              .getStore(ExtensionContext.Namespace.create(RunningSuite.class))
              .computeIfAbsent("suite", key -> start(), RunningSuite.class));
    }
  }

  private static RunningSuite start() {
    Path root = Path.of(Objects.requireNonNull(System.getProperty("steadfast.root")));
    Path data = root.resolve("e2e/target/suite");
    Suite suite = Suite.openEmptied(SuiteOptions.temporary(root, data));
    try {
      suite.start(
          (name, took) -> System.out.printf("%s is ready after %d ms%n", name, took.toMillis()));
      return new RunningSuite(root, suite);
    } catch (RuntimeException e) {
      suite.close();
      throw e;
    }
  }

  /** The project folder. */
  Path root() {
    return root;
  }

  /** Its processes, to kill and to start again. */
  Suite processes() {
    return suite;
  }

  /** Whoever runs the suite: founds tenants. */
  TenantClient operator() {
    return new TenantClient(suite.gatewayUrl(), suite.adminKey(), "");
  }

  /** Somebody without a key. */
  TenantClient stranger() {
    return new TenantClient(suite.gatewayUrl(), "", "");
  }

  /** The same tenant with another key. */
  TenantClient withKey(TenantClient tenant, String key) {
    return new TenantClient(suite.gatewayUrl(), key, tenant.id());
  }

  /** A new tenant that reports in UTC, with its admin key. */
  TenantClient newTenant(String name) {
    var founded =
        operator()
            .post("/v1/tenants", Map.of("name", name, "reportingZone", "UTC"))
            .expect(201)
            .json();
    return new TenantClient(
        suite.gatewayUrl(), founded.path("adminKey").asText(), founded.path("id").asText());
  }

  @Override
  public void close() {
    suite.close();
  }
}
