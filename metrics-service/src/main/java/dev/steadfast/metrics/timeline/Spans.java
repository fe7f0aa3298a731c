package dev.steadfast.metrics.timeline;

import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.contracts.metric.ReplyMetrics;
import dev.steadfast.metrics.timeline.Explanation.Part;
import dev.steadfast.metrics.timeline.Explanation.Reason;
import dev.steadfast.metrics.timeline.Explanation.Span;
import dev.steadfast.metrics.timeline.Happening.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The parts of a duration by status and holder, and whether each counts. */
final class Spans {
  private Spans() {}

  /** Time between two events, with whom the interaction was. */
  record Passed(
      long from, long to, @Nullable Status status, @Nullable String team, @Nullable String agent) {
    boolean isWith(@Nullable String otherTeam, @Nullable String otherAgent) {
      return Objects.equals(team, otherTeam) && Objects.equals(agent, otherAgent);
    }

    boolean isLike(Passed other) {
      return status == other.status && isWith(other.team, other.agent);
    }

    Passed andOn(Passed next) {
      return new Passed(from, next.to, status, team, agent);
    }
  }

  /** Neighbours of one status, team and agent are one. */
  static List<Part> of(MetricDefinition metric, Observation observation, List<Passed> passed) {
    List<Part> spans = new ArrayList<>();
    Passed open = null;
    for (Passed each : passed) {
      if (open != null && open.isLike(each)) {
        open = open.andOn(each);
      } else {
        if (open != null) {
          spans.add(span(metric, observation, open));
        }
        open = each;
      }
    }
    if (open != null) {
      spans.add(span(metric, observation, open));
    }
    return spans;
  }

  private static Span span(MetricDefinition metric, Observation observation, Passed passed) {
    Status status = passed.status();
    if (!Waits.asksForHands(metric) || status == null) {
      return new Span(passed.from(), passed.to(), status, true, Reason.CALENDAR);
    }
    Hands hands = Hands.of(status);
    Dimensions measured = observation.dimensions();
    if (metric.equals(ReplyMetrics.WRITTEN_HANDLE_TIME)
        && hands == Hands.AGENT
        && !passed.isWith(measured.team(), measured.agent())) {
      return new Span(passed.from(), passed.to(), status, false, Reason.WITH_OTHERS);
    }
    Reason reason =
        switch (hands) {
          case AGENT -> Reason.WITH_AGENTS;
          case THIRD_PARTY -> Reason.WITH_THIRD_PARTY;
          case REQUESTER -> Reason.WITH_REQUESTER;
          case NOBODY -> Reason.DONE;
        };
    return new Span(passed.from(), passed.to(), status, Waits.counts(metric, hands), reason);
  }
}
