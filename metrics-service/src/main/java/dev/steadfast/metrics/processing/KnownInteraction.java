package dev.steadfast.metrics.processing;

import dev.steadfast.metrics.timeline.Circumstances;
import dev.steadfast.metrics.timeline.Fold;
import dev.steadfast.metrics.timeline.Measures;
import dev.steadfast.metrics.timeline.Timeline;
import java.util.UUID;

/**
 * An interaction as it stands, with everything that is needed to add events to it.
 *
 * @param revision how often it was written; 0 if it is new
 * @param measures those that are counted
 * @param circumstances under which they are counted
 * @param firstReceivedOn the first day of a raw event of it, in days since the epoch
 */
record KnownInteraction(
    UUID tenant,
    UUID id,
    String system,
    String subject,
    Timeline timeline,
    Measures measures,
    long revision,
    Circumstances circumstances,
    long firstReceivedOn,
    long lastReceivedOn) {

  /** The same without what is counted of it, which {@link #recalled()} brings back. */
  KnownInteraction withoutMeasures() {
    return with(timeline, Measures.NONE, revision, circumstances);
  }

  /** The same, counted as it was counted before. */
  KnownInteraction recalled() {
    return with(timeline, Fold.of(timeline, circumstances), revision, circumstances);
  }

  /** The next revision: that timeline, counted under those circumstances. */
  KnownInteraction counted(Timeline now, Circumstances under) {
    return with(now, Fold.of(now, under), revision + 1, under);
  }

  private KnownInteraction with(
      Timeline now, Measures measured, long version, Circumstances under) {
    return new KnownInteraction(
        tenant,
        id,
        system,
        subject,
        now,
        measured,
        version,
        under,
        firstReceivedOn,
        lastReceivedOn);
  }

  /** The same with what is known to have come on those days, in days since the epoch. */
  KnownInteraction received(long first, long last) {
    return new KnownInteraction(
        tenant,
        id,
        system,
        subject,
        timeline,
        measures,
        revision,
        circumstances,
        Math.min(firstReceivedOn, first),
        Math.max(lastReceivedOn, last));
  }
}
