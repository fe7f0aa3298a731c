package dev.steadfast.metrics.query;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.steadfast.contracts.metric.Aggregation;
import dev.steadfast.metrics.arrival.Gap;
import dev.steadfast.metrics.arrival.GapRepository;
import dev.steadfast.metrics.arrival.Source;
import dev.steadfast.platform.access.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Where what a metric counts is missing, since a source fell silent. Only totals are concerned, and
 * what is computed of them or of levels: a share or a duration of nothing has no value anyway.
 *
 * <p>What was found is held for half a minute: a silence is judged by whole hours, and to find it
 * costs more than the count itself.
 */
@ApplicationScoped
public class SilentSources {
  private static final int MAX_NAMED = 3;
  private static final Duration HELD = Duration.ofSeconds(30);
  private static final long MOST_HELD = 2_000;

  private final GapRepository gaps;
  private final Caller caller;
  private final Cache<Span, List<Gap>> missing;

  /** Which gaps were looked for. */
  private record Span(UUID tenant, Instant from, Instant to, ZoneId zone) {}

  @Inject
  SilentSources(GapRepository gaps, Caller caller, Clock clock) {
    this.gaps = gaps;
    this.caller = caller;
    this.missing =
        Caffeine.newBuilder()
            .maximumSize(MOST_HELD)
            .expireAfterWrite(HELD)
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
            .build();
  }

  /** The gaps of the period of a query whose events have not come since; none unless it totals. */
  public List<Gap> of(MetricQuery query) {
    if (!isTotal(query)) {
      return List.of();
    }
    Period period = query.period();
    Span asked =
        new Span(
            caller.tenant(), period.from().toInstant(), period.to().toInstant(), period.zone());
    List<Gap> held = missing.getIfPresent(asked);
    if (held == null) {
      held =
          gaps.between(asked.from(), asked.to(), asked.zone()).stream()
              .filter(Gap::isMissing)
              .toList();
      missing.put(asked, held);
    }
    return held;
  }

  private static boolean isTotal(MetricQuery query) {
    return switch (query.metric().kind()) {
      case COUNT, FLOW, LEVEL, AGE, PART, QUOTIENT, PEOPLE -> true;
      case DURATION, NUMBER, RATIO, NET_SCORE, SCORE ->
          query.aggregations().stream().anyMatch(Aggregation::isTotal);
    };
  }

  static List<Gap> within(Period.Bucket bucket, List<Gap> gaps) {
    if (gaps.isEmpty()) {
      return gaps;
    }
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
