package dev.steadfast.launcher.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;

/** What the data folder knows about its demo; kept in one small file. */
sealed interface DemoState {
  /** The folder is used without a demo, and stays so. */
  record None() implements DemoState {}

  /** The history up to that instant is being sent; it may have been interrupted. */
  record Seeding(Instant end) implements DemoState {}

  /** History and goals are there. */
  record Seeded(Instant end) implements DemoState {}

  /** The state on that file. */
  static DemoState read(Path file) {
    try {
      List<String> lines = Files.readAllLines(file);
      return switch (lines.getFirst()) {
        case "seeding" -> new Seeding(Instant.parse(lines.get(1)));
        case "seeded" -> new Seeded(Instant.parse(lines.get(1)));
        default -> new None();
      };
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /** Keeps this state. */
  default void write(Path file) {
    String text =
        switch (this) {
          case None() -> "none\n";
          case Seeding(Instant end) -> "seeding\n" + end + "\n";
          case Seeded(Instant end) -> "seeded\n" + end + "\n";
        };
    try {
      Path fresh = file.resolveSibling(file.getFileName() + ".new");
      Files.writeString(fresh, text);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }
}
