package dev.steadfast.metrics.definition;

import dev.steadfast.contracts.metric.Aggregation;
import dev.steadfast.contracts.metric.CallMetrics;
import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.metrics.timeline.Contact;
import dev.steadfast.metrics.timeline.MetricClock;
import dev.steadfast.metrics.timeline.Population;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a copy of a built-in metric says of itself. */
public final class CopyWording {
  private static final String WITHIN = "within ";

  private CopyWording() {}

  static MetricDefinition of(
      MetricDefinition origin,
      DefinitionRequest request,
      int version,
      Aggregation shown,
      Population population,
      MetricClock clock) {
    return new MetricDefinition(
        String.valueOf(request.key()),
        version,
        request.title() == null ? origin.title() : request.title(),
        request.description() == null ? description(origin, request, clock) : request.description(),
        origin.unit(),
        origin.direction(),
        origin.kind(),
        origin.startRule(),
        Contact.METRICS.contains(origin) ? within(origin.endRule(), request) : origin.endRule(),
        origin.anchor(),
        population(origin, request) + of(population),
        shown,
        Optional.ofNullable(request.minimumSample()).orElse(origin.minimumSample()));
  }

  private static String description(
      MetricDefinition origin, DefinitionRequest request, MetricClock clock) {
    StringBuilder text = new StringBuilder("A copy of " + origin.key() + ": ");
    if (clock instanceof MetricClock.Business) {
      text.append("within the hours of a schedule. ");
    }
    if (request.within() != null) {
      text.append(origin.equals(CallMetrics.SERVICE_LEVEL) ? "answered within " : "within ")
          .append(request.within())
          .append(". ");
    }
    if (request.shortCalls() != null) {
      text.append("short is less than ").append(request.shortCalls()).append(", and out. ");
    }
    if (Boolean.TRUE.equals(request.withoutCallbacks())) {
      text.append("without callbacks. ");
    }
    return text.append(origin.description()).toString();
  }

  /** A text that ends with a time, or with that of the copy. */
  public static String within(String text, DefinitionRequest request) {
    int at = text.lastIndexOf(WITHIN);
    return request.within() == null || at < 0
        ? text
        : text.substring(0, at) + WITHIN + request.within();
  }

  /** That of the origin, with the calls that the copy leaves out. */
  private static String population(MetricDefinition origin, DefinitionRequest request) {
    List<String> without = new ArrayList<>();
    if (request.shortCalls() != null) {
      without.add("those abandoned in less than " + request.shortCalls());
    } else if (origin.equals(CallMetrics.ABANDONMENT_RATE_WITHOUT_SHORT)) {
      without.add("those abandoned in less than 5 s");
    }
    if (Boolean.TRUE.equals(request.withoutCallbacks())
        || origin.equals(CallMetrics.ABANDONMENT_RATE_WITHOUT_CALLBACKS)) {
      without.add("those whose caller asked to be called back");
    }
    return without.isEmpty()
        ? origin.population()
        : "offered calls but " + String.join(" and ", without);
  }

  /** Which of all there are, as the end of a sentence. */
  static String of(Population population) {
    return population.values().isEmpty()
        ? ""
        : new TreeMap<>(population.values())
            .entrySet().stream()
                .map(
                    one ->
                        one.getKey()
                            + " "
                            + one.getValue().stream().sorted().collect(Collectors.joining(" or ")))
                .collect(Collectors.joining(", and of ", " of ", ""));
  }
}
