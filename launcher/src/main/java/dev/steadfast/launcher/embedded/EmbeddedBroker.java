package dev.steadfast.launcher.embedded;

import dev.steadfast.launcher.process.ChildProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;

/**
 * A real Kafka broker (KRaft, one node) in a JVM of its own, reachable on 127.0.0.1.
 *
 * <p>A child JVM and not this one, so that it can be killed, frozen and measured like any other
 * process. Acknowledged records survive {@code kill -9}; a power failure may take the last second,
 * since a single node has no second replica.
 */
public final class EmbeddedBroker {
  /**
   * What to start.
   *
   * @param folder holds the logs of all topics; formatted on the first start
   */
  public record Options(Path folder, int port, int controllerPort, Path log) {}

  private static final Duration START_PATIENCE = Duration.ofSeconds(60);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);

  private final Options options;
  private final ChildProcess process;

  private EmbeddedBroker(Options options, ChildProcess process) {
    this.options = options;
    this.process = process;
  }

  /**
   * Starts the broker and waits until it answers.
   *
   * @throws IllegalStateException when it ends or does not answer within a minute; the message
   *     holds the end of its log
   */
  public static EmbeddedBroker start(Options options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xms64m",
            "-Xmx320m",
            "-XX:+UseSerialGC",
            "-XX:+ExitOnOutOfMemoryError",
            "--sun-misc-unsafe-memory-access=allow",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            KafkaNode.class.getName(),
            options.folder().toAbsolutePath().toString(),
            Integer.toString(options.port()),
            Integer.toString(options.controllerPort())));
    EmbeddedBroker broker =
        new EmbeddedBroker(options, ChildProcess.start("kafka", command, Map.of(), options.log()));
    broker.awaitReady();
    return broker;
  }

  private void awaitReady() {
    long deadline = System.nanoTime() + START_PATIENCE.toNanos();
    while (!FreePort.taken(options.port()) || !answers()) {
      if (!process.alive() || System.nanoTime() > deadline) {
        process.kill();
        throw new IllegalStateException(
            "Kafka does not start on port " + options.port() + ":\n" + process.tail(20));
      }
      process.await(Duration.ofMillis(50));
    }
  }

  private boolean answers() {
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", bootstrap(), "request.timeout.ms", "2000"))) {
      return !admin.describeCluster().nodes().get(3, TimeUnit.SECONDS).isEmpty();
    } catch (ExecutionException | TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  public String bootstrap() {
    return "127.0.0.1:" + options.port();
  }

  public long pid() {
    return process.pid();
  }

  public ChildProcess process() {
    return process;
  }

  /** Clean shutdown. */
  public void stop() {
    process.stop("TERM", STOP_PATIENCE);
  }

  /** {@code kill -9} of the broker. */
  public void kill() {
    process.kill();
  }

  /** Freezes the broker: connections hang instead of being refused. */
  public void pause() {
    process.signal("STOP");
  }

  /** Ends {@link #pause}. */
  public void resume() {
    process.signal("CONT");
  }
}
