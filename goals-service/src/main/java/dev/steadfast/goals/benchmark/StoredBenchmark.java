package dev.steadfast.goals.benchmark;

import java.time.OffsetDateTime;
import java.util.UUID;

/** A figure that a tenant has added. */
record StoredBenchmark(
    UUID id,
    long version,
    BenchmarkRequest document,
    OffsetDateTime createdAt,
    String createdBy,
    OffsetDateTime changedAt,
    String changedBy) {
  StoredBenchmark changed(BenchmarkRequest to, OffsetDateTime at, String by) {
    return new StoredBenchmark(id, version + 1, to, createdAt, createdBy, at, by);
  }
}
