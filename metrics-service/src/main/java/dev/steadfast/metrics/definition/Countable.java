package dev.steadfast.metrics.definition;

import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.metrics.definition.DefinitionRequest.ConditionPart;
import dev.steadfast.metrics.definition.DefinitionRequest.EventsPart;
import dev.steadfast.metrics.timeline.Population;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

/**
 * A metric as a part of a share.
 *
 * @param origin what it counts: the key of a built-in metric, its own or that it is a copy of
 * @param population of which it counts
 * @param conditions that events meet which it counts
 */
record Countable(
    MetricDefinition metric, String origin, Population population, Set<ConditionPart> conditions) {
  static Countable builtIn(MetricDefinition metric) {
    return new Countable(metric, metric.key(), Population.ALL, Set.of());
  }

  /** The newest version of a metric of the tenant's own. */
  static Countable own(StoredVersion version) {
    DefinitionRequest document = version.document();
    EventsPart events = document.events();
    Set<ConditionPart> conditions = new HashSet<>();
    if (events != null && events.where() != null) {
      events.where().stream().filter(Objects::nonNull).forEach(conditions::add);
    }
    return new Countable(
        version.metric(),
        events == null ? String.valueOf(document.copyOf()) : "events " + events.type(),
        document.ofPopulation(),
        conditions);
  }

  /** Whether whatever it counts, the other counts as well. */
  boolean isPartOf(Countable other) {
    return origin.equals(other.origin)
        && population.isWithin(other.population)
        && conditions.containsAll(other.conditions);
  }
}
