package dev.steadfast.metrics.timeline;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The sorted, deduplicated events of one interaction. Immutable.
 *
 * <p>Of two events with the same source and id the first known one stays.
 */
public final class Timeline {
  /** The timeline of an interaction that nothing is known of. */
  public static final Timeline EMPTY = new Timeline(List.of());

  private final List<TimelineEvent> events;

  private Timeline(List<TimelineEvent> events) {
    this.events = events;
  }

  /** The timeline of those events, in whatever order they come. */
  public static Timeline of(Collection<TimelineEvent> events) {
    return EMPTY.with(events);
  }

  /** This timeline and those events. */
  public Timeline with(Collection<TimelineEvent> more) {
    List<TimelineEvent> all = new ArrayList<>(events.size() + more.size());
    all.addAll(events);
    for (TimelineEvent event : more) {
      if (all.stream().noneMatch(event::isSameAs)) {
        all.add(event);
      }
    }
    Collections.sort(all);
    return new Timeline(all);
  }

  /** This timeline but for that event. */
  public Timeline without(TimelineEvent one) {
    return new Timeline(events.stream().filter(event -> !event.isSameAs(one)).toList());
  }

  /** Whether an event of that source and id is in it, withdrawn or not. */
  public boolean has(String source, String id) {
    return events.stream().anyMatch(one -> one.id().equals(id) && one.source().equals(source));
  }

  /** All events, in order, withdrawn ones included. */
  public List<TimelineEvent> events() {
    return Collections.unmodifiableList(events);
  }

  /** How many events there are. */
  public int size() {
    return events.size();
  }

  /** The events that count: without withdrawn ones and withdrawn survey answers. */
  List<TimelineEvent> counting() {
    Set<String> withdrawn = new HashSet<>();
    Set<String> withdrawnAnswers = new HashSet<>();
    for (TimelineEvent event : events) {
      switch (event.happening()) {
        case Happening.Withdrawn w -> withdrawn.add(w.source() + '\n' + w.id());
        case Happening.RatingWithdrawn w -> withdrawnAnswers.add(w.invitation());
        case Happening.Opened o -> {}
        case Happening.Message m -> {}
        case Happening.Assigned a -> {}
        case Happening.StatusChanged s -> {}
        case Happening.Prioritised p -> {}
        case Happening.Tagged t -> {}
        case Happening.Gone g -> {}
        case Happening.Rated r -> {}
        case Happening.Delivered d -> {}
        case Happening.Called c -> {}
        case Happening.ByVisitor v -> {}
        case Happening.ReachedOut o -> {}
        case Happening.Recorded r -> {}
        case Happening.Noted n -> {}
      }
    }
    if (withdrawn.isEmpty() && withdrawnAnswers.isEmpty()) {
      return events;
    }
    return events.stream()
        .filter(event -> !withdrawn.contains(event.source() + '\n' + event.id()))
        .filter(
            event ->
                !(event.happening() instanceof Happening.Rated rated
                    && rated.invitation() != null
                    && withdrawnAnswers.contains(rated.invitation())))
        .toList();
  }
}
