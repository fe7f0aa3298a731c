package dev.steadfast.metrics.definition;

import dev.steadfast.contracts.metric.Aggregation;
import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.contracts.metric.MetricDefinition.Direction;
import dev.steadfast.contracts.metric.MetricDefinition.Kind;
import dev.steadfast.metrics.definition.DefinitionRequest.RatioPart;
import dev.steadfast.platform.problem.Findings;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The rules of a share of two counts. */
final class ShareRules {
  private static final int MAX_KEY = 60;
  private static final int USUAL_SAMPLE = 50;

  private final Findings findings;
  private final Function<String, Optional<Countable>> countables;

  ShareRules(Findings findings, Function<String, Optional<Countable>> countables) {
    this.findings = findings;
    this.countables = countables;
  }

  /** The share, or empty after noting what is wrong. */
  Optional<Definition> check(
      DefinitionRequest request, int version, Aggregation shown, Direction direction) {
    RatioPart ratio = request.ratio() == null ? new RatioPart(null, null) : request.ratio();
    Optional<Countable> numerator = part("/ratio/numerator", ratio.numerator());
    Optional<Countable> denominator = part("/ratio/denominator", ratio.denominator());
    if (numerator.isEmpty() || denominator.isEmpty()) {
      return Optional.empty();
    }
    Countable in = numerator.get();
    Countable of = denominator.get();
    if (!in.metric().anchor().equals(of.metric().anchor())) {
      findings.add(
          "/ratio/numerator",
          "does not share the cohort of the denominator: it goes by %s, the other by %s"
              .formatted(in.metric().anchor(), of.metric().anchor()));
    } else if (!in.isPartOf(of)) {
      findings.add(
          "/ratio/numerator",
          "does not count a part of what the denominator counts, so that this is no share: copies of one metric"
              + " are, one with a narrower population than the other, and counts of events with more conditions");
    }
    return Optional.of(
        new Definition.Share(
            metric(request, version, shown, direction, in.metric(), of.metric()),
            new Ratio(in.metric().name(), of.metric().name())));
  }

  private Optional<Countable> part(String pointer, @Nullable String key) {
    String text = findings.text(pointer, key, MAX_KEY);
    Optional<Countable> found = text.isEmpty() ? Optional.empty() : countables.apply(text);
    if (found.isEmpty() && !text.isEmpty()) {
      findings.add(pointer, "is the key of no metric");
    }
    if (found.isPresent() && found.get().metric().kind() != Kind.COUNT) {
      findings.add(pointer, "is not a count");
    }
    return found;
  }

  private static MetricDefinition metric(
      DefinitionRequest request,
      int version,
      Aggregation shown,
      Direction direction,
      MetricDefinition in,
      MetricDefinition of) {
    String title = String.valueOf(request.title());
    return new MetricDefinition(
        String.valueOf(request.key()),
        version,
        title,
        request.description() == null
            ? "%s of %s.".formatted(in.title(), of.title())
            : request.description(),
        "percent",
        direction,
        Kind.RATIO,
        of.startRule(),
        in.endRule(),
        of.anchor(),
        of.population(),
        shown,
        request.minimumSample() == null ? USUAL_SAMPLE : request.minimumSample());
  }
}
