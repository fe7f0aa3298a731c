package dev.steadfast.bench.suite;

import dev.steadfast.bench.BenchFailure;
import dev.steadfast.bench.machine.CpuTime;
import dev.steadfast.launcher.process.ChildProcess;
import dev.steadfast.launcher.suite.Suite;
import dev.steadfast.launcher.suite.SuiteOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The suite on a data folder of its own, which is deleted at the end. The folder is on the disk of
 * the project, as that of {@code ./run} is: a folder in memory would make every commit free.
 */
public final class RunningSuite implements AutoCloseable {
  public static final String LOAD_GENERATOR = "bench (sends)";

  /** Below this share of one core all services together count as idle. */
  private static final double IDLE = 0.2;

  private static final double SETTLE_PATIENCE = 120;

  private final Suite suite;
  private final Path folder;
  private final Thread atExit = new Thread(this::end, "stop-suite");
  private boolean ended;

  private RunningSuite(Suite suite, Path folder) {
    this.suite = suite;
    this.folder = folder;
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  public static RunningSuite start(Path root, PrintStream out) {
    Path folder =
        root.resolve("bench/target/suite-" + ProcessHandle.current().pid()).toAbsolutePath();
    RunningSuite running =
        new RunningSuite(Suite.open(SuiteOptions.temporary(root, folder)), folder);
    try {
      running.suite.start(
          (name, took) -> out.printf("  %-18s ready after %.1f s%n", name, took.toMillis() / 1e3));
      return running;
    } catch (RuntimeException e) {
      running.close();
      throw e;
    }
  }

  public String gatewayUrl() {
    return suite.gatewayUrl();
  }

  public String operatorKey() {
    return suite.adminKey();
  }

  public Map<String, Long> pids() {
    return suite.pids();
  }

  /** A connection of the superuser, whom row-level security does not concern. */
  public Connection connect() throws SQLException {
    return suite.database().connect("steadfast");
  }

  public CpuTime cpu() {
    return CpuTime.of(suite.pids(), LOAD_GENERATOR);
  }

  /**
   * Throws if a part of the suite has ended.
   *
   * @throws BenchFailure with the end of its log
   */
  public void requireAlive() {
    ChildProcess crashed = suite.crash().getNow(null);
    if (crashed != null) {
      throw new BenchFailure(crashed.name() + " ended:\n" + crashed.tail(30));
    }
  }

  /** Waits until everything is published and no part works any more. */
  public void settle() throws SQLException {
    double waited = 0;
    int idle = 0;
    try (Connection database = connect()) {
      while (idle < 2) {
        double before = cpu().total();
        sleep(500);
        waited += 0.5;
        boolean isIdle = cpu().total() - before < IDLE * 0.5;
        idle = isIdle && outboxRows(database) == 0 ? idle + 1 : 0;
        requireAlive();
        if (waited > SETTLE_PATIENCE) {
          throw new BenchFailure("the suite does not come to rest within two minutes");
        }
      }
    }
  }

  private static long outboxRows(Connection database) throws SQLException {
    try (Statement statement = database.createStatement();
        ResultSet row = statement.executeQuery("SELECT count(*) FROM metrics.outbox")) {
      row.next();
      return row.getLong(1);
    }
  }

  /** Writes everything dirty to disk now, so that no round pays for an earlier one. */
  public void checkpoint() throws SQLException {
    try (Connection database = connect();
        Statement statement = database.createStatement()) {
      statement.execute("CHECKPOINT");
    }
  }

  public static void sleep(long milliseconds) {
    try {
      Thread.sleep(milliseconds);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchFailure("interrupted", e);
    }
  }

  private synchronized void end() {
    if (ended) {
      return;
    }
    ended = true;
    suite.close();
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(folder)) {
      List<Path> all = paths.sorted(Comparator.reverseOrder()).toList();
      for (Path path : all) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + folder, e);
    }
  }

  @Override
  public void close() {
    end();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // This process is ending: the hook is what ended the suite.
      return;
    }
  }
}
