package dev.steadfast.metrics.imports;

import dev.steadfast.metrics.arrival.Source;
import dev.steadfast.metrics.intake.Intake;
import dev.steadfast.metrics.intake.Receipt;
import java.io.IOException;

/** The events of a part of a file, in its order, on their way to intake. */
interface MadeEvents {
  int size();

  /** Where an event comes from. */
  Origin origin(int position);

  /** Who an event is of. */
  Source source(int position);

  /** Sends all of them; nothing can be added afterwards. */
  Receipt send(Intake intake, ImportJob job) throws IOException;

  /**
   * A place in the file.
   *
   * @param what the event is, in words
   */
  record Origin(long line, long row, String what) {}
}
