package dev.steadfast.launcher.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs a program that refuses root (PostgreSQL does) even when we are root, as in most containers.
 *
 * <p>In a new user namespace without a mapping the program sees itself as nobody while the files
 * stay ours, so no folder changes hands. Where namespaces are forbidden the program runs as {@code
 * nobody} and its folder is handed over.
 */
enum Unprivileged {
  /** We are an ordinary user: nothing to do. */
  AS_WE_ARE(""),
  NEW_NAMESPACE("unshare -U --"),
  AS_NOBODY("setpriv --reuid=65534 --regid=65534 --clear-groups --");

  private static final Unprivileged HERE = detect();

  private final String prefix;

  Unprivileged(String prefix) {
    this.prefix = prefix;
  }

  /** The command with what must stand before it on this machine. */
  static List<String> command(List<String> command) {
    List<String> whole = new ArrayList<>();
    if (!HERE.prefix.isEmpty()) {
      whole.addAll(List.of(HERE.prefix.split(" ", -1)));
    }
    whole.addAll(command);
    return whole;
  }

  /** Makes the folder usable by a program that {@link #command} starts. */
  static void handOver(Path folder) {
    if (HERE == AS_NOBODY) {
      run(List.of("chown", "-R", "65534:65534", folder.toString()));
      // The way there: through the suite's own folder, which is otherwise closed to others.
      run(List.of("chmod", "o+x", folder.resolve("../..").normalize().toString()));
    }
  }

  private static Unprivileged detect() {
    if (!run(List.of("id", "-u")).equals("0")) {
      return AS_WE_ARE;
    }
    return run(List.of("unshare", "-U", "--", "id", "-u")).isEmpty() ? AS_NOBODY : NEW_NAMESPACE;
  }

  /** Standard output of a command that succeeded, empty for one that failed or is not there. */
  private static String run(List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0 ? output.strip() : "";
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException("interrupted", e));
    }
  }
}
