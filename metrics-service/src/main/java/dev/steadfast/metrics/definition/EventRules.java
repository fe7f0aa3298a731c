package dev.steadfast.metrics.definition;

import com.fasterxml.jackson.core.JsonPointer;
import dev.steadfast.contracts.event.EventType;
import dev.steadfast.contracts.metric.Aggregation;
import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.contracts.metric.MetricDefinition.Direction;
import dev.steadfast.contracts.metric.MetricDefinition.Kind;
import dev.steadfast.metrics.definition.DefinitionRequest.ConditionPart;
import dev.steadfast.metrics.definition.DefinitionRequest.EventsPart;
import dev.steadfast.metrics.timeline.EventCondition;
import dev.steadfast.metrics.timeline.EventMetric;
import dev.steadfast.metrics.timeline.Population;
import dev.steadfast.platform.problem.Findings;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rules of a metric that is counted from events. */
final class EventRules {
  private static final int MAX_TEXT = 200;
  private static final int MAX_UNIT = 20;
  private static final int MAX_CONDITIONS = 10;
  private static final int MAX_VALUES = 50;
  private static final int USUAL_SAMPLE = 20;

  private final Findings findings;
  private final DefinitionRequest request;

  EventRules(Findings findings, DefinitionRequest request) {
    this.findings = findings;
    this.request = request;
  }

  /** What an observation of it holds, or empty after noting what is wrong. */
  Optional<Kind> kind() {
    return switch (String.valueOf(request.kind())) {
      case "count" -> Optional.of(Kind.COUNT);
      case "number" -> Optional.of(Kind.NUMBER);
      case "duration" -> Optional.of(Kind.DURATION);
      default -> {
        findings.add("/kind", "is count, number or duration");
        yield Optional.empty();
      }
    };
  }

  /** The metric of that kind. */
  EventMetric check(
      Kind kind, int version, Optional<Aggregation> shown, Direction direction, Population among) {
    EventsPart part = Optional.ofNullable(request.events()).orElse(new EventsPart("", null, null));
    String type = findings.text("/events/type", part.type(), MAX_TEXT);
    if (!type.isEmpty() && EventType.named(type).isEmpty()) {
      findings.add(
          "/events/type",
          "is one of "
              + Arrays.stream(EventType.values())
                  .map(EventType::typeName)
                  .collect(Collectors.joining(", ")));
    }
    List<EventCondition> conditions = conditions(part.where());
    boolean isCount = kind == Kind.COUNT;
    if (isCount == (part.value() != null)) {
      findings.add(
          "/events/value",
          isCount ? "is for a number or a duration only" : "is required: a JSON pointer");
    }
    Optional<String> value =
        part.value() == null
            ? Optional.empty()
            : Optional.of(pointer("/events/value", part.value()));
    findings.optional("/unit", request.unit(), MAX_UNIT);
    if (request.unit() != null && kind != Kind.NUMBER) {
      findings.add("/unit", "is for a number only");
    }
    return new EventMetric(
        metric(kind, version, shown, direction, type, among),
        type,
        conditions,
        value,
        among,
        kind == Kind.NUMBER);
  }

  private int decimals(Kind kind) {
    Integer asked = request.decimals();
    if (asked == null) {
      return 0;
    }
    if (kind != Kind.NUMBER) {
      findings.add("/decimals", "is for a number only");
    } else if (asked < 0 || asked > MetricDefinition.MOST_DECIMALS) {
      findings.add("/decimals", "is 0 to " + MetricDefinition.MOST_DECIMALS);
    } else {
      return asked;
    }
    return 0;
  }

  private List<EventCondition> conditions(@Nullable List<@Nullable ConditionPart> where) {
    List<EventCondition> conditions = new ArrayList<>();
    List<@Nullable ConditionPart> given = where == null ? List.of() : where;
    if (given.size() > MAX_CONDITIONS) {
      findings.add("/events/where", "has at most " + MAX_CONDITIONS + " conditions");
      return conditions;
    }
    for (int i = 0; i < given.size(); i++) {
      String place = "/events/where/" + i;
      ConditionPart part = given.get(i);
      if (part == null
          || Stream.of(part.same(), part.in(), part.exists()).filter(x -> x != null).count() != 1) {
        findings.add(place, "has a pointer and one of equals, in and exists");
        continue;
      }
      conditions.add(condition(place, part));
    }
    return conditions;
  }

  private EventCondition condition(String place, ConditionPart part) {
    String pointer = pointer(place + "/pointer", part.pointer());
    if (part.exists() != null) {
      return new EventCondition.There(pointer, part.exists());
    }
    Set<Object> values = new HashSet<>();
    if (part.in() == null) {
      value(place + "/equals", part.same()).ifPresent(values::add);
    } else {
      if (part.in().isEmpty() || part.in().size() > MAX_VALUES) {
        findings.add(place + "/in", "has 1 to " + MAX_VALUES + " values");
      }
      for (int i = 0; i < Math.min(MAX_VALUES, part.in().size()); i++) {
        value(place + "/in/" + i, part.in().get(i)).ifPresent(values::add);
      }
    }
    return new EventCondition.OneOf(pointer, values);
  }

  private Optional<Object> value(String place, @Nullable Object value) {
    return switch (value) {
      case String text -> {
        findings.optional(place, text, MAX_TEXT);
        yield Optional.of(text);
      }
      case Boolean truth -> Optional.of(truth);
      case Number number when Double.isFinite(number.doubleValue()) ->
          Optional.of(new BigDecimal(number.toString()).stripTrailingZeros());
      case null, default -> {
        findings.add(place, "is a text, a number or a truth value");
        yield Optional.empty();
      }
    };
  }

  private String pointer(String place, @Nullable String text) {
    String pointer = findings.text(place, text, MAX_TEXT);
    try {
      JsonPointer.compile(pointer);
    } catch (IllegalArgumentException e) {
      findings.add(place, "is a JSON pointer such as /data/words");
    }
    return pointer;
  }

  private MetricDefinition metric(
      Kind kind,
      int version,
      Optional<Aggregation> shown,
      Direction direction,
      String type,
      Population among) {
    String title = findings.text("/title", request.title(), MAX_TEXT);
    String rule = "an event " + type + " that meets the conditions";
    return new MetricDefinition(
        String.valueOf(request.key()),
        version,
        title,
        request.description() == null ? "From events " + type + "." : request.description(),
        switch (kind) {
          case DURATION -> "ms";
          case NUMBER -> request.unit() == null ? "count" : request.unit();
          case COUNT, RATIO, QUOTIENT, NET_SCORE, SCORE, LEVEL, FLOW, PART, AGE, PEOPLE -> "count";
        },
        direction,
        kind,
        rule,
        rule,
        "when the event happened",
        "events " + type + " that meet the conditions" + CopyWording.of(among),
        shown.orElse(Aggregation.COUNT),
        Optional.ofNullable(request.minimumSample()).orElse(kind == Kind.COUNT ? 1 : USUAL_SAMPLE),
        decimals(kind));
  }
}
