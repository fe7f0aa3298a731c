package dev.steadfast.launcher.embedded;

import dev.steadfast.launcher.process.ChildProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A real PostgreSQL 18 server on a folder of our own, reachable on 127.0.0.1 with passwords only.
 *
 * <p>The data stay between starts, also after {@code kill -9}: the server recovers from its
 * write-ahead log. We run the programs of the zonky artifact ourselves, because its Java wrapper
 * fixes {@code trust} authentication and {@code fsync = off}.
 */
public final class EmbeddedDatabase {
  public static final String SUPERUSER = "postgres";

  /** How much a power failure may take. */
  public enum Durability {
    /** Nothing that was committed: {@code fsync} and {@code full_page_writes} are on. */
    FULL("on"),
    /** Everything, for tests: a killed process still loses nothing. */
    PROCESS_ONLY("off");

    private final String flush;

    Durability(String flush) {
      this.flush = flush;
    }
  }

  /**
   * What to start.
   *
   * @param folder holds {@code data/}; made on the first start
   * @param port TCP port
   * @param password of the superuser {@link #SUPERUSER}, set on the first start
   * @param log file to which the server writes
   */
  public record Options(Path folder, int port, String password, Durability durability, Path log) {}

  private static final Duration START_PATIENCE = Duration.ofSeconds(60);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(30);

  private final Options options;
  private final ChildProcess server;

  private EmbeddedDatabase(Options options, ChildProcess server) {
    this.options = options;
    this.server = server;
  }

  /**
   * Starts the server and waits until it accepts connections.
   *
   * @throws IllegalStateException when it ends or does not accept them within a minute; the message
   *     holds the end of its log
   */
  public static EmbeddedDatabase start(Options options) {
    Path binaries = PostgresBinaries.unpacked();
    Path data = options.folder().resolve("data").toAbsolutePath();
    if (!Files.exists(data)) {
      initialise(binaries, options);
    }
    stopLeftover(data);
    EmbeddedDatabase database = new EmbeddedDatabase(options, launch(binaries, data, options));
    database.awaitReady();
    return database;
  }

  private static void initialise(Path binaries, Options options) {
    try {
      Files.createDirectories(options.folder());
      Path fresh = Files.createTempDirectory(options.folder(), "init");
      Path secret = fresh.resolve("password");
      Path data = fresh.resolve("data");
      Files.createFile(
          secret,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(secret, options.password());
      Unprivileged.handOver(fresh);
      List<String> command =
          new ArrayList<>(
              List.of(binaries.resolve("bin/initdb").toString(), "-D", data.toString()));
      command.addAll(List.of("-U", SUPERUSER, "--pwfile=" + secret, "--auth=scram-sha-256"));
      // The collation that ships with the server: the same order on every machine.
      command.addAll(List.of("-E", "UTF-8", "--locale-provider=builtin", "--locale=C.UTF-8"));
      if (options.durability() == Durability.PROCESS_ONLY) {
        command.add("--no-sync");
      }
      ChildProcess initdb =
          ChildProcess.start("initdb", Unprivileged.command(command), Map.of(), options.log());
      if (initdb.exit().join() != 0) {
        throw new IllegalStateException("initdb failed:\n" + initdb.tail(20));
      }
      // Only a complete cluster gets the final name: an interrupted first start begins again.
      Files.move(data, options.folder().resolve("data"), StandardCopyOption.ATOMIC_MOVE);
      Files.delete(secret);
      Files.delete(fresh);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot prepare " + options.folder(), e);
    }
  }

  /**
   * Stops a server that a killed launcher left on this very folder; any other process is left
   * alone.
   */
  private static void stopLeftover(Path data) {
    Path pidFile = data.resolve("postmaster.pid");
    if (!Files.exists(pidFile)) {
      return;
    }
    try {
      long pid = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
      ProcessHandle.of(pid)
          .filter(process -> process.info().commandLine().orElse("").contains(data.toString()))
          .ifPresent(
              process -> {
                process.destroy();
                process
                    .onExit()
                    .orTimeout(5, TimeUnit.SECONDS)
                    .exceptionally(late -> process)
                    .join();
                process.destroyForcibly();
              });
    } catch (IOException | RuntimeException e) {
      // An unreadable file is the server's own business: it says what is wrong when it starts.
      return;
    }
  }

  private static ChildProcess launch(Path binaries, Path data, Options options) {
    List<String> command =
        new ArrayList<>(
            List.of(binaries.resolve("bin/postgres").toString(), "-D", data.toString()));
    List<String> settings =
        new ArrayList<>(
            List.of(
                "listen_addresses=127.0.0.1",
                "port=" + options.port(),
                "unix_socket_directories=",
                "password_encryption=scram-sha-256",
                "timezone=UTC",
                "log_timezone=UTC",
                "max_connections=120",
                "shared_buffers=256MB",
                "work_mem=16MB",
                "maintenance_work_mem=128MB",
                "max_wal_size=4GB",
                "checkpoint_timeout=15min",
                "random_page_cost=1.1",
                "fsync=" + options.durability().flush,
                "full_page_writes=" + options.durability().flush,
                "synchronous_commit=on",
                "jit=off",
                "autovacuum_naptime=15s",
                "log_checkpoints=off",
                "log_line_prefix=%m [%p] %u "));
    settings.forEach(setting -> command.addAll(List.of("-c", setting)));
    return ChildProcess.start(
        "postgresql", Unprivileged.command(command), Map.of("PGTZ", "UTC"), options.log());
  }

  private void awaitReady() {
    long deadline = System.nanoTime() + START_PATIENCE.toNanos();
    while (true) {
      try (Connection connection = connect(SUPERUSER)) {
        if (connection.isValid(5)) {
          return;
        }
      } catch (SQLException e) {
        boolean refused = "28P01".equals(e.getSQLState());
        if (refused || !server.alive() || System.nanoTime() > deadline) {
          server.kill();
          throw new IllegalStateException(
              "PostgreSQL does not start on port "
                  + options.port()
                  + ": "
                  + e.getMessage()
                  + "\n"
                  + server.tail(20),
              e);
        }
      }
      server.await(Duration.ofMillis(50));
    }
  }

  public int port() {
    return options.port();
  }

  public long pid() {
    return server.pid();
  }

  public ChildProcess process() {
    return server;
  }

  public String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:" + options.port() + "/" + database;
  }

  /** A connection of the superuser. */
  public Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(jdbcUrl(database), SUPERUSER, options.password());
  }

  /** Fast shutdown: open transactions are rolled back, everything committed is checkpointed. */
  public void stop() {
    server.stop("INT", STOP_PATIENCE);
  }

  /** {@code kill -9} of the server. */
  public void kill() {
    server.kill();
  }

  /** Freezes the server and its sessions: connections hang instead of being refused. */
  public void pause() {
    server.signalTree("STOP");
  }

  /** Ends {@link #pause}. */
  public void resume() {
    server.signalTree("CONT");
  }
}
