package dev.steadfast.metrics.quality;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.steadfast.contracts.metric.SilentSources.MissedDay;
import dev.steadfast.contracts.metric.SilentSources.Silence;
import dev.steadfast.metrics.arrival.Gap;
import dev.steadfast.metrics.arrival.GapRepository;
import dev.steadfast.metrics.arrival.Silences;
import dev.steadfast.metrics.intake.TenantZones;
import dev.steadfast.metrics.processing.StatePublications;
import dev.steadfast.platform.access.ActingTenant;
import dev.steadfast.platform.access.Caller;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells whoever reads the days of metrics where these lack data, when that has changed. */
@ApplicationScoped
class SilenceNews {
  private static final Duration TOLD = Duration.ofDays(400);

  /** After that a source is no longer missed. */
  private static final Duration MISSED = Duration.ofHours(Silences.HISTORY_HOURS);

  /** What ended before that stays as it is: what is sent within a week afterwards has come. */
  private static final Duration SETTLED = MISSED.plusDays(8);

  private static final double SHARES = 10_000;
  private static final Comparator<Silence> ORDER =
      Comparator.comparing(Silence::source)
          .thenComparing(Silence::system)
          .thenComparing(Silence::from);

  private final GapRepository gaps;
  private final TenantZones zones;
  private final AgroalDataSource dataSource;
  private final Caller caller;
  private final ActingTenant acting;
  private final ObjectMapper json;
  private final Clock clock;

  /** What was told last, as it is kept. */
  private record Told(long revision, String silences) {}

  @Inject
  SilenceNews(
      GapRepository gaps,
      TenantZones zones,
      AgroalDataSource dataSource,
      Caller caller,
      ActingTenant acting,
      ObjectMapper json,
      Clock clock) {
    this.gaps = gaps;
    this.zones = zones;
    this.dataSource = dataSource;
    this.caller = caller;
    this.acting = acting;
    this.json = json;
    this.clock = clock;
  }

  /**
   * Tells it for the calling tenant, in one transaction with what is kept of it. Nothing if another
   * replica is at it.
   */
  @Transactional
  void tell() throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      if (!acting.isAlone(connection, "silences")) {
        return;
      }
      Instant now = clock.instant();
      Optional<Told> told = told(connection);
      String silences = written(silences(told, now));
      boolean isNews = !silences.equals(told.map(Told::silences).orElse("[]"));
      long revision = told.map(Told::revision).orElse(0L) + (isNews ? 1 : 0);
      keep(connection, new Told(revision, silences), now);
      if (isNews) {
        StatePublications.announceSilences(connection, caller.tenant());
      }
    }
  }

  private List<Silence> silences(Optional<Told> told, Instant now) {
    Instant settled = now.minus(SETTLED);
    List<Silence> all = new ArrayList<>();
    Instant from = now.minus(TOLD);
    if (told.isPresent()) {
      read(told.get()).stream()
          .filter(one -> one.to() != null && one.to().isBefore(settled))
          .filter(one -> one.to() != null && one.to().isAfter(now.minus(TOLD)))
          .forEach(all::add);
      from = settled;
    }
    gaps.between(from, now, zones.ofCaller()).stream()
        .filter(Gap::isMissing)
        .map(gap -> silence(gap, now))
        .filter(one -> !one.days().isEmpty())
        .filter(one -> all.stream().noneMatch(known -> ORDER.compare(known, one) == 0))
        .toList()
        .forEach(all::add);
    all.sort(ORDER);
    return all;
  }

  private static Silence silence(Gap gap, Instant now) {
    return new Silence(
        gap.source().source(),
        gap.source().system(),
        gap.from(),
        until(gap, now),
        gap.missed().entrySet().stream()
            .map(day -> new MissedDay(day.getKey(), Math.round(day.getValue() * SHARES) / SHARES))
            .filter(day -> day.weeks() > 0)
            .toList());
  }

  private static @Nullable Instant until(Gap gap, Instant now) {
    Instant given = gap.from().plus(MISSED);
    Instant end = gap.to().orElse(now);
    return end.isAfter(given) ? given : gap.to().orElse(null);
  }

  private Optional<Told> told(Connection connection) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT revision, silences FROM told_silence WHERE tenant_id = ?")) {
      select.setObject(1, caller.tenant());
      try (ResultSet row = select.executeQuery()) {
        return row.next()
            ? Optional.of(new Told(row.getLong(1), row.getString(2)))
            : Optional.empty();
      }
    }
  }

  private List<Silence> read(Told told) {
    try {
      // A later release may have written more.
      return List.of(
          json.readerFor(Silence[].class)
              .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
              .<Silence[]>readValue(told.silences()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what was told of silent sources cannot be read", e);
    }
  }

  private String written(List<Silence> silences) {
    try {
      return json.writeValueAsString(silences);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what is told of silent sources cannot be written", e);
    }
  }

  private void keep(Connection connection, Told told, Instant now) throws SQLException {
    try (PreparedStatement upsert =
        connection.prepareStatement(
            "INSERT INTO told_silence (tenant_id, revision, silences, looked_at) VALUES (?, ?, ?, ?)"
                + " ON CONFLICT (tenant_id) DO UPDATE SET revision = excluded.revision,"
                + " silences = excluded.silences, looked_at = excluded.looked_at")) {
      upsert.setObject(1, caller.tenant());
      upsert.setLong(2, told.revision());
      upsert.setString(3, told.silences());
      upsert.setObject(4, now.atOffset(ZoneOffset.UTC));
      upsert.executeUpdate();
    }
  }
}
