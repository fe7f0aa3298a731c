package dev.steadfast.metrics.quality;

import dev.steadfast.core.measure.Histogram;
import dev.steadfast.core.measure.Interval;
import dev.steadfast.metrics.arrival.Gap;
import dev.steadfast.metrics.arrival.Source;
import dev.steadfast.metrics.quality.QualityView.ClockView;
import dev.steadfast.metrics.quality.QualityView.GapView;
import dev.steadfast.metrics.quality.QualityView.ShareView;
import dev.steadfast.metrics.quality.QualityView.SourceView;
import dev.steadfast.metrics.quality.QualityView.SpreadView;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What one source sent in a period, as it is summed up from its hours. */
final class SourceCounts {
  long received;
  long duplicates;
  long dead;
  long late;
  long future;
  @Nullable Instant lastAt;
  final Histogram delay = new Histogram();
  final Histogram ahead = new Histogram();
  final Map<String, Long> rejectedBy = new TreeMap<>();

  SourceView view(Source source, @Nullable Long replayable, List<Gap> gaps, ZoneId zone) {
    long counted = received - duplicates - dead;
    return new SourceView(
        source.source().isEmpty() ? null : source.source(),
        source.system().isEmpty() ? null : source.system(),
        received,
        duplicates,
        rejectedBy.values().stream().mapToLong(Long::longValue).sum(),
        rejectedBy,
        dead,
        replayable,
        share(late, counted),
        new ClockView(spread(delay), share(future, counted), spread(ahead)),
        lastAt == null ? null : at(lastAt, zone),
        gaps.stream().map(gap -> view(gap, zone)).toList());
  }

  private static GapView view(Gap gap, ZoneId zone) {
    return new GapView(
        at(gap.from(), zone),
        gap.to().map(to -> at(to, zone)).orElse(null),
        gap.usualHours(),
        gap.chance(),
        gap.resent());
  }

  private static OffsetDateTime at(Instant instant, ZoneId zone) {
    return instant.atZone(zone).toOffsetDateTime();
  }

  private static @Nullable SpreadView spread(Histogram histogram) {
    return histogram.isEmpty()
        ? null
        : new SpreadView(histogram.quantile(0.5), histogram.quantile(0.95));
  }

  static ShareView share(long count, long of) {
    if (of <= 0) {
      return new ShareView(count, null, null, null);
    }
    Interval interval = Interval.ofShare(count, of);
    return new ShareView(count, 100.0 * count / of, interval.lower(), interval.upper());
  }
}
