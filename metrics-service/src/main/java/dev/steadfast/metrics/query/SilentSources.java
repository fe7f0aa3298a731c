package dev.steadfast.metrics.query;

import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.metrics.arrival.Gap;
import dev.steadfast.metrics.arrival.GapRepository;
import dev.steadfast.metrics.arrival.Source;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Where what a metric counts is missing, since a source fell silent. Only counts are concerned: a
 * share or a duration of nothing has no value anyway.
 */
@ApplicationScoped
public class SilentSources {
  private static final int MAX_NAMED = 3;

  private final GapRepository gaps;

  @Inject
  SilentSources(GapRepository gaps) {
    this.gaps = gaps;
  }

  /** The gaps of the period of a query whose events have not come since; none unless it counts. */
  public List<Gap> of(MetricQuery query) {
    if (query.metric().kind() != MetricDefinition.Kind.COUNT) {
      return List.of();
    }
    Period period = query.period();
    return gaps.between(period.from().toInstant(), period.to().toInstant(), period.zone()).stream()
        .filter(Gap::isMissing)
        .toList();
  }

  static List<Gap> within(Period.Bucket bucket, List<Gap> gaps) {
    return gaps.stream()
        .filter(gap -> gap.touches(bucket.from().toInstant(), bucket.to().toInstant()))
        .toList();
  }

  /** Who sent nothing when, in words. */
  public static String reason(List<Gap> gaps) {
    String named =
        gaps.stream().limit(MAX_NAMED).map(SilentSources::told).collect(Collectors.joining("; "));
    return gaps.size() > MAX_NAMED ? named + "; and " + (gaps.size() - MAX_NAMED) + " more" : named;
  }

  private static String told(Gap gap) {
    Source source = gap.source();
    return source.source()
        + " sent nothing from "
        + gap.from().truncatedTo(ChronoUnit.HOURS)
        + gap.to().map(to -> " to " + to).orElse(" on");
  }
}
