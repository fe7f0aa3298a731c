package dev.steadfast.metrics.definition;

import dev.steadfast.contracts.metric.Aggregation;
import dev.steadfast.contracts.metric.MetricDefinition.Direction;
import dev.steadfast.contracts.metric.MetricDefinition.Kind;
import dev.steadfast.core.measure.Scope;
import dev.steadfast.core.schedule.Schedule;
import dev.steadfast.metrics.timeline.Population;
import dev.steadfast.metrics.timeline.Traits;
import dev.steadfast.platform.problem.Findings;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a definition of a tenant must keep to be one. */
final class DefinitionRules {
  private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
  private static final int MAX_KEY = 60;
  private static final int MAX_TITLE = 200;
  private static final int MAX_DESCRIPTION = 1_000;
  private static final int MAX_DIMENSIONS = 20;
  private static final int MAX_VALUES = 50;
  private static final int MAX_VALUE = 200;
  private static final int MAX_SAMPLE = 1_000_000;

  private final Findings findings = new Findings();
  private final DefinitionRequest request;
  private final int version;
  private final Function<UUID, Optional<Schedule>> schedules;
  private final ShareRules shares;
  private final QuotientRules quotients;

  private DefinitionRules(
      DefinitionRequest request,
      int version,
      Function<UUID, Optional<Schedule>> schedules,
      Function<String, Optional<Countable>> countables) {
    this.request = request;
    this.version = version;
    this.schedules = schedules;
    PartsReader parts = new PartsReader(findings, countables);
    this.shares = new ShareRules(findings, parts);
    this.quotients = new QuotientRules(findings, parts);
  }

  /**
   * The definition that is asked for.
   *
   * @param version that it gets
   * @param schedules those of the tenant
   * @param countables metrics that a share can be of, by key
   * @throws dev.steadfast.platform.problem.ProblemException {@code rule-violated} with all that is
   *     wrong
   */
  static Definition check(
      DefinitionRequest request,
      int version,
      Function<UUID, Optional<Schedule>> schedules,
      Function<String, Optional<Countable>> countables) {
    DefinitionRules rules = new DefinitionRules(request, version, schedules, countables);
    rules.key();
    Optional<Definition> definition = rules.definition();
    rules.findings.refuseIfAny();
    return definition.orElseThrow();
  }

  /** Whether a metric of a tenant can have that key. */
  static boolean isKey(String text) {
    return text.length() <= MAX_KEY && KEY.matcher(text).matches();
  }

  private void key() {
    String key = findings.text("/key", request.key(), MAX_KEY);
    if (!key.isEmpty() && !isKey(key)) {
      findings.add("/key", "is lower-case words with hyphens between them");
    }
    if (MetricCatalogue.builtIn(key).isPresent()) {
      findings.add("/key", "is that of a built-in metric");
    }
  }

  private Optional<Definition> definition() {
    findings.optional("/title", request.title(), MAX_TITLE);
    findings.optional("/description", request.description(), MAX_DESCRIPTION);
    Integer sample = request.minimumSample();
    if (sample != null && (sample < 1 || sample > MAX_SAMPLE)) {
      findings.add("/minimumSample", "is 1 to " + MAX_SAMPLE);
    }
    long kinds =
        Stream.of(request.copyOf(), request.ratio(), request.events())
            .filter(Objects::nonNull)
            .count();
    if (kinds != 1) {
      findings.add("/copyOf", "is there, or events or ratio is, and no two of them");
      return Optional.empty();
    }
    if (request.copyOf() != null) {
      refuse("/kind", request.kind(), "events and ratios");
      refuse("/unit", request.unit(), "events and ratios");
      refuse("/decimals", request.decimals(), "numbers from events");
      refuse("/direction", request.direction(), "events and shares");
      return copy();
    }
    refuse("/clock", request.clock(), "copies");
    refuse("/within", request.within(), "copies");
    refuse("/shortCalls", request.shortCalls(), "copies");
    refuse("/withoutCallbacks", request.withoutCallbacks(), "copies");
    return request.events() == null ? computed() : events();
  }

  private Optional<Definition> events() {
    EventRules events = new EventRules(findings, request);
    Optional<Kind> kind = events.kind();
    Direction direction = direction();
    Population population = population();
    Optional<Aggregation> shown = kind.flatMap(this::aggregationOfEvents);
    return kind.map(
        counted ->
            new Definition.Events(events.check(counted, version, shown, direction, population)));
  }

  private Optional<Aggregation> aggregationOfEvents(Kind kind) {
    return aggregation(
        kind,
        switch (kind) {
          case DURATION -> Aggregation.MEDIAN;
          case NUMBER -> Aggregation.MEAN;
          case COUNT, RATIO, QUOTIENT, NET_SCORE, SCORE, LEVEL, FLOW, PART, AGE, PEOPLE ->
              Aggregation.COUNT;
        });
  }

  private Direction direction() {
    return switch (Objects.requireNonNullElse(request.direction(), "neither")) {
      case "higher" -> Direction.HIGHER;
      case "lower" -> Direction.LOWER;
      case "neither" -> Direction.NEITHER;
      default -> {
        findings.add("/direction", "is higher, lower or neither");
        yield Direction.NEITHER;
      }
    };
  }

  private Optional<Definition> computed() {
    findings.text("/title", request.title(), MAX_TITLE);
    refuse("/population", request.population(), "its parts");
    refuse("/decimals", request.decimals(), "numbers from events");
    Direction direction = direction();
    return switch (Objects.requireNonNullElse(request.kind(), "share")) {
      case "share" -> {
        refuse("/unit", request.unit(), "numbers from events and ratios");
        yield aggregation(Kind.RATIO, Aggregation.SHARE)
            .flatMap(shown -> shares.check(request, version, shown, direction));
      }
      case "ratio" ->
          aggregation(Kind.QUOTIENT, Aggregation.RATIO)
              .flatMap(shown -> quotients.check(request, version, shown, direction));
      default -> {
        findings.add("/kind", "is share or ratio");
        yield Optional.empty();
      }
    };
  }

  private void refuse(String pointer, @Nullable Object part, String owners) {
    if (part != null) {
      findings.add(pointer, "is for " + owners + " only");
    }
  }

  private Optional<Definition> copy() {
    CopyRules copies = new CopyRules(findings, request, schedules);
    return copies
        .origin()
        .flatMap(
            origin ->
                copies.check(
                    origin,
                    version,
                    population(),
                    aggregation(origin.kind(), origin.defaultAggregation())));
  }

  private Optional<Aggregation> aggregation(Kind kind, Aggregation otherwise) {
    String asked = request.defaultAggregation();
    if (asked == null) {
      return Optional.of(otherwise);
    }
    Set<Aggregation> fitting = Aggregations.fitting(kind);
    Optional<Aggregation> found =
        fitting.stream().filter(one -> one.code().equals(asked)).findFirst();
    if (found.isEmpty()) {
      findings.add(
          "/defaultAggregation",
          "is one of " + String.join(", ", fitting.stream().map(Aggregation::code).toList()));
    }
    return found;
  }

  private Population population() {
    Map<String, Set<String>> values = new HashMap<>();
    Map<String, @Nullable List<@Nullable String>> asked = request.population();
    if (asked != null && asked.size() > MAX_DIMENSIONS) {
      findings.add("/population", "has at most " + MAX_DIMENSIONS + " dimensions");
    } else if (asked != null) {
      asked.forEach(
          (dimension, list) -> {
            String pointer = "/population/" + dimension.replace("~", "~0").replace("/", "~1");
            if (!Scope.DIMENSIONS.contains(dimension) && !Traits.isDimension(dimension)) {
              findings.add(
                  pointer,
                  "is none of %s, %s and %s followed by the name of an attribute"
                      .formatted(
                          String.join(", ", Scope.DIMENSIONS),
                          String.join(", ", Traits.DIMENSIONS),
                          Traits.ATTRIBUTE));
            } else if (list == null || list.isEmpty() || list.size() > MAX_VALUES) {
              findings.add(pointer, "has 1 to " + MAX_VALUES + " values");
            } else {
              Set<String> checked = new HashSet<>();
              for (int i = 0; i < list.size(); i++) {
                checked.add(findings.text(pointer + "/" + i, list.get(i), MAX_VALUE));
              }
              values.put(dimension, checked);
            }
          });
    }
    return new Population(values);
  }
}
