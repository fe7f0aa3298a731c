package dev.steadfast.metrics.definition;

import dev.steadfast.contracts.metric.Aggregation;
import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.contracts.metric.MetricDefinition.Direction;
import dev.steadfast.contracts.metric.MetricDefinition.Kind;
import dev.steadfast.metrics.definition.PartsReader.Parts;
import dev.steadfast.platform.problem.Findings;
import java.util.EnumSet;
import java.util.Optional;

/** The rules of a share of two counts. */
final class ShareRules {
  private static final int USUAL_SAMPLE = 50;

  private final Findings findings;
  private final PartsReader parts;

  ShareRules(Findings findings, PartsReader parts) {
    this.findings = findings;
    this.parts = parts;
  }

  /** The share, or empty after noting what is wrong. */
  Optional<Definition> check(
      DefinitionRequest request, int version, Aggregation shown, Direction direction) {
    return parts
        .read(request.ratio(), EnumSet.of(Kind.COUNT), "is not a count")
        .map(both -> share(request, version, shown, direction, both));
  }

  private Definition share(
      DefinitionRequest request, int version, Aggregation shown, Direction direction, Parts both) {
    Countable in = both.numerator();
    Countable of = both.denominator();
    if (!in.metric().anchor().equals(of.metric().anchor())) {
      findings.add(
          "/ratio/numerator",
          "does not share the cohort of the denominator: it goes by %s, the other by %s"
              .formatted(in.metric().anchor(), of.metric().anchor()));
    } else if (!in.isPartOf(of)) {
      findings.add(
          "/ratio/numerator",
          "does not count a part of what the denominator counts, so that this is no share: copies of one metric"
              + " are, one with a narrower population than the other, and counts of events with more conditions. With"
              + " kind ratio it is a ratio, which may be above one");
    }
    return new Definition.Computed(
        metric(request, version, shown, direction, in.metric(), of.metric()), both.ratio());
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
