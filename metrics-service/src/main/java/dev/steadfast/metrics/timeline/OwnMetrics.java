package dev.steadfast.metrics.timeline;

import dev.steadfast.contracts.metric.BuiltInMetrics;
import dev.steadfast.contracts.metric.MetricDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The metrics of a tenant that are counted beside the built-in ones. Immutable. */
public final class OwnMetrics {
  /** Of a tenant without any. */
  public static final OwnMetrics NONE = new OwnMetrics(List.of(), List.of());

  private final List<CopiedMetric> copies;
  private final List<EventMetric> events;
  private final Map<String, List<EventMetric>> byType = new HashMap<>();
  private final Facts.Wanted wanted;
  private final Map<String, List<CopiedMetric>> byOrigin = new HashMap<>();
  private final Map<MetricDefinition, CopiedMetric> byDefinition = new HashMap<>();
  private final List<CopiedMetric> ofNeighbours;

  public OwnMetrics(List<CopiedMetric> copies, List<EventMetric> events) {
    this.copies = List.copyOf(copies);
    this.events = List.copyOf(events);
    Map<String, Set<String>> pointers = new HashMap<>();
    for (EventMetric metric : events) {
      byType.computeIfAbsent(metric.type(), type -> new ArrayList<>()).add(metric);
      Set<String> places = pointers.computeIfAbsent(metric.type(), type -> new HashSet<>());
      metric.conditions().forEach(condition -> places.add(condition.pointer()));
      metric.value().ifPresent(places::add);
    }
    this.wanted = new Facts.Wanted(pointers);
    Set<String> neighbourly = new HashSet<>();
    Contact.METRICS.forEach(metric -> neighbourly.add(metric.key()));
    this.ofNeighbours =
        copies.stream().filter(copy -> neighbourly.contains(copy.origin())).toList();
    for (CopiedMetric copy : copies) {
      byOrigin.computeIfAbsent(copy.origin(), key -> new ArrayList<>()).add(copy);
      byDefinition.put(copy.definition(), copy);
    }
  }

  /** Those that are copies of built-in ones. */
  public List<CopiedMetric> copies() {
    return copies;
  }

  /** Those of the copies that look at the neighbours of an interaction. */
  public List<CopiedMetric> ofNeighbours() {
    return ofNeighbours;
  }

  /** Those that are counted from events. */
  public List<EventMetric> events() {
    return events;
  }

  /** All definitions. */
  List<MetricDefinition> definitions() {
    return Stream.concat(
            copies.stream().map(CopiedMetric::definition),
            events.stream().map(EventMetric::definition))
        .toList();
  }

  /** The definition of that name, of these or built in; nothing if there is none. */
  public Optional<MetricDefinition> defined(String key, int version) {
    return Stream.concat(definitions().stream(), BuiltInMetrics.named(key).stream())
        .filter(one -> one.key().equals(key) && one.version() == version)
        .findFirst();
  }

  /** What is counted whenever that metric is. */
  List<CopiedMetric> copiesOf(MetricDefinition metric) {
    return copies.isEmpty() ? List.of() : byOrigin.getOrDefault(metric.key(), List.of());
  }

  /** What those of the metrics ask of events. */
  public Facts.Wanted wanted() {
    return wanted;
  }

  /** What is counted of events of that type. */
  List<EventMetric> countingEvents(String type) {
    return events.isEmpty() ? List.of() : byType.getOrDefault(type, List.of());
  }

  /** Whether it is counted from events as they happen. */
  boolean isFromEvents(MetricDefinition metric) {
    return events.stream().anyMatch(one -> one.definition().equals(metric));
  }

  /** The built-in metric that it is a copy of, or itself. */
  public MetricDefinition originOf(MetricDefinition metric) {
    CopiedMetric copy = byDefinition.get(metric);
    return copy == null ? metric : BuiltInMetrics.named(copy.origin()).orElse(metric);
  }

  MetricClock clockOf(MetricDefinition metric) {
    CopiedMetric copy = byDefinition.get(metric);
    return copy == null ? MetricClock.CALENDAR : copy.clock();
  }

  /** Whether it matters when which status was, rather than for how long. */
  boolean askForStretches() {
    return copies.stream().anyMatch(copy -> copy.clock() instanceof MetricClock.Business);
  }
}
