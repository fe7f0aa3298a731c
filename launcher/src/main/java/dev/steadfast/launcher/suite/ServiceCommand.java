package dev.steadfast.launcher.suite;

import dev.steadfast.launcher.embedded.DatabaseBootstrap;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Command line and environment of one service. */
final class ServiceCommand {
  /** Limits under which a service stays below 350 MiB resident while it is under load. */
  private static final List<String> MEMORY =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:+UseCompactObjectHeaders",
          "-XX:ReservedCodeCacheSize=64m",
          "-XX:MaxDirectMemorySize=48m",
          // What the compiler and the native libraries freed goes back to the system: 20 to 30 MiB.
          "-XX:TrimNativeHeapInterval=5000",
          "-Xss512k");

  private final SuiteOptions options;
  private final SecretStore secrets;

  ServiceCommand(SuiteOptions options, SecretStore secrets) {
    this.options = options;
    this.secrets = secrets;
  }

  /**
   * The Java call.
   *
   * @throws SuiteFailure when the module is not built
   */
  List<String> command(Service service) {
    Path jar =
        options.root().resolve(service.module()).resolve("target/quarkus-app/quarkus-run.jar");
    if (!Files.exists(jar)) {
      throw new SuiteFailure(service.module() + " is not built: " + jar + " is missing");
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(memory(service));
    command.addAll(
        List.of(
            "-XX:+ExitOnOutOfMemoryError",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
            "-Dfile.encoding=UTF-8",
            "-Duser.timezone=UTC",
            "-jar",
            jar.toString()));
    return command;
  }

  private static List<String> memory(Service service) {
    List<String> options = new ArrayList<>();
    if (service == Service.METRICS) {
      // What a thousand events need lives through a few young collections, what their transaction
      // needs through many: room for the former to die young, and the latter not copied each time.
      options.addAll(
          List.of(
              "-Xms96m",
              "-Xmx118m",
              "-Xmn56m",
              "-XX:SurvivorRatio=3",
              "-XX:MaxTenuringThreshold=4"));
    } else {
      options.addAll(List.of("-Xms32m", "-Xmx112m"));
    }
    options.addAll(MEMORY);
    return options;
  }

  /** All variables of the service, secrets included. */
  Map<String, String> environment(Service service) {
    SuitePorts ports = options.ports();
    Map<String, String> env = new TreeMap<>();
    // glibc gives each thread an arena of its own otherwise, and never gives it back.
    env.put("MALLOC_ARENA_MAX", "2");
    env.put("STEADFAST_HTTP_PORT", Integer.toString(ports.of(service)));
    env.put("STEADFAST_HTTP_HOST", "127.0.0.1");
    env.put(
        "STEADFAST_DB_URL",
        "jdbc:postgresql://127.0.0.1:" + ports.database() + "/" + DatabaseBootstrap.DATABASE);
    for (String role : List.of("owner", "api", "worker")) {
      env.put(
          "STEADFAST_DB_" + role.toUpperCase(Locale.ROOT) + "_PASSWORD",
          secrets.secret(service.schema() + "_" + role));
    }
    env.put("STEADFAST_KAFKA_BOOTSTRAP", "127.0.0.1:" + ports.kafka());
    String publicUrl = "http://localhost:" + ports.gateway();
    switch (service) {
      case GATEWAY -> {
        env.put("STEADFAST_MANAGEMENT_HOST", "127.0.0.1");
        env.put("STEADFAST_MANAGEMENT_PORT", Integer.toString(ports.gatewayManagement()));
        env.put("STEADFAST_GATEWAY_METRICS_URL", ports.url(Service.METRICS));
        env.put("STEADFAST_GATEWAY_FEEDBACK_URL", ports.url(Service.FEEDBACK));
        env.put("STEADFAST_GATEWAY_GOALS_URL", ports.url(Service.GOALS));
        env.put("STEADFAST_GATEWAY_KEY_PEPPER", secrets.secret("key-pepper"));
        env.put(
            "STEADFAST_GATEWAY_SIGNING_KEY_FILE", secrets.signingKey().toAbsolutePath().toString());
        env.put("STEADFAST_GATEWAY_BOOTSTRAP_KEY", secrets.adminKey(adminKeyFile()));
        env.put("STEADFAST_GATEWAY_PUBLIC_URL", publicUrl);
      }
      case FEEDBACK -> {
        env.put("STEADFAST_ACCESS_JWKS_URL", jwksUrl());
        env.put("STEADFAST_FEEDBACK_PUBLIC_URL", publicUrl);
        env.put("STEADFAST_FEEDBACK_LINK_SECRET", secrets.secret("link-secret"));
      }
      case METRICS, GOALS -> env.put("STEADFAST_ACCESS_JWKS_URL", jwksUrl());
    }
    env.putAll(options.environment());
    return env;
  }

  private String jwksUrl() {
    return options.ports().managementUrl(Service.GATEWAY) + "/internal/jwks";
  }

  Path adminKeyFile() {
    return options.data().resolve("admin.key");
  }
}
