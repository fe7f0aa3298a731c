package dev.steadfast.metrics.interaction;

import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.metrics.contact.Finding;
import dev.steadfast.metrics.interaction.ExplanationView.ContactView;
import dev.steadfast.metrics.interaction.ExplanationView.ExplainedView;
import dev.steadfast.metrics.interaction.ExplanationView.RuleView;
import dev.steadfast.metrics.interaction.InteractionRepository.Found;
import dev.steadfast.metrics.timeline.Happening;
import dev.steadfast.metrics.timeline.Observation;
import dev.steadfast.metrics.timeline.TimelineEvent;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Why an observation that neighbours have a say in is what it is. */
final class ExplainedFinding {
  private ExplainedFinding() {}

  /**
   * Explains each finding.
   *
   * @param contacts those that count against them
   */
  static List<ExplainedView> of(Found found, Map<UUID, ContactView> contacts) {
    return found.findings().stream()
        .map(one -> of(found, one, one.repeat().map(contacts::get).orElse(null)))
        .toList();
  }

  private static ExplainedView of(Found found, Finding finding, @Nullable ContactView contact) {
    Observation observation = finding.observation();
    MetricDefinition metric = observation.metric();
    OffsetDateTime at = Instant.ofEpochMilli(observation.at()).atOffset(ZoneOffset.UTC);
    boolean isVisit = found.measures().contact().visits().contains(observation.at());
    return new ExplainedView(
        metric.key(),
        metric.version(),
        metric.title(),
        metric.description(),
        metric.unit(),
        observation.ordinal(),
        metric.inUnit(observation.value()),
        new RuleView(metric.anchor(), at, null),
        started(found, observation)
            .map(event -> RuleView.of(metric.startRule(), event))
            .orElse(new RuleView(metric.startRule(), at, null)),
        new RuleView(metric.endRule(), contact == null ? null : contact.openedAt(), null),
        isVisit ? 1 : 1 + found.measures().reopens(),
        observation.dimensions(),
        List.of(),
        0,
        List.of(),
        0,
        words(observation, contact),
        contact);
  }

  private static Optional<TimelineEvent> started(Found found, Observation observation) {
    return found.timeline().events().stream()
        .filter(event -> event.at() == observation.at())
        .filter(
            event ->
                event.happening() instanceof Happening.StatusChanged
                    || event.happening() instanceof Happening.ByVisitor)
        .findFirst();
  }

  private static String words(Observation observation, @Nullable ContactView contact) {
    MetricDefinition metric = observation.metric();
    String anchor =
        "put into a period by "
            + metric.anchor()
            + ", at "
            + Instant.ofEpochMilli(observation.at());
    return contact == null
        ? "In the numerator, %s: as far as events say, nothing of this has come: %s."
            .formatted(anchor, metric.endRule())
        : "Not in the numerator, %s: %s. It is %s of %s, opened at %s."
            .formatted(
                anchor,
                metric.endRule(),
                contact.subject(),
                contact.system(),
                contact.openedAt().toInstant());
  }
}
