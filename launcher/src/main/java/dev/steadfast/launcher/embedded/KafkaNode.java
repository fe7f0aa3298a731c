package dev.steadfast.launcher.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A single Kafka node, broker and KRaft controller in one, inside this JVM.
 *
 * <p>{@link #main} is what {@link EmbeddedBroker} runs in a child JVM.
 */
final class KafkaNode {
  private static final int NODE_ID = 1;
  private static final Logger ROOT_LOGGER = Logger.getLogger("");

  private KafkaNode() {}

  /**
   * Runs until SIGTERM, or until standard input ends because the parent is gone.
   *
   * @param args data folder, broker port, controller port
   */
  public static void main(String[] args) throws Exception {
    // Its settings alone fill pages; warnings are what anyone reads.
    ROOT_LOGGER.setLevel(Level.WARNING);
    Path folder = Path.of(args[0]);
    KafkaRaftServer server = start(folder, Integer.parseInt(args[1]), Integer.parseInt(args[2]));
    AtomicBoolean stopped = new AtomicBoolean();
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  if (stopped.compareAndSet(false, true)) {
                    server.shutdown();
                  }
                }));
    Thread.ofPlatform().daemon().name("parent-watch").start(KafkaNode::exitWithParent);
    server.awaitShutdown();
  }

  private static void exitWithParent() {
    try {
      while (System.in.read() >= 0) {
        // Nothing is ever sent; only the end matters.
      }
    } catch (IOException e) {
      System.err.println("standard input failed: " + e.getMessage());
    }
    System.exit(0);
  }

  /** Formats the folder on its first use and starts the node. */
  static KafkaRaftServer start(Path folder, int port, int controllerPort) throws Exception {
    Files.createDirectories(folder);
    format(folder);
    KafkaRaftServer server =
        new KafkaRaftServer(
            new KafkaConfig(settings(folder, port, controllerPort), false), Time.SYSTEM);
    server.startup();
    return server;
  }

  private static void format(Path folder) throws Exception {
    if (Files.exists(folder.resolve("meta.properties"))) {
      return;
    }
    new Formatter()
        .setPrintStream(System.out)
        .setClusterId(Uuid.randomUuid().toString())
        .setNodeId(NODE_ID)
        .addDirectory(folder.toString())
        .setMetadataLogDirectory(folder.toString())
        .setControllerListenerName("CONTROLLER")
        .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
        .setIgnoreFormatted(true)
        .run();
  }

  private static Map<String, String> settings(Path folder, int port, int controllerPort) {
    Map<String, String> settings = new HashMap<>();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", Integer.toString(NODE_ID));
    settings.put("controller.quorum.voters", NODE_ID + "@127.0.0.1:" + controllerPort);
    settings.put("controller.listener.names", "CONTROLLER");
    settings.put(
        "listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
    settings.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
    settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    settings.put("log.dirs", folder.toString());
    settings.put("num.partitions", "12");
    settings.put("auto.create.topics.enable", "false");
    settings.put("offsets.topic.replication.factor", "1");
    settings.put("offsets.topic.num.partitions", "12");
    settings.put("transaction.state.log.replication.factor", "1");
    settings.put("transaction.state.log.min.isr", "1");
    settings.put("transaction.state.log.num.partitions", "4");
    settings.put("share.coordinator.state.topic.replication.factor", "1");
    settings.put("share.coordinator.state.topic.min.isr", "1");
    settings.put("group.initial.rebalance.delay.ms", "0");
    // One HTTP body (5 MiB) may end in one record, with headers.
    settings.put("message.max.bytes", Integer.toString(8 * 1024 * 1024));
    settings.put("replica.fetch.max.bytes", Integer.toString(8 * 1024 * 1024));
    // No second replica holds what the page cache loses in a power failure: flush it every second.
    settings.put("log.flush.interval.ms", "1000");
    settings.put("log.flush.scheduler.interval.ms", "500");
    settings.put("log.segment.bytes", Integer.toString(256 * 1024 * 1024));
    settings.put("log.cleaner.dedupe.buffer.size", Integer.toString(16 * 1024 * 1024));
    settings.put("num.network.threads", "2");
    settings.put("num.io.threads", "4");
    settings.put("background.threads", "2");
    settings.put("num.recovery.threads.per.data.dir", "2");
    // A broker that was killed is let in again only when its old session has ended.
    settings.put("broker.session.timeout.ms", "4000");
    settings.put("broker.heartbeat.interval.ms", "500");
    return settings;
  }
}
