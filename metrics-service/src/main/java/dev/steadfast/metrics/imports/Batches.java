package dev.steadfast.metrics.imports;

import dev.steadfast.metrics.arrival.Source;
import java.io.Closeable;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A file that becomes events part by part, the same ones however often it is read. */
interface Batches extends Closeable {
  int BATCH_BYTES = 1 << 20;
  int BATCH_ROWS = 20_000;
  int BATCH_FAULTS = 1_000;

  /** Goes behind the rows that are done. */
  void passOver(long rows, Pulse pulse) throws IOException, SQLException;

  /** The next part, or null at the end. */
  @Nullable Batch next() throws IOException;

  /** Who a row is of that no event could be made of. */
  Source source();

  /** A part of the file. */
  record Batch(MadeEvents events, Tally rows, List<RowFault> faults) {}

  /** Told of each row that is passed over. */
  interface Pulse {
    void beat(long row) throws SQLException;
  }
}
