package dev.steadfast.launcher.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The two processes behind {@link Backends} when this JVM started them, on a folder under {@code
 * target/}.
 */
final class BackendProcesses {
  private final EmbeddedDatabase.Options databaseOptions;
  private final EmbeddedBroker.Options brokerOptions;
  private EmbeddedDatabase database;
  private EmbeddedBroker broker;

  private BackendProcesses(
      EmbeddedDatabase.Options databaseOptions, EmbeddedBroker.Options brokerOptions) {
    this.databaseOptions = databaseOptions;
    this.brokerOptions = brokerOptions;
    this.database = EmbeddedDatabase.start(databaseOptions);
    this.broker = EmbeddedBroker.start(brokerOptions);
  }

  static Backends start() {
    Path folder =
        Path.of("target", "backends", Long.toString(ProcessHandle.current().pid()))
            .toAbsolutePath();
    Map<String, String> passwords = new HashMap<>();
    passwords.put(EmbeddedDatabase.SUPERUSER, Secret.random());
    DatabaseBootstrap.roles().forEach(role -> passwords.put(role, Secret.random()));
    BackendProcesses processes =
        new BackendProcesses(
            new EmbeddedDatabase.Options(
                folder.resolve("postgresql"),
                FreePort.any(),
                passwords.getOrDefault(EmbeddedDatabase.SUPERUSER, ""),
                EmbeddedDatabase.Durability.PROCESS_ONLY,
                folder.resolve("postgresql.log")),
            new EmbeddedBroker.Options(
                folder.resolve("kafka"),
                FreePort.any(),
                FreePort.any(),
                folder.resolve("kafka.log")));
    DatabaseBootstrap.run(processes.database, role -> passwords.getOrDefault(role, ""));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> processes.endAndDelete(folder)));
    Map<String, String> values = new LinkedHashMap<>();
    values.put("steadfast.db.url", processes.database.jdbcUrl(DatabaseBootstrap.DATABASE));
    values.put("steadfast.kafka.bootstrap", processes.broker.bootstrap());
    passwords.forEach((role, password) -> values.put("password." + role, password));
    return Backends.of(Map.copyOf(values), processes::control);
  }

  private synchronized void control(String action) {
    switch (action) {
      case "stopDatabase" -> database.stop();
      case "killDatabase" -> database.kill();
      case "startDatabase" -> database = EmbeddedDatabase.start(databaseOptions);
      case "pauseDatabase" -> database.pause();
      case "resumeDatabase" -> database.resume();
      case "stopBroker" -> broker.stop();
      case "killBroker" -> broker.kill();
      case "startBroker" -> broker = EmbeddedBroker.start(brokerOptions);
      case "pauseBroker" -> broker.pause();
      case "resumeBroker" -> broker.resume();
      default -> throw new IllegalArgumentException("unknown action: " + action);
    }
  }

  private void endAndDelete(Path folder) {
    broker.kill();
    database.stop();
    try (Stream<Path> paths = Files.walk(folder)) {
      List<Path> all = paths.sorted(Comparator.reverseOrder()).toList();
      for (Path path : all) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
