package dev.steadfast.bench.forecast;

import java.lang.management.ManagementFactory;

/** Seconds of wall clock and of processor that this thread takes. */
final class ThreadClock {
  private final long wall = System.nanoTime();
  private final long cpu = cpu();

  double wallSeconds() {
    return (System.nanoTime() - wall) / 1e9;
  }

  double cpuSeconds() {
    return (cpu() - cpu) / 1e9;
  }

  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
