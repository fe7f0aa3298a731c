package dev.steadfast.bench.machine;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * CPU seconds, user and system, that processes have taken since they began. Resolution: 10 ms a
 * process.
 *
 * @param seconds by name
 */
public record CpuTime(Map<String, Double> seconds) {
  /** USER_HZ: 100 on all common Linux platforms. */
  private static final double TICKS_PER_SECOND = 100;

  /**
   * Reads the time of each process with all its descendants, those that have ended included, and of
   * this process alone.
   *
   * @param pids by name
   */
  public static CpuTime of(Map<String, Long> pids, String nameOfThis) {
    Map<String, Double> seconds = new LinkedHashMap<>();
    pids.forEach((name, pid) -> seconds.put(name, tree(pid)));
    seconds.put(nameOfThis, own(ProcessHandle.current().pid()));
    return new CpuTime(seconds);
  }

  /** What was taken since {@code before}. */
  public CpuTime since(CpuTime before) {
    Map<String, Double> difference = new LinkedHashMap<>();
    seconds.forEach(
        (name, now) -> difference.put(name, now - before.seconds.getOrDefault(name, 0.0)));
    return new CpuTime(difference);
  }

  /** The sum over the processes of those names, or over all where none is given. */
  public double total(String... names) {
    return names.length == 0
        ? seconds.values().stream().mapToDouble(Double::doubleValue).sum()
        : Stream.of(names).mapToDouble(name -> seconds.getOrDefault(name, 0.0)).sum();
  }

  /** Ended children are counted by the parent that waited for them, so nothing counts twice. */
  private static double tree(long pid) {
    return ProcessHandle.of(pid).stream()
        .flatMap(root -> Stream.concat(Stream.of(root), root.descendants()))
        .mapToDouble(process -> seconds(process.pid(), true))
        .sum();
  }

  private static double own(long pid) {
    return seconds(pid, false);
  }

  private static double seconds(long pid, boolean withEndedChildren) {
    return ProcFile.read(pid, "stat").map(stat -> seconds(stat, withEndedChildren)).orElse(0.0);
  }

  /** Reads {@code /proc/<pid>/stat}; the name in its second field may hold blanks and brackets. */
  static double seconds(String stat, boolean withEndedChildren) {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).strip().split(" ", -1);
    long ticks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
    if (withEndedChildren) {
      ticks += Long.parseLong(fields[13]) + Long.parseLong(fields[14]);
    }
    return ticks / TICKS_PER_SECOND;
  }
}
