package dev.steadfast.metrics.definition;

import dev.steadfast.contracts.metric.MetricDefinition.Kind;
import dev.steadfast.metrics.definition.DefinitionRequest.RatioPart;
import dev.steadfast.platform.problem.Findings;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads which two metrics another is computed from. */
final class PartsReader {
  private static final int MAX_KEY = 60;

  /** Both parts. */
  record Parts(Countable numerator, Countable denominator) {
    Ratio ratio() {
      return new Ratio(numerator.metric().name(), denominator.metric().name());
    }
  }

  private final Findings findings;
  private final Function<String, Optional<Countable>> countables;

  PartsReader(Findings findings, Function<String, Optional<Countable>> countables) {
    this.findings = findings;
    this.countables = countables;
  }

  /**
   * Both, or empty after noting what is wrong.
   *
   * @param kinds that they may have
   * @param otherwise what is wrong with one of another kind
   */
  Optional<Parts> read(@Nullable RatioPart ratio, Set<Kind> kinds, String otherwise) {
    RatioPart asked = ratio == null ? new RatioPart(null, null) : ratio;
    Optional<Countable> in = part("/ratio/numerator", asked.numerator(), kinds, otherwise);
    Optional<Countable> of = part("/ratio/denominator", asked.denominator(), kinds, otherwise);
    return in.flatMap(numerator -> of.map(denominator -> new Parts(numerator, denominator)));
  }

  private Optional<Countable> part(
      String pointer, @Nullable String key, Set<Kind> kinds, String otherwise) {
    String text = findings.text(pointer, key, MAX_KEY);
    Optional<Countable> found = text.isEmpty() ? Optional.empty() : countables.apply(text);
    if (found.isEmpty() && !text.isEmpty()) {
      findings.add(pointer, "is the key of no metric");
    }
    if (found.isPresent() && !kinds.contains(found.get().metric().kind())) {
      findings.add(pointer, otherwise);
    }
    return found;
  }
}
