package dev.steadfast.launcher.embedded;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The PostgreSQL and the Kafka broker that all tests of one JVM share.
 *
 * <p>Started on first use and stopped with the JVM. A running instance is used instead when the
 * system property {@code steadfast.test.backends} or the variable {@code STEADFAST_TEST_BACKENDS}
 * names a properties file with the same keys as {@link #settings} plus {@code password.<role>};
 * that one cannot be stopped from here.
 */
public final class Backends {
  private static @Nullable Backends instance;

  private static final String FILE_KEY = "steadfast.test.backends";

  private final Map<String, String> values;
  private final Consumer<String> control;

  private Backends(Map<String, String> values, Consumer<String> control) {
    this.values = values;
    this.control = control;
  }

  /** The instance of this JVM; the first call starts it (a few seconds). */
  public static Backends shared() {
    Thread thread = Thread.currentThread();
    ClassLoader context = thread.getContextClassLoader();
    // Kafka loads its plug-ins from the context class loader: it must be the one that has started
    // it.
    thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
    try {
      Object[] parts =
          (Object[])
              Class.forName(Backends.class.getName(), true, ClassLoader.getSystemClassLoader())
                  .getMethod("parts")
                  .invoke(null);
      return ofShared(parts[0], parts[1]);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the test backends could not be started", e);
    } finally {
      thread.setContextClassLoader(context);
    }
  }

  /**
   * The parts of the shared instance, in JDK types: Quarkus loads this class anew for each test
   * application, so the instance is kept by the class of the system class loader. For {@link
   * #shared()} only.
   */
  public static synchronized Object[] parts() {
    if (instance == null) {
      String file = System.getProperty(FILE_KEY, System.getenv("STEADFAST_TEST_BACKENDS"));
      instance = file == null ? BackendProcesses.start() : attached(Path.of(file));
    }
    return new Object[] {instance.values, instance.control};
  }

  @SuppressWarnings("unchecked") // put there by shared() of this class in another class loader
  private static Backends ofShared(Object values, Object control) {
    return new Backends((Map<String, String>) values, (Consumer<String>) control);
  }

  static Backends of(Map<String, String> values, Consumer<String> control) {
    return new Backends(values, control);
  }

  private static Backends attached(Path file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file + " named by " + FILE_KEY, e);
    }
    Map<String, String> values = new LinkedHashMap<>();
    properties.stringPropertyNames().forEach(key -> values.put(key, properties.getProperty(key)));
    return new Backends(
        values,
        action -> {
          throw new IllegalStateException(
              action + ": the instance of " + file + " is not ours to stop or start");
        });
  }

  public String jdbcUrl() {
    return require("steadfast.db.url");
  }

  public String kafkaBootstrap() {
    return require("steadfast.kafka.bootstrap");
  }

  /**
   * The password of a role: {@code goals_api}, {@code metrics_worker} …, or {@code postgres} for
   * the superuser.
   */
  public String password(String role) {
    return require("password." + role);
  }

  /**
   * The properties that a service needs to reach both.
   *
   * @param service {@code metrics}, {@code feedback}, {@code goals} or {@code gateway}, with or
   *     without {@code -service}
   */
  public Map<String, String> settings(String service) {
    String schema = service.replace("-service", "");
    return Map.of(
        "steadfast.db.url", jdbcUrl(),
        "steadfast.db.owner-password", password(schema + "_owner"),
        "steadfast.db.api-password", password(schema + "_api"),
        "steadfast.db.worker-password", password(schema + "_worker"),
        "steadfast.kafka.bootstrap", kafkaBootstrap());
  }

  private String require(String key) {
    String value = values.get(key);
    if (value == null) {
      throw new IllegalStateException("the test backends do not tell " + key);
    }
    return value;
  }

  /** Shuts PostgreSQL down; connections are refused until {@link #startDatabase}. */
  public void stopDatabase() {
    control.accept("stopDatabase");
  }

  /** {@code kill -9} of PostgreSQL. */
  public void killDatabase() {
    control.accept("killDatabase");
  }

  /** Starts PostgreSQL again on the same port and data. */
  public void startDatabase() {
    control.accept("startDatabase");
  }

  /** Freezes PostgreSQL: requests hang until {@link #resumeDatabase}. */
  public void pauseDatabase() {
    control.accept("pauseDatabase");
  }

  /** Ends {@link #pauseDatabase}. */
  public void resumeDatabase() {
    control.accept("resumeDatabase");
  }

  /** Shuts the broker down; connections are refused until {@link #startBroker}. */
  public void stopBroker() {
    control.accept("stopBroker");
  }

  /** {@code kill -9} of the broker. */
  public void killBroker() {
    control.accept("killBroker");
  }

  /** Starts the broker again on the same port and data. */
  public void startBroker() {
    control.accept("startBroker");
  }

  /** Freezes the broker: requests hang until {@link #resumeBroker}. */
  public void pauseBroker() {
    control.accept("pauseBroker");
  }

  /** Ends {@link #pauseBroker}. */
  public void resumeBroker() {
    control.accept("resumeBroker");
  }
}
