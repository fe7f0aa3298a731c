package dev.steadfast.launcher.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * One child process whose output goes to the end of a log file.
 *
 * <p>Its standard input is a pipe that stays open as long as this JVM lives, so a child that wants
 * to follow us even after {@code kill -9} can wait for its end.
 */
public final class ChildProcess {
  private static final int TAIL_BYTES = 64 * 1024;

  private final String name;
  private final Process process;
  private final Path log;
  private final long logStart;

  private ChildProcess(String name, Process process, Path log, long logStart) {
    this.name = name;
    this.process = process;
    this.log = log;
    this.logStart = logStart;
  }

  /**
   * Starts the command with this JVM's environment plus the given variables.
   *
   * @throws UncheckedIOException when the program cannot be started or the log not be written
   */
  public static ChildProcess start(
      String name, List<String> command, Map<String, String> environment, Path log) {
    try {
      Files.createDirectories(log.toAbsolutePath().getParent());
      long logStart = Files.exists(log) ? Files.size(log) : 0;
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      builder.environment().putAll(environment);
      return new ChildProcess(name, builder.start(), log, logStart);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + name + ": " + e.getMessage(), e);
    }
  }

  public String name() {
    return name;
  }

  public long pid() {
    return process.pid();
  }

  public boolean alive() {
    return process.isAlive();
  }

  public Path log() {
    return log;
  }

  /** Completes with the exit code when the process has ended, for whatever reason. */
  public CompletableFuture<Integer> exit() {
    return process.onExit().thenApply(Process::exitValue);
  }

  /** Runs the action, on a thread of its own, when the process has ended. */
  public void whenEnded(Runnable action) {
    Thread.ofVirtual()
        .name("watch-" + name)
        .start(
            () -> {
              exit().join();
              action.run();
            });
  }

  /** Sends a signal by its POSIX name ({@code INT}, {@code STOP} …) to the process itself. */
  public void signal(String signal) {
    signal(signal, Stream.of(process.toHandle()));
  }

  /** Sends a signal to the process and all its descendants. */
  public void signalTree(String signal) {
    signal(signal, Stream.concat(Stream.of(process.toHandle()), process.descendants()));
  }

  private static void signal(String signal, Stream<ProcessHandle> targets) {
    List<String> pids = targets.map(target -> Long.toString(target.pid())).toList();
    try {
      new ProcessBuilder(Stream.concat(Stream.of("kill", "-" + signal), pids.stream()).toList())
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Sends SIGKILL and waits until the process is gone. */
  public void kill() {
    process.destroyForcibly();
    await(Duration.ofSeconds(10));
  }

  /** Sends the signal, waits as long as given, then kills what is still there. */
  public void stop(String signal, Duration patience) {
    if (process.isAlive()) {
      signal(signal);
      if (!await(patience)) {
        kill();
      }
    }
  }

  /** Waits for the end; false when the process is still running after that time. */
  public boolean await(Duration patience) {
    try {
      return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** The last lines that this process, not an earlier one with the same log, has written. */
  public String tail(int lines) {
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      long from = Math.max(logStart, file.length() - TAIL_BYTES);
      byte[] bytes = new byte[(int) (file.length() - from)];
      file.seek(from);
      file.readFully(bytes);
      List<String> all = new String(bytes, StandardCharsets.UTF_8).lines().toList();
      return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
    } catch (IOException e) {
      return "(no log: " + e.getMessage() + ")";
    }
  }
}
