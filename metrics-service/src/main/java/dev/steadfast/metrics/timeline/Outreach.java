package dev.steadfast.metrics.timeline;

import dev.steadfast.contracts.metric.KnowledgeMetrics;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was sent to customers before they asked. */
final class Outreach {
  private record Sending(Moment moment, long recipients) {}

  private final @Nullable Trace trace;
  private final List<Sending> sendings = new ArrayList<>(0);

  Outreach(@Nullable Trace trace) {
    this.trace = trace;
  }

  void sent(Moment moment, long recipients) {
    sendings.add(new Sending(moment, recipients));
    Trace.did(trace, Step.REACHED_OUT);
  }

  void addTo(Observations observations) {
    for (int i = 0; i < sendings.size(); i++) {
      Sending sending = sendings.get(i);
      observations.add(KnowledgeMetrics.OUTREACH, i, sending.moment(), sending.recipients());
    }
    observations.none(KnowledgeMetrics.OUTREACH, Absence.NO_OUTREACH);
  }
}
