package dev.steadfast.metrics.timeline;

import dev.steadfast.contracts.metric.ContactMetrics;
import dev.steadfast.contracts.metric.MetricDefinition;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What of an interaction matters to the others of its customer, beside what its state says.
 *
 * @param isCounted whether the metrics that look at neighbours count it; not by an older fold,
 *     which knows no topic, no direction and no visit
 * @param proactive the department opened it
 * @param resolvedTeam whose the last resolution is
 * @param visits when its visits of the knowledge base began, in order
 */
public record Contact(
    boolean isCounted,
    boolean proactive,
    @Nullable String topic,
    @Nullable String resolvedTeam,
    @Nullable String resolvedAgent,
    List<Long> visits) {

  /** The metrics that look at neighbours. */
  public static final Set<MetricDefinition> METRICS =
      Set.of(
          ContactMetrics.FIRST_CONTACT_RESOLUTION,
          ContactMetrics.FIRST_CONTACT_RESOLUTION_ANY_TOPIC,
          ContactMetrics.DEFLECTION_RATE);

  /** Which version of the fold counts it first. */
  public static final int SINCE = 3;

  static final Contact UNCOUNTED = new Contact(false, false, null, null, null, List.of());

  static Contact of(
      @Nullable Opening opening,
      @Nullable String topic,
      @Nullable Moment resolution,
      List<Long> visits) {
    return new Contact(
        true,
        opening != null && opening.proactive(),
        topic,
        resolution == null ? null : resolution.team(),
        resolution == null ? null : resolution.agent(),
        visits);
  }

  /** What comes of it depends on its neighbours; that nothing comes of it does not. */
  void sayWhyNot(
      Observations observations, @Nullable String customer, @Nullable Absence unresolved) {
    Absence anyTopic =
        unresolved != null ? unresolved : customer == null ? Absence.NO_CUSTOMER : null;
    Absence sameTopic = anyTopic == null && topic == null ? Absence.NO_TOPIC : anyTopic;
    if (sameTopic != null) {
      observations.none(ContactMetrics.FIRST_CONTACT_RESOLUTION, sameTopic);
    } else {
      observations.leftToNeighbours(
          ContactMetrics.FIRST_CONTACT_RESOLUTION, resolvedTeam, resolvedAgent);
    }
    if (anyTopic != null) {
      observations.none(ContactMetrics.FIRST_CONTACT_RESOLUTION_ANY_TOPIC, anyTopic);
    } else {
      observations.leftToNeighbours(
          ContactMetrics.FIRST_CONTACT_RESOLUTION_ANY_TOPIC, resolvedTeam, resolvedAgent);
    }
    if (visits.isEmpty() || customer == null) {
      observations.none(
          ContactMetrics.DEFLECTION_RATE,
          visits.isEmpty() ? Absence.NO_VISIT : Absence.NO_CUSTOMER);
    }
  }
}
