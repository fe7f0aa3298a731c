package dev.steadfast.launcher.suite;

import dev.steadfast.launcher.embedded.DatabaseBootstrap;
import dev.steadfast.launcher.embedded.EmbeddedBroker;
import dev.steadfast.launcher.embedded.EmbeddedDatabase;
import dev.steadfast.launcher.process.ChildProcess;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The PostgreSQL and the broker of one suite. A process that was killed on purpose is forgotten
 * before it ends.
 */
final class SuiteBackends {
  private final SuiteOptions options;
  private final SecretStore secrets;
  private @Nullable EmbeddedDatabase database;
  private @Nullable EmbeddedBroker broker;

  SuiteBackends(SuiteOptions options, SecretStore secrets) {
    this.options = options;
    this.secrets = secrets;
  }

  /** Starts PostgreSQL with the roles and schemas in place. */
  ChildProcess startDatabase() {
    EmbeddedDatabase started =
        EmbeddedDatabase.start(
            new EmbeddedDatabase.Options(
                options.data().resolve("postgresql"),
                options.ports().database(),
                secrets.secret(EmbeddedDatabase.SUPERUSER),
                options.durability(),
                options.log("postgresql")));
    synchronized (this) {
      database = started;
    }
    DatabaseBootstrap.run(started, secrets::secret);
    return started.process();
  }

  ChildProcess startBroker() {
    EmbeddedBroker started =
        EmbeddedBroker.start(
            new EmbeddedBroker.Options(
                options.data().resolve("kafka"),
                options.ports().kafka(),
                options.ports().kafkaController(),
                options.log("kafka")));
    synchronized (this) {
      broker = started;
    }
    return started.process();
  }

  void killDatabase() {
    EmbeddedDatabase running = database();
    synchronized (this) {
      database = null;
    }
    running.kill();
  }

  void killBroker() {
    EmbeddedBroker running = broker();
    synchronized (this) {
      broker = null;
    }
    running.kill();
  }

  synchronized EmbeddedDatabase database() {
    if (database == null) {
      throw new IllegalStateException("PostgreSQL does not run");
    }
    return database;
  }

  synchronized EmbeddedBroker broker() {
    if (broker == null) {
      throw new IllegalStateException("Kafka does not run");
    }
    return broker;
  }

  /** True when the process is one of the two and nobody has asked for its end. */
  synchronized boolean owns(ChildProcess process) {
    return (database != null && database.process() == process)
        || (broker != null && broker.process() == process);
  }

  synchronized Map<String, Long> pids() {
    Map<String, Long> pids = new LinkedHashMap<>();
    if (database != null) {
      pids.put("postgresql", database.pid());
    }
    if (broker != null) {
      pids.put("kafka", broker.pid());
    }
    return pids;
  }

  /** Shuts both down cleanly. */
  void stop() {
    EmbeddedDatabase runningDatabase;
    EmbeddedBroker runningBroker;
    synchronized (this) {
      runningDatabase = database;
      runningBroker = broker;
      database = null;
      broker = null;
    }
    Parallel.run(
        () -> {
          if (runningDatabase != null) {
            runningDatabase.stop();
          }
        },
        () -> {
          if (runningBroker != null) {
            runningBroker.stop();
          }
        });
  }
}
