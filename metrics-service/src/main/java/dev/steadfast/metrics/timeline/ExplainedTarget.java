package dev.steadfast.metrics.timeline;

import dev.steadfast.core.schedule.BusinessTime;
import dev.steadfast.core.schedule.ClockRule;
import dev.steadfast.core.schedule.Part;
import dev.steadfast.metrics.timeline.AppliedTarget.State;
import dev.steadfast.metrics.timeline.Explanation.Reason;
import dev.steadfast.metrics.timeline.Happening.Status;
import dev.steadfast.metrics.timeline.TargetRun.Passed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a target comes from and what became of it.
 *
 * @param applied the event that began it
 * @param decided the event that met or ended it; empty if none has: time alone misses
 * @param parts what passed from the application until it was decided, in order and without gaps
 */
public record ExplainedTarget(
    AppliedTarget target,
    TimelineEvent applied,
    Optional<TimelineEvent> decided,
    List<TargetPart> parts) {
  public ExplainedTarget {
    parts = List.copyOf(parts);
    long counted = parts.stream().filter(TargetPart::isCounted).mapToLong(TargetPart::ms).sum();
    boolean isWrong =
        target.state() instanceof State.Missed
            ? counted != target.limit()
            : counted > target.limit();
    if (isWrong) {
      throw new IllegalStateException("the counted parts of a target are not its time");
    }
  }

  /** How much of its time was used, in milliseconds. */
  public long counted() {
    return parts.stream().filter(TargetPart::isCounted).mapToLong(TargetPart::ms).sum();
  }

  /**
   * Time, {@code [from, to)}.
   *
   * @param holiday the name of the holiday that it lies on, if that is why it does not count
   */
  public record TargetPart(
      long from,
      long to,
      Status status,
      boolean isCounted,
      Reason reason,
      Optional<String> holiday) {
    /** How long it lasts. */
    public long ms() {
      return to - from;
    }
  }

  /** Neighbours of one status are one, and what a schedule leaves out is apart. */
  static List<TargetPart> parts(TargetClock clock, List<Passed> passed) {
    List<TargetPart> parts = new ArrayList<>();
    Passed open = null;
    for (Passed each : passed) {
      if (open != null
          && open.status() == each.status()
          && open.isCounted() == each.isCounted()
          && open.to() == each.from()) {
        open = new Passed(open.from(), each.to(), each.status(), each.isCounted());
      } else {
        add(parts, clock, open);
        open = each;
      }
    }
    add(parts, clock, open);
    return parts;
  }

  private static void add(List<TargetPart> parts, TargetClock clock, @Nullable Passed passed) {
    if (passed == null) {
      return;
    }
    switch (clock) {
      case TargetClock.Business business when passed.isCounted() ->
          BusinessTime.between(
                  business.hours(),
                  Instant.ofEpochMilli(passed.from()),
                  Instant.ofEpochMilli(passed.to()),
                  ClockRule.SUM_OVER_HISTORY)
              .parts()
              .forEach(part -> parts.add(of(part, passed.status())));
      case TargetClock.Business b -> parts.add(whole(passed));
      case TargetClock.Calendar c -> parts.add(whole(passed));
    }
  }

  private static TargetPart whole(Passed passed) {
    return new TargetPart(
        passed.from(),
        passed.to(),
        passed.status(),
        passed.isCounted(),
        reason(passed.status()),
        Optional.empty());
  }

  private static TargetPart of(Part part, Status status) {
    Optional<String> holiday =
        part instanceof Part.Holiday skipped ? Optional.of(skipped.name()) : Optional.empty();
    Reason reason =
        switch (part) {
          case Part.Counted c -> reason(status);
          case Part.Holiday h -> Reason.HOLIDAY;
          case Part.Closed c -> Reason.OUTSIDE_HOURS;
        };
    return new TargetPart(
        part.from().toEpochMilli(),
        part.to().toEpochMilli(),
        status,
        part instanceof Part.Counted,
        reason,
        holiday);
  }

  private static Reason reason(Status status) {
    return switch (Hands.of(status)) {
      case AGENT -> Reason.WITH_AGENTS;
      case THIRD_PARTY -> Reason.WITH_THIRD_PARTY;
      case REQUESTER -> Reason.WITH_REQUESTER;
      case NOBODY -> Reason.DONE;
    };
  }
}
