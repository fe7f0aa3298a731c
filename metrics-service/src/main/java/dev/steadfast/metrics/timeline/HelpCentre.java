package dev.steadfast.metrics.timeline;

import dev.steadfast.contracts.metric.KnowledgeMetrics;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a visitor did in the knowledge base. */
final class HelpCentre {
  /** A pause as long as this ends a visit. */
  static final long PAUSE_MS = 30 * 60_000;

  private record Vote(Moment moment, boolean isHelpful) {}

  private final @Nullable Trace trace;
  private final List<Moment> views = new ArrayList<>(0);
  private final List<Vote> votes = new ArrayList<>(0);
  private final List<Moment> visits = new ArrayList<>(0);
  private long lastSeen;

  HelpCentre(@Nullable Trace trace) {
    this.trace = trace;
  }

  void apply(Moment moment, Happening.ByVisitor deed) {
    switch (deed) {
      case Happening.Viewed viewed -> {
        views.add(moment);
        Trace.did(trace, Step.VIEWED);
        seen(moment);
      }
      case Happening.Searched searched -> seen(moment);
      case Happening.Voted voted -> {
        votes.add(new Vote(moment, voted.helpful()));
        Trace.did(trace, Step.VOTED);
      }
    }
  }

  private void seen(Moment moment) {
    boolean isNew = visits.isEmpty() || moment.at() - lastSeen >= PAUSE_MS;
    if (isNew) {
      visits.add(moment);
    }
    lastSeen = moment.at();
    Trace.did(trace, isNew ? Step.VISIT_BEGAN : Step.VISIT_WENT_ON);
  }

  List<Long> visits() {
    return visits.stream().map(Moment::at).toList();
  }

  void addTo(Observations observations) {
    for (int i = 0; i < views.size(); i++) {
      observations.add(KnowledgeMetrics.TRAFFIC, i, views.get(i), 1);
    }
    for (int i = 0; i < votes.size(); i++) {
      Vote vote = votes.get(i);
      observations.add(KnowledgeMetrics.HELPFULNESS, i, vote.moment(), vote.isHelpful());
    }
    for (int i = 0; i < visits.size(); i++) {
      observations.add(KnowledgeMetrics.VISITS, i, visits.get(i), 1);
    }
    observations.none(KnowledgeMetrics.TRAFFIC, Absence.NOTHING_VIEWED);
    observations.none(KnowledgeMetrics.HELPFULNESS, Absence.NO_VOTE);
    observations.none(KnowledgeMetrics.VISITS, Absence.NO_VISIT);
  }
}
