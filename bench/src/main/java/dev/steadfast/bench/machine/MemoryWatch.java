package dev.steadfast.bench.machine;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Samples the resident memory of processes every 200 ms until closed. */
public final class MemoryWatch implements AutoCloseable {
  private static final long EVERY_MS = 200;

  private final Supplier<Map<String, Long>> pids;
  private final Map<String, Long> highest = new ConcurrentHashMap<>();
  private final Thread thread;
  private volatile boolean closed;

  private MemoryWatch(Supplier<Map<String, Long>> pids) {
    this.pids = pids;
    this.thread = Thread.ofPlatform().name("memory-watch").daemon().unstarted(this::run);
  }

  public static MemoryWatch start(Supplier<Map<String, Long>> pids) {
    MemoryWatch watch = new MemoryWatch(pids);
    watch.thread.start();
    return watch;
  }

  private void run() {
    while (!closed) {
      pids.get().forEach((name, pid) -> highest.merge(name, resident(pid), Math::max));
      try {
        Thread.sleep(EVERY_MS);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private static long resident(long pid) {
    return ProcFile.read(pid, "status").flatMap(s -> ProcFile.kilobytes(s, "VmRSS")).orElse(0L);
  }

  /** The highest sample of VmRSS so far, in bytes by name. */
  public Map<String, Long> highest() {
    return Map.copyOf(highest);
  }

  /** The kernel's own high-water marks since each process began (VmHWM), in bytes by name. */
  public static Map<String, Long> highWaterMarks(Map<String, Long> pids) {
    Map<String, Long> marks = new LinkedHashMap<>();
    pids.forEach(
        (name, pid) ->
            marks.put(
                name,
                ProcFile.read(pid, "status")
                    .flatMap(s -> ProcFile.kilobytes(s, "VmHWM"))
                    .orElse(0L)));
    return marks;
  }

  /**
   * What a process and its descendants hold now, shared pages divided among those that share them,
   * in bytes; 0 where the kernel does not tell.
   */
  public static long proportional(long pid) {
    return ProcessHandle.of(pid).stream()
        .flatMap(root -> Stream.concat(Stream.of(root), root.descendants()))
        .mapToLong(
            process ->
                ProcFile.read(process.pid(), "smaps_rollup")
                    .flatMap(s -> ProcFile.kilobytes(s, "Pss"))
                    .orElse(0L))
        .sum();
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
