package dev.steadfast.metrics.definition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.steadfast.contracts.metric.BuiltInMetrics;
import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.contracts.problem.ProblemCode;
import dev.steadfast.core.schedule.Schedule;
import dev.steadfast.metrics.definition.DefinitionRequest.ClockPart;
import dev.steadfast.metrics.rules.MetricsPart;
import dev.steadfast.metrics.rules.RuleRevisions;
import dev.steadfast.metrics.schedule.ScheduleReader;
import dev.steadfast.platform.access.Caller;
import dev.steadfast.platform.http.MergePatch;
import dev.steadfast.platform.http.Version;
import dev.steadfast.platform.problem.ProblemException;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What people do to the metrics of their tenant. Each command is one transaction, with the revision
 * of the rules by which everything is counted from then on.
 */
@ApplicationScoped
@Transactional
public class DefinitionService {
  private static final int MOST_METRICS = 50;

  /** Of one metric; the oldest goes as another comes. */
  private static final int MOST_VERSIONS = 3;

  private final DefinitionRepository metrics;
  private final ScheduleReader schedules;
  private final AgroalDataSource dataSource;
  private final Caller caller;
  private final ObjectMapper json;
  private final Clock clock;

  @Inject
  DefinitionService(
      DefinitionRepository metrics,
      ScheduleReader schedules,
      AgroalDataSource dataSource,
      Caller caller,
      ObjectMapper json,
      Clock clock) {
    this.metrics = metrics;
    this.schedules = schedules;
    this.dataSource = dataSource;
    this.caller = caller;
    this.json = json;
    this.clock = clock;
  }

  /**
   * A new metric, counted over all history from now on.
   *
   * @throws ProblemException {@code rule-violated}; {@code conflict} if there is one of that key,
   *     or too many
   */
  public StoredMetric create(DefinitionRequest request) {
    metrics.lock();
    String key = String.valueOf(request.key());
    int last = DefinitionRules.isKey(key) ? metrics.lastVersion(key) : 0;
    Definition definition = check(request, last + 1);
    if (metrics.find(key).isPresent()) {
      throw conflict("There is a metric " + key + " already: PATCH makes its next version.");
    }
    if (metrics.all().size() >= MOST_METRICS) {
      throw conflict("There are " + MOST_METRICS + " metrics already: delete some.");
    }
    return keep(request, definition, List.of());
  }

  /** Applies a merge patch: what comes of it is the next version, beside the ones before. */
  public StoredMetric patch(String key, @Nullable String ifMatch, JsonNode patch)
      throws JsonProcessingException {
    metrics.lock();
    StoredMetric before = requireOwn(key, "edited");
    Version.require(ifMatch, before.newest().metric().version());
    if (!patch.isObject()) {
      throw new ProblemException(ProblemCode.MALFORMED_REQUEST, "A merge patch is a JSON object.");
    }
    DefinitionRequest document =
        json.treeToValue(
            MergePatch.apply(json.valueToTree(before.newest().document()), patch),
            DefinitionRequest.class);
    if (!key.equals(document.key())) {
      throw ProblemException.ruleViolated(
          "/key", "/key stays as it is; another key is another metric.");
    }
    Definition definition = check(document, metrics.lastVersion(key) + 1);
    return document.equals(before.newest().document())
        ? before
        : keep(document, definition, before.versions());
  }

  /** Deletes a metric with all its versions; what was counted by it goes. */
  public void delete(String key, @Nullable String ifMatch) {
    metrics.lock();
    StoredMetric metric = requireOwn(key, "deleted");
    if (ifMatch != null) {
      Version.require(ifMatch, metric.newest().metric().version());
    }
    metric.versions().forEach(version -> requireUnused(version.metric()));
    if (metrics.isWatched(key)) {
      throw conflict("An alert rule watches " + key + ": delete that first.");
    }
    OffsetDateTime now = now();
    metric.versions().forEach(version -> metrics.retire(version.metric(), now));
    metrics.delete(key, now);
    metrics.noteUses(key, List.of());
    List<MetricDefinition> counted =
        metric.versions().stream()
            .filter(version -> version.ratio().isEmpty())
            .map(StoredVersion::metric)
            .toList();
    if (!counted.isEmpty()) {
      revise(document -> counted.forEach(one -> remove(document, one)));
    }
  }

  private StoredMetric requireOwn(String key, String what) {
    if (MetricCatalogue.builtIn(key).isPresent()) {
      throw conflict(
          "%s is built-in: it cannot be %s, only copied. POST /v1/metrics with copyOf makes a copy."
              .formatted(key, what));
    }
    return metrics.find(key).orElseThrow(() -> ProblemException.notFound("metric", key));
  }

  private Definition check(DefinitionRequest request, int version) {
    return DefinitionRules.check(request, version, this::schedule, this::countable);
  }

  private Optional<Schedule> schedule(UUID id) {
    if (!metrics.keepSchedule(id)) {
      return Optional.empty();
    }
    try (Connection connection = dataSource.getConnection()) {
      return schedules.find(connection, caller.tenant(), id);
    } catch (SQLException e) {
      throw new IllegalStateException("a schedule cannot be read", e);
    }
  }

  private Optional<Countable> countable(String key) {
    return BuiltInMetrics.named(key)
        .map(Countable::builtIn)
        .or(() -> metrics.find(key).map(StoredMetric::newest).map(Countable::own));
  }

  private StoredMetric keep(
      DefinitionRequest request, Definition definition, List<StoredVersion> before) {
    List<StoredVersion> old = before.stream().skip(MOST_VERSIONS - 1L).toList();
    List<StoredVersion> kept = before.subList(0, before.size() - old.size());
    OffsetDateTime now = now();
    for (StoredVersion version : old) {
      requireUnused(version.metric());
      metrics.retire(version.metric(), now);
    }
    Optional<Ratio> ratio =
        definition instanceof Definition.Computed computed
            ? Optional.of(computed.parts())
            : Optional.empty();
    boolean isReady = ratio.isPresent() && isReady(ratio.get());
    StoredVersion version =
        new StoredVersion(
            request,
            definition.metric(),
            ratio,
            now,
            caller.subject(),
            isReady ? Optional.of(now) : Optional.empty());
    long revision = revised(definition, old);
    metrics.insert(version, revision);
    metrics.noteUses(
        definition.metric().key(),
        Stream.concat(Stream.of(version), kept.stream())
            .map(one -> one.document().clock())
            .filter(Objects::nonNull)
            .map(ClockPart::scheduleId)
            .filter(Objects::nonNull)
            .distinct()
            .toList());
    return new StoredMetric(Stream.concat(Stream.of(version), kept.stream()).toList());
  }

  /** The revision that counts that definition, and none of those old ones. */
  private long revised(Definition definition, List<StoredVersion> old) {
    List<MetricDefinition> counted =
        old.stream().filter(one -> one.ratio().isEmpty()).map(StoredVersion::metric).toList();
    return switch (definition) {
      case Definition.Copy copy ->
          revise(
              document -> {
                counted.forEach(one -> remove(document, one));
                MetricsPart.add(document, copy.copied());
              });
      case Definition.Events events ->
          revise(
              document -> {
                counted.forEach(one -> remove(document, one));
                MetricsPart.add(document, events.counted());
              });
      case Definition.Computed computed ->
          counted.isEmpty()
              ? metrics.revision()
              : revise(document -> counted.forEach(one -> remove(document, one)));
    };
  }

  private boolean isReady(Ratio ratio) {
    return metrics.all().stream()
        .flatMap(metric -> metric.versions().stream())
        .filter(
            one ->
                one.metric().name().equals(ratio.numerator())
                    || one.metric().name().equals(ratio.denominator()))
        .allMatch(StoredVersion::isReady);
  }

  private void requireUnused(MetricDefinition version) {
    metrics.all().stream()
        .flatMap(metric -> metric.versions().stream())
        .filter(
            one ->
                one.ratio()
                    .filter(
                        ratio ->
                            ratio.numerator().equals(version.name())
                                || ratio.denominator().equals(version.name()))
                    .isPresent())
        .findFirst()
        .ifPresent(
            one -> {
              throw conflict(one.metric().name() + " is computed from " + version.name() + ".");
            });
  }

  private static void remove(ObjectNode document, MetricDefinition version) {
    MetricsPart.remove(document, version.key(), version.version());
  }

  private long revise(Consumer<ObjectNode> change) {
    try (Connection connection = dataSource.getConnection()) {
      return RuleRevisions.next(connection, caller.tenant(), caller.subject(), clock, change);
    } catch (SQLException e) {
      throw new IllegalStateException("the rules cannot be revised", e);
    }
  }

  private static ProblemException conflict(String detail) {
    return new ProblemException(ProblemCode.CONFLICT, detail);
  }

  private OffsetDateTime now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
  }
}
