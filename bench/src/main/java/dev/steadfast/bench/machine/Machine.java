package dev.steadfast.bench.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** What this run was measured on. */
public record Machine(int cores, String processor, long memoryBytes, String kernel, String java) {

  /** Reads it. */
  public static Machine here() {
    return new Machine(
        Runtime.getRuntime().availableProcessors(),
        value("/proc/cpuinfo", "model name"),
        ProcFile.kilobytes(text("/proc/meminfo"), "MemTotal").orElse(0L),
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
  }

  /** Whether the kernel tells what the scenarios need. */
  public static boolean tellsCpuTime() {
    return Files.isReadable(Path.of("/proc/self/stat"));
  }

  /** The share of the machine's CPU time that other programs take right now, 0 to 1. */
  public static double loadOfOthers(CpuTime ownDifference, double seconds, double busySeconds) {
    double capacity = Runtime.getRuntime().availableProcessors() * seconds;
    return Math.max(0, busySeconds - ownDifference.total()) / capacity;
  }

  /** CPU seconds in which any core was busy since the machine started, time stolen included. */
  public static double busySeconds() {
    String[] fields =
        text("/proc/stat").lines().findFirst().orElse("cpu 0 0 0 0 0 0 0 0").split(" +", -1);
    double ticks = 0;
    for (int i = 1; i <= 8; i++) {
      boolean isIdle = i == 4 || i == 5;
      ticks += isIdle ? 0 : Double.parseDouble(fields[i]);
    }
    return ticks / 100;
  }

  private static String value(String file, String name) {
    return text(file)
        .lines()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse("unknown");
  }

  private static String text(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      return "";
    }
  }

  /** For the file of results. */
  public Map<String, Object> facts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("cores", cores);
    facts.put("processor", processor);
    facts.put("memoryBytes", memoryBytes);
    facts.put("kernel", kernel);
    facts.put("java", java);
    return facts;
  }
}
