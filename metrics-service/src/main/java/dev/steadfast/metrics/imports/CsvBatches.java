package dev.steadfast.metrics.imports;

import dev.steadfast.metrics.arrival.Source;
import dev.steadfast.metrics.imports.RowTranslator.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Events made of the rows of a CSV file by a mapping. */
final class CsvBatches implements Batches {
  private final CsvRows rows;
  private final Mapping mapping;
  private final RowTranslator translator;
  private final int batchEvents;

  CsvBatches(InputStream text, Mapping mapping, ImportSettings settings) {
    this.rows = new CsvRows(text, mapping);
    this.mapping = mapping;
    this.translator = new RowTranslator(mapping, settings.rememberedKeys());
    this.batchEvents = settings.batchEvents();
  }

  /** What earlier rows said of their keys must be known again. */
  @Override
  public void passOver(long done, Pulse pulse) throws SQLException {
    Faults known = new Faults(mapping.slots().columns());
    for (long row = 1; row <= done && rows.next(); row++) {
      translator.translate(rows.row(), rows.width(), null, known);
      known.take();
      pulse.beat(row);
    }
  }

  @Override
  public @Nullable Batch next() {
    EventJson events = new EventJson(mapping);
    Faults faults = new Faults(mapping.slots().columns());
    RowCount count = new RowCount();
    while (events.size() < batchEvents
        && events.roughBytes() < BATCH_BYTES
        && count.read < BATCH_ROWS
        && faults.size() < BATCH_FAULTS
        && rows.next()) {
      count.add(translator.translate(rows.row(), rows.width(), events, faults));
    }
    return count.read == 0 ? null : new Batch(events, count.tally(), faults.take());
  }

  @Override
  public Source source() {
    return new Source(mapping.source(), mapping.system());
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }

  /** Counts the rows of a batch. */
  private static final class RowCount {
    private int read;
    private int bad;
    private int blank;
    private int withoutEvent;

    void add(Outcome outcome) {
      read++;
      switch (outcome) {
        case GOOD -> {}
        case WITHOUT_EVENT -> withoutEvent++;
        case BLANK -> blank++;
        case BAD -> bad++;
      }
    }

    Tally tally() {
      return new Tally(read, read - bad - blank, bad, blank, withoutEvent, 0, 0, 0, 0, 0);
    }
  }
}
