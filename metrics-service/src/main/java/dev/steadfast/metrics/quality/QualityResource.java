package dev.steadfast.metrics.quality;

import dev.steadfast.core.measure.Scope;
import dev.steadfast.metrics.arrival.Gap;
import dev.steadfast.metrics.arrival.GapRepository;
import dev.steadfast.metrics.arrival.Source;
import dev.steadfast.metrics.quality.QualityRepository.Asked;
import dev.steadfast.metrics.quality.QualityView.SourceView;
import dev.steadfast.metrics.query.Interval;
import dev.steadfast.metrics.query.Period;
import dev.steadfast.metrics.query.PeriodReader;
import dev.steadfast.platform.access.Scopes;
import dev.steadfast.platform.http.Cursor;
import dev.steadfast.platform.http.Page;
import dev.steadfast.platform.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** How good the data is that the numbers come from. */
@Path("/v1/quality")
@Tag(name = "Quality", description = "What each source sent, and what is missing")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class QualityResource {
  private static final int DEFAULT_DAYS = 7;
  private static final int MAX_DAYS = 93;

  private final QualityRepository quality;
  private final GapRepository gaps;
  private final PeriodReader periods;

  @Inject
  QualityResource(QualityRepository quality, GapRepository gaps, PeriodReader periods) {
    this.quality = quality;
    this.gaps = gaps;
    this.periods = periods;
  }

  @GET
  @RolesAllowed(Scopes.METRICS_READ)
  @Transactional
  @Operation(
      operationId = "getQuality",
      summary = "See how complete and how timely the data is",
      description =
          "By source: events received, repeated, refused and dead-lettered, how late they come, whether their clocks"
              + " run ahead, and gaps: times without an event that are longer than the source's own weekly pattern"
              + " makes likely. By helpdesk: interactions without a team, agent, channel or priority. Counted by the"
              + " hour of receipt in UTC; an hour belongs to the period in which it begins.")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = QualityView.class)))
  @APIResponse(responseCode = "400", description = "invalid-parameter, invalid-cursor")
  public QualityView read(
      @Parameter(
              description =
                  "inclusive: a date in the zone, or an RFC 3339 time; a week ago by default",
              example = "2026-03-01")
          @RestQuery
          @Nullable String from,
      @Parameter(description = "exclusive; at most 93 days later", example = "2026-03-08")
          @RestQuery
          @Nullable String to,
      @Parameter(description = "an IANA name; the tenant's reporting zone by default") @RestQuery
          @Nullable String zone,
      @Parameter(description = "only of this CloudEvents source", example = "/acme/zendesk")
          @RestQuery
          @Nullable String source,
      @Parameter(schema = @Schema(minimum = "1", maximum = "500", defaultValue = "50")) @RestQuery
          @Nullable Integer limit,
      @Parameter(description = "The nextCursor of the page before.") @RestQuery
          @Nullable String cursor)
      throws SQLException {
    if (source != null && source.indexOf('\0') >= 0) {
      throw ProblemException.invalidParameter("source", "source has no NUL character.");
    }
    int size = Page.limit(limit);
    Optional<Source> after = after(cursor);
    Period period = period(from, to, zone);
    OffsetDateTime begin = utc(period.from().toOffsetDateTime());
    OffsetDateTime end = utc(period.to().toOffsetDateTime());
    List<Gap> silent =
        new ArrayList<>(gaps.between(begin.toInstant(), end.toInstant(), period.zone()));
    silent.removeIf(gap -> source != null && !gap.source().source().equals(source));
    List<Source> also =
        silent.stream()
            .map(Gap::source)
            .filter(one -> after.isEmpty() || one.compareTo(after.get()) > 0)
            .toList();
    NavigableMap<Source, SourceCounts> counts =
        quality.sources(new Asked(begin, end, source, after), also, size + 1);
    Optional<Map<Source, Long>> replayable = quality.replayable(begin, end);
    Page<SourceView> page =
        Page.of(
            List.copyOf(counts.entrySet()),
            size,
            entry ->
                entry
                    .getValue()
                    .view(
                        entry.getKey(),
                        replayable.map(all -> all.getOrDefault(entry.getKey(), 0L)).orElse(null),
                        silent.stream().filter(gap -> gap.source().equals(entry.getKey())).toList(),
                        period.zone()),
            entry -> cursorOf(entry.getKey()));
    return new QualityView(
        period.zone().getId(),
        period.from().toOffsetDateTime(),
        period.to().toOffsetDateTime(),
        quality.deadLetters(begin, end),
        quality.systems(begin, end),
        page.items(),
        page.nextCursor());
  }

  private Period period(@Nullable String from, @Nullable String to, @Nullable String zone) {
    String end = to == null ? periods.today(zone).plusDays(1).toString() : to;
    String begin = from;
    if (begin == null) {
      // A date or a time: read with any beginning before it, to count the days back from its end.
      Period any = periods.period("1970-01-02", end, zone, Interval.WHOLE);
      begin = any.to().minusDays(DEFAULT_DAYS).toOffsetDateTime().toString();
    }
    Period period = periods.period(begin, end, zone, Interval.WHOLE);
    if (ChronoUnit.DAYS.between(period.from(), period.to()) > MAX_DAYS) {
      throw ProblemException.invalidParameter("from", "Ask for at most " + MAX_DAYS + " days.");
    }
    return period;
  }

  private static OffsetDateTime utc(OffsetDateTime time) {
    return time.withOffsetSameInstant(ZoneOffset.UTC);
  }

  /** Encoded, since a name may hold what separates the parts of a cursor. */
  private static Cursor cursorOf(Source source) {
    return Cursor.after(Scope.encode(source.source()), Scope.encode(source.system()));
  }

  private static Optional<Source> after(@Nullable String text) {
    Cursor cursor = Cursor.decode(text, 2);
    return cursor == null
        ? Optional.empty()
        : Optional.of(new Source(decoded(cursor, 0), decoded(cursor, 1)));
  }

  private static String decoded(Cursor cursor, int part) {
    try {
      String text = URLDecoder.decode(cursor.values().get(part), StandardCharsets.UTF_8);
      if (text.indexOf('\0') < 0) {
        return text;
      }
    } catch (IllegalArgumentException e) {
      // answered below like any other text that this list did not issue
    }
    throw Cursor.foreign();
  }
}
