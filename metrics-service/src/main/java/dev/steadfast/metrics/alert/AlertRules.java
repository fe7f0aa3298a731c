package dev.steadfast.metrics.alert;

import dev.steadfast.contracts.metric.Aggregation;
import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.contracts.metric.MetricDefinition.Kind;
import dev.steadfast.core.measure.Scope;
import dev.steadfast.metrics.alert.AlertRuleRequest.QuietPart;
import dev.steadfast.metrics.definition.Aggregations;
import dev.steadfast.metrics.definition.MetricCatalogue;
import dev.steadfast.metrics.query.Threshold;
import dev.steadfast.platform.problem.Findings;
import dev.steadfast.platform.problem.ProblemException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a rule must keep to be one. */
final class AlertRules {
  private static final int MAX_NAME = 200;
  private static final int MAX_LABELS = 20;
  private static final int MAX_LABEL = 50;
  private static final int MAX_SAMPLE = 1_000_000;
  private static final Duration QUARTER = Duration.ofMinutes(15);
  private static final Duration LONGEST_WINDOW = Duration.ofDays(31);
  private static final Duration LONGEST_HOLD = Duration.ofDays(7);
  private static final Duration DEFAULT_WINDOW = Duration.ofHours(1);
  private static final int MAX_DURATION_TEXT = 40;

  private final Findings findings = new Findings();
  private final AlertRuleRequest request;
  private final MetricCatalogue catalogue;

  private AlertRules(AlertRuleRequest request, MetricCatalogue catalogue) {
    this.request = request;
    this.catalogue = catalogue;
  }

  /**
   * The rule that is asked for.
   *
   * @throws dev.steadfast.platform.problem.ProblemException {@code rule-violated} with all that is
   *     wrong
   */
  static AlertRule check(AlertRuleRequest request, MetricCatalogue catalogue) {
    return new AlertRules(request, catalogue).rule();
  }

  private AlertRule rule() {
    String name = findings.text("/name", request.name(), MAX_NAME);
    Optional<MetricDefinition> metric = metric();
    Optional<Measure> measure = metric.flatMap(this::measure);
    Scope scope = scope();
    Optional<Condition> condition =
        new ConditionRules(findings, request.condition()).check(unit(metric, measure));
    boolean isUnusual =
        request.condition() != null
            && AlertRuleRequest.ConditionPart.UNUSUAL.equals(request.condition().type());
    if (isUnusual && measure.flatMap(Measure::within).isPresent()) {
      findings.add("/aggregation", "is not within a threshold in a condition on whole days");
    }
    if (isUnusual && request.window() != null) {
      findings.add("/window", "is not for a condition on whole days");
    }
    Duration window =
        duration("/window", request.window(), QUARTER, LONGEST_WINDOW, DEFAULT_WINDOW);
    if (window.toNanos() % QUARTER.toNanos() != 0) {
      findings.add("/window", "is whole quarter hours");
    }
    Duration hold =
        duration("/holdDown", request.holdDown(), Duration.ZERO, LONGEST_HOLD, Duration.ZERO);
    Optional<QuietHours> quiet = quietHours(request.quietHours());
    Map<String, String> labels = labels();
    Integer sample = request.minimumSample();
    if (sample != null && (sample < 1 || sample > MAX_SAMPLE)) {
      findings.add("/minimumSample", "is 1 to " + MAX_SAMPLE);
    }
    findings.refuseIfAny();
    return new AlertRule(
        name,
        metric.orElseThrow(),
        measure.orElseThrow(),
        scope,
        condition.orElseThrow(),
        window,
        sample == null ? Math.max(1, metric.orElseThrow().minimumSample()) : sample,
        hold,
        quiet,
        labels,
        request.enabled() == null || request.enabled());
  }

  private Optional<MetricDefinition> metric() {
    String key = findings.text("/metric", request.metric(), MAX_NAME);
    Optional<MetricDefinition> metric = catalogue.find(key);
    if (metric.isEmpty() && !findings.concern("/metric")) {
      findings.add("/metric", "is the key of no metric");
    }
    if (metric.filter(AlertRules::hasNoOneValue).isPresent()) {
      findings.add("/metric", "has no one value to watch");
      return Optional.empty();
    }
    return metric;
  }

  /** Shares of channels are as many as there are channels, and people count in series only. */
  private static boolean hasNoOneValue(MetricDefinition metric) {
    return metric.kind() == Kind.PART || metric.kind() == Kind.PEOPLE;
  }

  private static Optional<String> unit(
      Optional<MetricDefinition> metric, Optional<Measure> measure) {
    return measure.isPresent()
        ? metric.map(one -> measure.get().unit(one))
        : metric.map(MetricDefinition::unit);
  }

  private Optional<Measure> measure(MetricDefinition metric) {
    String asked = request.aggregation();
    if (asked == null) {
      return Optional.of(Measure.of(metric.defaultAggregation()));
    }
    if (Threshold.isMeant(asked) && Threshold.fits(metric)) {
      return within(metric, asked);
    }
    Set<Aggregation> fitting = Aggregations.fitting(metric.kind());
    Optional<Aggregation> found =
        fitting.stream().filter(one -> one.code().equals(asked)).findFirst();
    if (found.isEmpty()) {
      findings.add(
          "/aggregation",
          "is one of "
              + String.join(", ", fitting.stream().map(Aggregation::code).toList())
              + (Threshold.fits(metric) ? ", within:THRESHOLD" : ""));
    }
    return found.map(Measure::of);
  }

  private Optional<Measure> within(MetricDefinition metric, String asked) {
    try {
      return Optional.of(Measure.within(Threshold.of(metric, asked)));
    } catch (ProblemException e) {
      findings.add("/aggregation", String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private Scope scope() {
    Map<String, String> values = new HashMap<>();
    Map<String, @Nullable String> asked = request.scope();
    if (asked != null) {
      asked.forEach(
          (dimension, value) -> {
            String pointer = "/scope/" + escaped(dimension);
            if (!Scope.DIMENSIONS.contains(dimension)) {
              findings.add(pointer, "is none of " + String.join(", ", Scope.DIMENSIONS));
            } else {
              values.put(dimension, findings.text(pointer, value, MAX_NAME));
            }
          });
    }
    Scope scope = new Scope(values);
    if (!scope.isMerged()) {
      findings.add("/scope", "is nothing, one dimension, or team and channel");
    }
    return scope;
  }

  private Duration duration(
      String pointer, @Nullable String text, Duration least, Duration most, Duration otherwise) {
    if (text == null) {
      return otherwise;
    }
    try {
      Duration given = text.length() > MAX_DURATION_TEXT ? most.plusDays(1) : Duration.parse(text);
      if (given.compareTo(least) < 0 || given.compareTo(most) > 0) {
        findings.add(pointer, "is " + least + " to " + most);
        return otherwise;
      }
      return given;
    } catch (DateTimeParseException | ArithmeticException e) {
      findings.add(pointer, "is an ISO 8601 duration such as PT1H or P7D");
      return otherwise;
    }
  }

  private Optional<QuietHours> quietHours(@Nullable QuietPart quiet) {
    if (quiet == null) {
      return Optional.empty();
    }
    String zone = findings.text("/quietHours/zone", quiet.zone(), MAX_NAME);
    if (!zone.isEmpty() && !ZoneId.getAvailableZoneIds().contains(zone)) {
      findings.add("/quietHours/zone", "is an IANA name such as Europe/Berlin, not an offset");
    }
    Optional<LocalTime> from = time("/quietHours/from", quiet.from());
    Optional<LocalTime> to = time("/quietHours/to", quiet.to());
    Set<DayOfWeek> days = days(quiet.days());
    return findings.concern("/quietHours")
        ? Optional.empty()
        : Optional.of(new QuietHours(ZoneId.of(zone), from.orElseThrow(), to.orElseThrow(), days));
  }

  private Optional<LocalTime> time(String pointer, @Nullable String text) {
    if (text != null && text.matches("([01][0-9]|2[0-3]):[0-5][0-9]")) {
      return Optional.of(LocalTime.parse(text));
    }
    findings.add(pointer, text == null ? "is required" : "is a time such as 20:00");
    return Optional.empty();
  }

  private Set<DayOfWeek> days(@Nullable List<@Nullable String> names) {
    if (names == null) {
      return EnumSet.allOf(DayOfWeek.class);
    }
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    if (names.isEmpty() || names.size() > DayOfWeek.values().length) {
      findings.add("/quietHours/days", "has 1 to 7 days");
      return days;
    }
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      Optional<DayOfWeek> day =
          Arrays.stream(DayOfWeek.values())
              .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(name))
              .findFirst();
      if (day.isEmpty()) {
        findings.add("/quietHours/days/" + i, "is a day such as monday");
      }
      day.ifPresent(days::add);
    }
    return days;
  }

  private Map<String, String> labels() {
    Map<String, String> checked = new TreeMap<>();
    Map<String, @Nullable String> labels = request.labels();
    if (labels == null) {
      return checked;
    }
    if (labels.size() > MAX_LABELS) {
      findings.add("/labels", "has at most " + MAX_LABELS + " labels");
      return checked;
    }
    labels.forEach(
        (name, value) -> {
          String pointer = "/labels/" + escaped(name);
          findings.text(pointer, name, MAX_LABEL);
          checked.put(name, findings.text(pointer, value, MAX_NAME));
        });
    return checked;
  }

  private static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}
