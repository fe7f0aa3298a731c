package dev.steadfast.launcher.suite;

import dev.steadfast.launcher.embedded.EmbeddedDatabase.Durability;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where and how to run a suite.
 *
 * @param root the project folder with the built modules
 * @param data holds everything the suite writes: databases, logs, secrets
 * @param environment extra variables for the services, applied last
 */
public record SuiteOptions(
    Path root,
    Path data,
    SuitePorts ports,
    Durability durability,
    Map<String, String> environment) {

  /** As {@code ./run} does it: fixed ports, data under {@code .data}, fully durable. */
  public static SuiteOptions standard(Path root) {
    return new SuiteOptions(
        root, root.resolve(".data"), SuitePorts.standard(), Durability.FULL, Map.of());
  }

  /** For a test or benchmark: free ports on a folder of its own; durable like the standard one. */
  public static SuiteOptions temporary(Path root, Path data) {
    return new SuiteOptions(root, data, SuitePorts.free(), Durability.FULL, Map.of());
  }

  /** The log file of the process of that name. */
  Path log(String name) {
    return data.resolve("logs").resolve(name + ".log");
  }
}
