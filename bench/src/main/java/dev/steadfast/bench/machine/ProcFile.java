package dev.steadfast.bench.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Files of one process under {@code /proc}. */
final class ProcFile {
  private ProcFile() {}

  /** The text, or empty when the process is gone or not ours to read. */
  static Optional<String> read(long pid, String name) {
    try {
      return Optional.of(Files.readString(Path.of("/proc", Long.toString(pid), name)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The number behind {@code name:} in lines such as {@code VmHWM: 1024 kB}, in bytes. */
  static Optional<Long> kilobytes(String text, String name) {
    return text.lines()
        .filter(line -> line.startsWith(name + ":"))
        .map(line -> line.substring(name.length() + 1).replace("kB", "").strip())
        .map(number -> Long.parseLong(number) * 1024)
        .findFirst();
  }
}
