package dev.steadfast.metrics.rules;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.core.schedule.ClockRule;
import dev.steadfast.core.schedule.Schedule;
import dev.steadfast.metrics.timeline.CopiedMetric;
import dev.steadfast.metrics.timeline.EventMetric;
import dev.steadfast.metrics.timeline.MetricClock;
import dev.steadfast.metrics.timeline.OwnMetrics;
import dev.steadfast.metrics.timeline.Population;
import dev.steadfast.metrics.timeline.Terms;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/**
 * The part of rules that says what metrics a tenant has of its own, and by which schedules their
 * time is measured: {@code metrics}, with {@code definitions}, a list, and {@code schedules}, by
 * their ids.
 */
public final class MetricsPart {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PART = "metrics";
  private static final String DEFINITIONS = "definitions";
  private static final String SCHEDULES = "schedules";
  private static final String DEFINITION = "definition";
  private static final String EVENTS = "events";
  private static final String WITHIN = "withinMs";
  private static final String SHORT_CALLS = "shortCallsMs";
  private static final String WITHOUT_CALLBACKS = "withoutCallbacks";

  private MetricsPart() {}

  /** Adds a metric; the schedule of its clock as that is now. */
  public static void add(ObjectNode document, CopiedMetric metric) {
    ObjectNode one = document.withObject("/" + PART).withArray("/" + DEFINITIONS).addObject();
    one.set(DEFINITION, JSON.valueToTree(metric.definition()));
    one.put("copyOf", metric.origin());
    write(one, metric.population());
    if (metric.clock() instanceof MetricClock.Business business) {
      one.put("scheduleId", business.scheduleId().toString());
      one.put("clockRule", business.rule().code());
      replace(document, business.scheduleId(), business.schedule());
    }
    metric.terms().within().ifPresent(limit -> one.put(WITHIN, limit));
    metric.terms().shortCalls().ifPresent(limit -> one.put(SHORT_CALLS, limit));
    if (metric.terms().withoutCallbacks()) {
      one.put(WITHOUT_CALLBACKS, true);
    }
  }

  /** Adds a metric that is counted from events. */
  public static void add(ObjectNode document, EventMetric metric) {
    ObjectNode one = document.withObject("/" + PART).withArray("/" + DEFINITIONS).addObject();
    one.set(DEFINITION, JSON.valueToTree(metric.definition()));
    EventsPart.write(one.putObject(EVENTS), metric);
    write(one, metric.population());
  }

  private static void write(ObjectNode one, Population of) {
    ObjectNode population = one.putObject("population");
    of.values()
        .forEach(
            (dimension, values) -> {
              ArrayNode list = population.putArray(dimension);
              values.stream().sorted().forEach(list::add);
            });
  }

  /** Measures by that schedule as it is now from here on. */
  public static void replace(ObjectNode document, UUID schedule, Schedule now) {
    schedules(document).set(schedule.toString(), ScheduleDocument.of(now));
  }

  /** Whether anything is measured by that schedule. */
  public static boolean measuresBy(ObjectNode document, UUID schedule) {
    return document.path(PART).path(SCHEDULES).has(schedule.toString());
  }

  /** Removes a version of a metric; schedules that nothing measures by go as well. */
  public static void remove(ObjectNode document, String key, int version) {
    ArrayNode metrics = document.withObject("/" + PART).withArray("/" + DEFINITIONS);
    Set<String> used = new HashSet<>();
    for (int i = metrics.size() - 1; i >= 0; i--) {
      JsonNode definition = metrics.get(i).path(DEFINITION);
      if (definition.path("key").asText().equals(key)
          && definition.path("version").asInt() == version) {
        metrics.remove(i);
      } else {
        used.add(metrics.get(i).path("scheduleId").asText());
      }
    }
    schedules(document).retain(used);
  }

  private static ObjectNode schedules(ObjectNode document) {
    return document.withObject("/" + PART).withObject("/" + SCHEDULES);
  }

  /** The metrics of a document. */
  static OwnMetrics read(JsonNode document) {
    if (!document.has(PART)) {
      return OwnMetrics.NONE;
    }
    List<CopiedMetric> copies = new ArrayList<>();
    List<EventMetric> events = new ArrayList<>();
    for (JsonNode one : document.path(PART).path(DEFINITIONS)) {
      if (one.has(EVENTS)) {
        events.add(
            EventsPart.read(definition(one.path(DEFINITION)), one.path(EVENTS), population(one)));
        continue;
      }
      copies.add(copy(one, document.path(PART).path(SCHEDULES)));
    }
    return new OwnMetrics(copies, events);
  }

  private static CopiedMetric copy(JsonNode one, JsonNode schedules) {
    return new CopiedMetric(
        definition(one.path(DEFINITION)),
        one.path("copyOf").asText(),
        population(one),
        clock(one, schedules),
        new Terms(
            limit(one, WITHIN), limit(one, SHORT_CALLS), one.path(WITHOUT_CALLBACKS).asBoolean()));
  }

  private static OptionalLong limit(JsonNode one, String name) {
    return one.has(name) ? OptionalLong.of(one.path(name).asLong()) : OptionalLong.empty();
  }

  private static Population population(JsonNode one) {
    Map<String, Set<String>> population = new HashMap<>();
    one.path("population")
        .properties()
        .forEach(
            dimension -> {
              Set<String> values = new HashSet<>();
              dimension.getValue().forEach(value -> values.add(value.asText()));
              population.put(dimension.getKey(), values);
            });
    return new Population(population);
  }

  private static MetricClock clock(JsonNode one, JsonNode schedules) {
    if (!one.has("scheduleId")) {
      return MetricClock.CALENDAR;
    }
    String schedule = one.path("scheduleId").asText();
    return new MetricClock.Business(
        UUID.fromString(schedule),
        ScheduleDocument.read(schedules.path(schedule)),
        ClockRule.named(one.path("clockRule").asText()).orElseThrow());
  }

  private static MetricDefinition definition(JsonNode json) {
    try {
      return JSON.treeToValue(json, MetricDefinition.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a definition in counting rules is none", e);
    }
  }
}
