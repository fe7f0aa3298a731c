package dev.steadfast.metrics.imports;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An import as it is stored.
 *
 * @param resumed how many times it was taken up again after its process went away
 */
record Import(
    UUID id,
    ImportState state,
    FileFormat format,
    String fileName,
    String system,
    String source,
    long bytesSent,
    long bytesExpanded,
    long rowsTotal,
    Tally tally,
    @Nullable String failure,
    Instant createdAt,
    String createdBy,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    int resumed) {}
