package dev.steadfast.metrics.imports;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An import as it is shown. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Import", description = "A file on its way to become events")
public record ImportView(
    UUID id,
    @Schema(description = "`done`: every event is durable and is being processed")
        ImportState state,
    FileFormat format,
    String fileName,
    @Schema(description = "Absent for ndjson: each event says its own") @Nullable String system,
    @Schema(description = "Absent for ndjson: each event says its own") @Nullable String source,
    Bytes bytes,
    Rows rows,
    Events events,
    @Schema(description = "Rows read of all rows, 0 to 1") double progress,
    Errors errors,
    @Schema(description = "Why it failed") @Nullable String failure,
    Instant createdAt,
    String createdBy,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    @Schema(description = "How many times it was taken up again after a crash") int resumed) {

  /** The size of the file. */
  @Schema(name = "ImportBytes")
  public record Bytes(long sent, long expanded) {}

  /** What became of the rows. */
  @Schema(
      name = "ImportRows",
      description =
          "read = good + bad + blank; a good row for which no rule applies is also withoutEvent")
  public record Rows(long total, long read, long good, long bad, long blank, long withoutEvent) {}

  /** What became of the events. */
  @Schema(name = "ImportEvents", description = "made = accepted + rejected")
  public record Events(long made, long accepted, long rejected) {}

  /** The faults. */
  @Schema(name = "ImportErrors", description = "total is exact; up to 10,000 are listed")
  public record Errors(long total, int listed, List<ImportError> first) {}

  static ImportView of(Import one, List<ImportError> first) {
    Tally tally = one.tally();
    return new ImportView(
        one.id(),
        one.state(),
        one.format(),
        one.fileName(),
        one.format() == FileFormat.CSV ? one.system() : null,
        one.format() == FileFormat.CSV ? one.source() : null,
        new Bytes(one.bytesSent(), one.bytesExpanded()),
        new Rows(
            one.rowsTotal(),
            tally.rowsRead(),
            tally.rowsGood(),
            tally.rowsBad(),
            tally.rowsBlank(),
            tally.rowsWithoutEvent()),
        new Events(tally.eventsMade(), tally.eventsAccepted(), tally.eventsRejected()),
        one.state() == ImportState.DONE || one.rowsTotal() == 0
            ? 1
            : (double) tally.rowsRead() / one.rowsTotal(),
        new Errors(tally.errorsTotal(), tally.errorsListed(), first),
        one.failure(),
        one.createdAt(),
        one.createdBy(),
        one.startedAt(),
        one.finishedAt(),
        one.resumed());
  }
}
