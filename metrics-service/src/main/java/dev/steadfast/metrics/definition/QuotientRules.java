package dev.steadfast.metrics.definition;

import dev.steadfast.contracts.metric.Aggregation;
import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.contracts.metric.MetricDefinition.Direction;
import dev.steadfast.contracts.metric.MetricDefinition.Kind;
import dev.steadfast.metrics.definition.PartsReader.Parts;
import dev.steadfast.platform.problem.Findings;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * The rules of a ratio that is no share: so much of one metric for each of another in the same
 * period. What has an amount within a period can be a part: a count, or the sum of numbers or
 * durations.
 */
final class QuotientRules {
  private static final Set<Kind> AMOUNTS = EnumSet.of(Kind.COUNT, Kind.NUMBER, Kind.DURATION);
  private static final int MAX_UNIT = 20;
  private static final int USUAL_SAMPLE = 20;

  private final Findings findings;
  private final PartsReader parts;

  QuotientRules(Findings findings, PartsReader parts) {
    this.findings = findings;
    this.parts = parts;
  }

  /** The ratio, or empty after noting what is wrong. */
  Optional<Definition> check(
      DefinitionRequest request, int version, Aggregation shown, Direction direction) {
    findings.optional("/unit", request.unit(), MAX_UNIT);
    if ("percent".equals(request.unit()) || "ms".equals(request.unit())) {
      findings.add("/unit", "is percent of a share only, and ms of a duration for each");
    }
    return parts
        .read(
            request.ratio(),
            AMOUNTS,
            "has no amount of a period: it is no count, number or duration")
        .map(
            both ->
                new Definition.Computed(
                    metric(request, version, shown, direction, both), both.ratio()));
  }

  private static MetricDefinition metric(
      DefinitionRequest request, int version, Aggregation shown, Direction direction, Parts parts) {
    MetricDefinition in = parts.numerator().metric();
    MetricDefinition of = parts.denominator().metric();
    return new MetricDefinition(
        String.valueOf(request.key()),
        version,
        String.valueOf(request.title()),
        request.description() == null
            ? "%s for each of %s, in the same period.".formatted(in.title(), of.title())
            : request.description(),
        request.unit() == null ? unit(in, of) : request.unit(),
        direction,
        Kind.QUOTIENT,
        of.startRule(),
        in.endRule(),
        anchor(in, of),
        of.kind() == Kind.COUNT ? of.population() : "values of " + of.name(),
        shown,
        Optional.ofNullable(request.minimumSample()).orElse(USUAL_SAMPLE));
  }

  private static String unit(MetricDefinition in, MetricDefinition of) {
    return in.unit().equals(of.unit()) || in.unit().equals("count") ? "ratio" : in.unit();
  }

  private static String anchor(MetricDefinition in, MetricDefinition of) {
    return in.anchor().equals(of.anchor())
        ? of.anchor()
        : "the own date of each part (%s; %s)".formatted(in.anchor(), of.anchor());
  }
}
