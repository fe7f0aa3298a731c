package dev.steadfast.metrics.timeline;

import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.contracts.metric.MetricDefinition.Kind;
import dev.steadfast.metrics.timeline.Happening.Status;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Why an interaction has the observations that it has, and no others. It is what the fold itself
 * tells while it computes them, so that the two cannot differ.
 *
 * @param observations one for each of the fold that is asked for, in its order
 * @param missing each metric that is asked for and without an observation, in the order of the
 *     definitions
 * @param withdrawn the events that do not count, in order
 * @param targets each that was applied, decided or not, in order
 */
public record Explanation(
    List<Explained> observations,
    List<Missing> missing,
    List<TimelineEvent> withdrawn,
    List<ExplainedTarget> targets) {

  /** The explanation of what is counted of that timeline under those circumstances. */
  public static Explanation of(Timeline timeline, Circumstances circumstances) {
    return of(timeline, circumstances, metric -> true);
  }

  /** The same of the metrics that pass the predicate; targets are of their kind, and of all. */
  public static Explanation of(
      Timeline timeline, Circumstances circumstances, Predicate<MetricDefinition> asked) {
    List<TimelineEvent> counting = timeline.counting();
    Trace trace = new Trace(counting, circumstances.rules().own(), asked);
    Fold.traced(counting, circumstances, trace);
    Set<TimelineEvent> counted = new HashSet<>(counting);
    List<TimelineEvent> withdrawn =
        timeline.events().stream().filter(event -> !counted.contains(event)).toList();
    return new Explanation(trace.explained(), trace.missing(), withdrawn, trace.targets());
  }

  /**
   * Where an observation comes from.
   *
   * @param started the event that did what the start rule says
   * @param ended the event that did what the end rule says; empty if none has, as for an
   *     interaction that was not reopened
   * @param cycle 1 and how often it was reopened up to the anchor
   * @param parts of a duration: its span, in order and without gaps; the counted ones sum to the
   *     value
   * @param deeds what events did to this metric, in order
   */
  public record Explained(
      Observation observation,
      TimelineEvent started,
      Optional<TimelineEvent> ended,
      int cycle,
      List<Part> parts,
      List<Deed> deeds) {
    public Explained {
      if (observation.metric().kind() == Kind.DURATION
          && parts.stream().filter(Part::isCounted).mapToLong(Part::milliseconds).sum()
              != observation.value()) {
        throw new IllegalStateException(
            "the counted parts of " + observation.metric().name() + " are not its value");
      }
    }
  }

  /** A metric without an observation, and what events did to it nevertheless. */
  public record Missing(MetricDefinition metric, Absence absence, List<Deed> deeds) {}

  /** What an event did. */
  public record Deed(TimelineEvent event, Step step) {}

  /** A part of a duration. */
  public sealed interface Part {
    /** How long it lasts. */
    long milliseconds();

    /** Whether it is in the value. */
    boolean isCounted();

    /** Why it is, or is not. */
    Reason reason();
  }

  /**
   * Time between two events, {@code [from, to)}.
   *
   * @param status of the interaction then; null before one is known
   */
  public record Span(long from, long to, @Nullable Status status, boolean isCounted, Reason reason)
      implements Part {
    @Override
    public long milliseconds() {
      return to - from;
    }
  }

  /**
   * Time between two events that a schedule says something of, {@code [from, to)}.
   *
   * @param hours what it says; may begin before and end after
   * @param validFrom the first date of the version of the schedule that says so, if it has one
   */
  public record Hours(
      long from,
      long to,
      @Nullable Status status,
      dev.steadfast.core.schedule.Part hours,
      Optional<LocalDate> validFrom)
      implements Part {
    @Override
    public long milliseconds() {
      return to - from;
    }

    @Override
    public boolean isCounted() {
      return hours instanceof dev.steadfast.core.schedule.Part.Counted;
    }

    @Override
    public Reason reason() {
      return switch (hours) {
        case dev.steadfast.core.schedule.Part.Counted counted -> Reason.WITHIN_HOURS;
        case dev.steadfast.core.schedule.Part.Holiday holiday -> Reason.HOLIDAY;
        case dev.steadfast.core.schedule.Part.Closed closed -> Reason.OUTSIDE_HOURS;
      };
    }
  }

  /** Time that the event of a call tells of, without saying when it was. */
  public record Told(long milliseconds, boolean isCounted, Reason reason) implements Part {}

  /** Why a part counts or does not. */
  public enum Reason {
    /** The metric counts all calendar time, whatever the status. */
    CALENDAR,
    /** New or open. */
    WITH_AGENTS,
    /** On hold. */
    WITH_THIRD_PARTY,
    /** Pending. */
    WITH_REQUESTER,
    /** Resolved or closed. */
    DONE,
    /** New or open, with nobody or another agent or team than the one that is measured. */
    WITH_OTHERS,
    /** In the queue of calls. */
    QUEUED,
    /** Talk, hold and wrap-up of a call. */
    HANDLED,
    /** As the event tells it. */
    TOLD,
    /** Within the hours of the schedule. */
    WITHIN_HOURS,
    /** Outside the hours of the schedule. */
    OUTSIDE_HOURS,
    /** On a holiday of the schedule. */
    HOLIDAY
  }
}
