package dev.steadfast.metrics.imports;

import dev.steadfast.contracts.problem.ProblemCode;
import dev.steadfast.metrics.arrival.Source;
import dev.steadfast.platform.problem.FieldError;
import dev.steadfast.platform.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The events of a file that has one on each line, as an export of events does. */
final class LineBatches implements Batches {
  private static final int TRIED_LINES = 100;
  private static final int SHOWN = 20;

  private final Lines lines;
  private final int batchEvents;

  LineBatches(InputStream text, ImportSettings settings) {
    this.lines = new Lines(text);
    this.batchEvents = settings.batchEvents();
  }

  /**
   * How many lines a file has.
   *
   * @throws ProblemException {@code import-mismatch} if none of the first ones is a JSON object
   */
  static long count(InputStream text) throws IOException {
    Lines lines = new Lines(text);
    List<FieldError> errors = new ArrayList<>();
    int tried = 0;
    while (tried < TRIED_LINES && lines.next()) {
      if (!lines.isBlank()) {
        tried++;
        Optional<String> fault = new LineEvents().add(lines);
        fault.ifPresent(
            what ->
                errors.add(
                    new FieldError(
                        "/file/line/" + lines.number(), "line " + lines.number() + ": " + what)));
      }
    }
    if (tried > 0 && errors.size() == tried) {
      throw new ProblemException(
          ProblemCode.IMPORT_MISMATCH,
          "The file does not have one event a line: " + errors.getFirst().detail(),
          errors.stream().limit(SHOWN).toList());
    }
    while (lines.next()) {
      // counted by its number
    }
    return lines.number();
  }

  @Override
  public void passOver(long rows, Pulse pulse) throws IOException, SQLException {
    for (long row = 1; row <= rows && lines.next(); row++) {
      pulse.beat(row);
    }
  }

  @Override
  public @Nullable Batch next() throws IOException {
    LineEvents events = new LineEvents();
    List<RowFault> faults = new ArrayList<>();
    int read = 0;
    int blank = 0;
    while (events.size() < batchEvents
        && events.bytes() < BATCH_BYTES
        && read < BATCH_ROWS
        && faults.size() < BATCH_FAULTS
        && lines.next()) {
      read++;
      if (lines.isBlank()) {
        blank++;
      } else {
        events
            .add(lines)
            .ifPresent(
                what -> faults.add(new RowFault(lines.number(), lines.number(), null, what, null)));
      }
    }
    int bad = faults.size();
    Tally rows = new Tally(read, read - bad - blank, bad, blank, 0, 0, 0, 0, 0, 0);
    return read == 0 ? null : new Batch(events, rows, faults);
  }

  @Override
  public Source source() {
    return Source.UNKNOWN;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
