package dev.steadfast.bench.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class CpuTimeTest {
  private static final String STAT =
      "42 (odd) name) S 1 42 42 0 -1 4194560 900 800 0 0 150 50 30 20 20 0 12 0 99 1000 200";

  @Test
  void readsUserAndSystemTimeBehindAnOddName() {
    assertThat(CpuTime.seconds(STAT, false)).isEqualTo(2.0);
  }

  @Test
  void addsWhatEndedChildrenTook() {
    assertThat(CpuTime.seconds(STAT, true)).isEqualTo(2.5);
  }

  @Test
  void differenceIsByProcess() {
    // Given
    CpuTime before = new CpuTime(Map.of("kafka", 1.0));
    CpuTime after = new CpuTime(Map.of("kafka", 1.5, "gateway", 2.0));

    // When
    CpuTime taken = after.since(before);

    // Then
    assertThat(taken.total("kafka")).isEqualTo(0.5);
    assertThat(taken.total()).isEqualTo(2.5);
  }

  @Test
  void thisProcessHasTakenTimeAndMemory() {
    // Given
    assumeThat(Machine.tellsCpuTime()).isTrue();
    long pid = ProcessHandle.current().pid();

    // Then
    assertThat(CpuTime.of(Map.of(), "this").total("this")).isGreaterThan(0.01);
    assertThat(MemoryWatch.highWaterMarks(Map.of("this", pid)).get("this"))
        .isGreaterThan(1_000_000);
    assertThat(Machine.busySeconds()).isGreaterThan(0);
  }

  @Test
  void whatIsNotOursIsLoadOfOthers() {
    // Given
    int cores = Runtime.getRuntime().availableProcessors();
    CpuTime ours = new CpuTime(Map.of("all", 1.0));

    // Then
    assertThat(Machine.loadOfOthers(ours, 10, 1 + cores)).isCloseTo(0.1, Offset.offset(1e-9));
    assertThat(Machine.loadOfOthers(ours, 10, 0.5)).isZero();
  }
}
