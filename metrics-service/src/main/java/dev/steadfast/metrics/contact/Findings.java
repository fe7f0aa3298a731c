package dev.steadfast.metrics.contact;

import static dev.steadfast.contracts.metric.ContactMetrics.DEFLECTION_RATE;
import static dev.steadfast.contracts.metric.ContactMetrics.FIRST_CONTACT_RESOLUTION;
import static dev.steadfast.contracts.metric.ContactMetrics.FIRST_CONTACT_RESOLUTION_ANY_TOPIC;

import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.metrics.timeline.Contact;
import dev.steadfast.metrics.timeline.CopiedMetric;
import dev.steadfast.metrics.timeline.Dimensions;
import dev.steadfast.metrics.timeline.Observation;
import dev.steadfast.metrics.timeline.Traits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The pure function from the encounters of one customer to what they count for. A contact counts
 * against a resolution or a visit that it follows by a span at most, the end of the span included.
 */
public final class Findings {
  /** Within this time after a resolution a new contact means that it was none for good. */
  public static final long REPEAT_MS = Duration.ofDays(7).toMillis();

  /** Within this time after the beginning of a visit a contact means that it did not help. */
  public static final long DEFLECTION_MS = Duration.ofDays(1).toMillis();

  /** All metrics that are found so. */
  public static final Set<MetricDefinition> METRICS = Contact.METRICS;

  private static final Dimensions NOBODY = new Dimensions(null, null, null, null);

  private static final UUID NO_INTERACTION = new UUID(0, 0);

  /**
   * Whether a contact came.
   *
   * @param at after which instant
   * @param span within which time after it
   * @param but the interaction that is no contact
   */
  private record Question(
      MetricDefinition metric, long at, Dimensions dimensions, long span, UUID but) {}

  /** What the customer opened, in order. */
  private record Contacts(List<Encounter> inOrder) {
    static final Comparator<Encounter> ORDER =
        Comparator.comparingLong((Encounter one) -> one.contactedAt().orElseThrow())
            .thenComparing(Encounter::interaction);

    /** The first one after that instant, within the span and other than that one. */
    Optional<UUID> firstAfter(long at, long span, UUID other) {
      int from = 0;
      int to = inOrder.size();
      while (from < to) {
        int middle = (from + to) >>> 1;
        if (inOrder.get(middle).contactedAt().orElseThrow() <= at) {
          from = middle + 1;
        } else {
          to = middle;
        }
      }
      if (from < inOrder.size() && inOrder.get(from).interaction().equals(other)) {
        from++;
      }
      return from < inOrder.size() && inOrder.get(from).contactedAt().orElseThrow() - at <= span
          ? Optional.of(inOrder.get(from).interaction())
          : Optional.empty();
    }
  }

  private final Contacts all;
  private final Map<String, Contacts> byTopic = new HashMap<>();
  private final List<Finding> found = new ArrayList<>();

  private Findings(Collection<Encounter> encounters) {
    List<Encounter> contacts =
        encounters.stream()
            .filter(one -> one.contactedAt().isPresent())
            .sorted(Contacts.ORDER)
            .toList();
    this.all = new Contacts(contacts);
    for (Encounter one : contacts) {
      if (one.topic() != null) {
        byTopic
            .computeIfAbsent(one.topic(), topic -> new Contacts(new ArrayList<>()))
            .inOrder()
            .add(one);
      }
    }
  }

  /** What those encounters, which are all of one customer, count for. */
  public static List<Finding> of(Collection<Encounter> encounters) {
    Findings findings = new Findings(encounters);
    encounters.stream().filter(Encounter::isCounted).forEach(findings::find);
    return findings.found;
  }

  private void find(Encounter one) {
    if (one.resolvedAt().isPresent()) {
      long at = one.resolvedAt().getAsLong();
      find(FIRST_CONTACT_RESOLUTION_ANY_TOPIC, one, at, all);
      if (one.topic() != null) {
        Contacts same = byTopic.getOrDefault(one.topic(), new Contacts(List.of()));
        find(FIRST_CONTACT_RESOLUTION, one, at, same);
      }
    }
    for (long visit : one.visits()) {
      // Of a visit, what was opened in the same interaction is a contact as well.
      find(new Question(DEFLECTION_RATE, visit, NOBODY, DEFLECTION_MS, NO_INTERACTION), one, all);
    }
  }

  private void find(MetricDefinition metric, Encounter one, long at, Contacts contacts) {
    find(new Question(metric, at, one.resolution(), REPEAT_MS, one.interaction()), one, contacts);
  }

  private void find(Question asked, Encounter one, Contacts contacts) {
    add(asked.metric(), asked, one, contacts.firstAfter(asked.at(), asked.span(), asked.but()));
    for (CopiedMetric copy : one.copiesOf(asked.metric())) {
      if (copy.population().has(asked.dimensions(), Traits.NONE)) {
        // Neighbours are known within the span of the built-in metric, so that no copy has a longer
        // one.
        long span = Math.min(asked.span(), copy.terms().within().orElse(asked.span()));
        add(copy.definition(), asked, one, contacts.firstAfter(asked.at(), span, asked.but()));
      }
    }
  }

  private void add(MetricDefinition metric, Question asked, Encounter one, Optional<UUID> repeat) {
    int value = repeat.isEmpty() ? 1 : 0;
    found.add(
        new Finding(
            one.interaction(),
            new Observation(metric, 0, asked.at(), value, asked.dimensions()),
            repeat));
  }
}
