package dev.steadfast.launcher.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder of one suite: held by one launcher at a time, remembering which processes it started.
 */
final class DataFolder implements AutoCloseable {
  private final Path folder;
  private final Path children;
  private final FileChannel channel;

  private DataFolder(Path folder, FileChannel channel) {
    this.folder = folder;
    this.children = folder.resolve("children");
    this.channel = channel;
  }

  /**
   * Takes the folder for this process, and ends the processes that a killed launcher left on it.
   *
   * @throws SuiteFailure when another launcher holds it
   */
  static DataFolder take(Path folder) {
    try {
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(
            folder,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
      Path lockFile = folder.resolve("run.lock");
      FileChannel channel =
          FileChannel.open(
              lockFile,
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      if (lock(channel) == null) {
        channel.close();
        throw new SuiteFailure(
            "Steadfast already runs on "
                + folder
                + " (process "
                + Files.readString(lockFile).strip()
                + "). Stop it there with Ctrl-C, or end that process.");
      }
      channel.truncate(0);
      channel.write(
          ByteBuffer.wrap(
              Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8)));
      DataFolder taken = new DataFolder(folder, channel);
      taken.endLeftovers();
      return taken;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot use " + folder, e);
    }
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  /** Remembers a child, so that a later launcher finds it if this one is killed. */
  synchronized void remember(long pid) {
    String started = startOf(pid).map(Instant::toString).findFirst().orElse("-");
    try {
      Files.writeString(
          children,
          pid + " " + started + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Instant> startOf(long pid) {
    return ProcessHandle.of(pid).stream().flatMap(p -> p.info().startInstant().stream());
  }

  /** A pid alone may belong to a stranger by now; pid and start time together do not. */
  private void endLeftovers() throws IOException {
    if (!Files.exists(children)) {
      return;
    }
    List<ProcessHandle> left =
        Files.readAllLines(children).stream()
            .map(line -> line.split(" ", 2))
            .filter(parts -> parts.length == 2)
            .filter(
                parts ->
                    startOf(Long.parseLong(parts[0])).anyMatch(s -> s.toString().equals(parts[1])))
            .flatMap(parts -> ProcessHandle.of(Long.parseLong(parts[0])).stream())
            .toList();
    left.forEach(ProcessHandle::destroy);
    for (ProcessHandle process : left) {
      process
          .onExit()
          .completeOnTimeout(process, 10, TimeUnit.SECONDS)
          .thenAccept(ProcessHandle::destroyForcibly)
          .join();
    }
    Files.delete(children);
  }

  /** Deletes everything in the folder but the lock. */
  void empty() {
    try (Stream<Path> paths = Files.walk(folder)) {
      List<Path> all = paths.sorted(Comparator.reverseOrder()).toList();
      for (Path path : all) {
        if (!path.equals(folder) && !path.equals(folder.resolve("run.lock"))) {
          Files.delete(path);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot empty " + folder, e);
    }
  }

  /** Gives the folder back; all children must have ended. */
  @Override
  public void close() {
    try {
      Files.deleteIfExists(children);
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
