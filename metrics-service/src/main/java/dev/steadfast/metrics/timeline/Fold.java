package dev.steadfast.metrics.timeline;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The pure function from a timeline to its measures. */
public final class Fold {
  /** Grows with each set of metrics that is added. */
  public static final int VERSION = 5;

  private Fold() {}

  /** The measures of that timeline. */
  public static Measures of(Timeline timeline, Circumstances circumstances) {
    return traced(timeline.counting(), circumstances, null);
  }

  /** The same of the counting events of a timeline, told to the trace as it is computed. */
  static Measures traced(
      List<TimelineEvent> counting, Circumstances circumstances, @Nullable Trace trace) {
    Measures measures =
        new Course(circumstances.rules(), trace).measures(counting, circumstances.until());
    return circumstances.fold() < VERSION
        ? measures.knownTo(circumstances.fold(), circumstances.rules().own())
        : measures;
  }
}
