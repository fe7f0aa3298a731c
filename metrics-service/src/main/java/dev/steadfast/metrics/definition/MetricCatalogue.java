package dev.steadfast.metrics.definition;

import dev.steadfast.contracts.metric.BuiltInMetrics;
import dev.steadfast.contracts.metric.DerivedMetrics;
import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.contracts.metric.MetricDefinition.Kind;
import dev.steadfast.contracts.problem.ProblemCode;
import dev.steadfast.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All definitions that the calling tenant has: the built-in ones and its own. */
@ApplicationScoped
@Transactional(dontRollbackOn = ProblemException.class)
public class MetricCatalogue {
  private final DefinitionRepository own;

  @Inject
  MetricCatalogue(DefinitionRepository own) {
    this.own = own;
  }

  /** The built-in ones, counted and derived, in the order of the documentation. */
  public static List<MetricDefinition> builtIn() {
    return Stream.of(BuiltInMetrics.all(), DerivedMetrics.all()).flatMap(List::stream).toList();
  }

  /** The built-in one of that key, or empty. */
  static Optional<MetricDefinition> builtIn(String key) {
    return builtIn().stream().filter(metric -> metric.key().equals(key)).findFirst();
  }

  /**
   * What answers queries of that key: the newest version that is ready.
   *
   * @throws ProblemException {@code not-found}; {@code conflict} while the first is being counted
   */
  public MetricDefinition require(String key) {
    return require(key, null);
  }

  /**
   * That version.
   *
   * @param version the newest that is ready where it is null
   * @throws ProblemException {@code not-found}; {@code conflict} while it is being counted
   */
  public MetricDefinition require(String key, @Nullable Integer version) {
    Optional<MetricDefinition> builtIn = builtIn(key);
    if (builtIn.isPresent()) {
      return builtIn
          .filter(metric -> version == null || metric.version() == version)
          .orElseThrow(() -> ProblemException.notFound("metric", key + "@" + version));
    }
    StoredVersion found = requireOwn(key, version);
    if (!found.isReady()) {
      throw new ProblemException(
          ProblemCode.CONFLICT,
          "%s is being counted over all history for the first time; %.0f %% is done."
              .formatted(found.metric().name(), 100 * own.progress()));
    }
    return found.metric();
  }

  private StoredVersion requireOwn(String key, @Nullable Integer version) {
    StoredMetric metric = own.find(key).orElseThrow(() -> ProblemException.notFound("metric", key));
    return version == null
        ? metric.current()
        : metric.versions().stream()
            .filter(one -> one.metric().version() == version)
            .findFirst()
            .orElseThrow(() -> ProblemException.notFound("metric", key + "@" + version));
  }

  /** The same as {@link #require(String)} without regard to whether it is ready, or empty. */
  public Optional<MetricDefinition> find(String key) {
    return builtIn(key).or(() -> own.find(key).map(metric -> metric.current().metric()));
  }

  /** The built-in ones, and each version of the tenant's own. */
  public List<MetricDefinition> all() {
    List<MetricDefinition> all = new ArrayList<>(builtIn());
    own.all().stream()
        .flatMap(metric -> metric.versions().stream())
        .map(StoredVersion::metric)
        .forEach(all::add);
    return all;
  }

  /** The metrics of the tenant's own, in the order of their keys. */
  public List<StoredMetric> ownOnes() {
    return own.all();
  }

  /** That metric of the tenant's own, or empty. */
  public Optional<StoredMetric> ownOne(String key) {
    return own.find(key);
  }

  /** How far versions are that are not ready, 0 to 1. */
  public double progress() {
    return own.progress();
  }

  /**
   * Since when a metric is counted: what was counted of it before restates nothing.
   *
   * @return the beginning of time for a built-in one
   */
  public Instant countedSince(MetricDefinition metric) {
    return isBuiltIn(metric)
        ? Instant.EPOCH
        : version(metric)
            .flatMap(StoredVersion::readyAt)
            .map(OffsetDateTime::toInstant)
            .orElse(Instant.MAX);
  }

  /** A metric, and since when it is counted. */
  public record Counted(MetricDefinition metric, Instant since) {}

  /** The same as {@link #all}, each with since when it is counted. */
  public List<Counted> counted() {
    List<Counted> all = new ArrayList<>();
    builtIn().forEach(metric -> all.add(new Counted(metric, Instant.EPOCH)));
    own.all().stream()
        .flatMap(metric -> metric.versions().stream())
        .forEach(
            one ->
                all.add(
                    new Counted(
                        one.metric(),
                        one.readyAt().map(OffsetDateTime::toInstant).orElse(Instant.MAX))));
    return all;
  }

  /** The key of the built-in metric that a metric is a copy of; its own where it is no copy. */
  public String originOf(MetricDefinition metric) {
    return isBuiltIn(metric)
        ? metric.key()
        : version(metric)
            .flatMap(one -> Optional.ofNullable(one.document().copyOf()))
            .orElse(metric.key());
  }

  /** What a share or another ratio is computed from; empty for a metric that is counted itself. */
  public Optional<Parts> partsOf(MetricDefinition metric) {
    boolean isComputed = metric.kind() == Kind.RATIO || metric.kind() == Kind.QUOTIENT;
    if (!isComputed || isBuiltIn(metric)) {
      return Optional.empty();
    }
    return version(metric)
        .flatMap(StoredVersion::ratio)
        .map(ratio -> new Parts(named(ratio.numerator()), named(ratio.denominator())));
  }

  /**
   * The counted metrics that another is computed from, of whatever kind; none for a counted one.
   */
  public List<MetricDefinition> computedFrom(MetricDefinition metric) {
    return partsOf(metric)
        .map(parts -> List.of(parts.numerator(), parts.denominator()))
        .orElseGet(() -> DerivedMetrics.partsOf(metric));
  }

  /** The definitions that another is computed from. */
  public record Parts(MetricDefinition numerator, MetricDefinition denominator) {}

  private static boolean isBuiltIn(MetricDefinition metric) {
    return builtIn(metric.key()).isPresent();
  }

  private Optional<StoredVersion> version(MetricDefinition metric) {
    return own.find(metric.key()).stream()
        .flatMap(found -> found.versions().stream())
        .filter(one -> one.metric().version() == metric.version())
        .findFirst();
  }

  private MetricDefinition named(String name) {
    int separator = name.lastIndexOf('@');
    String key = name.substring(0, separator);
    int version = Integer.parseInt(name, separator + 1, name.length(), 10);
    return builtIn(key).orElseGet(() -> requireOwn(key, version).metric());
  }
}
