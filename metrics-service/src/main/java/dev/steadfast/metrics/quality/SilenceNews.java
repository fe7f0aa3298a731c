package dev.steadfast.metrics.quality;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.steadfast.contracts.Topics;
import dev.steadfast.contracts.metric.SilentSources;
import dev.steadfast.metrics.arrival.Gap;
import dev.steadfast.metrics.arrival.GapRepository;
import dev.steadfast.metrics.arrival.Silences;
import dev.steadfast.metrics.intake.TenantZones;
import dev.steadfast.platform.access.Caller;
import dev.steadfast.platform.outbox.Outbox;
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
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells whoever reads the days of metrics where these lack data, when that has changed. */
@ApplicationScoped
class SilenceNews {
  private static final Duration TOLD = Duration.ofDays(400);

  /** After that a source is no longer missed. */
  private static final Duration MISSED = Duration.ofHours(Silences.HISTORY_HOURS);

  private final GapRepository gaps;
  private final TenantZones zones;
  private final AgroalDataSource dataSource;
  private final Caller caller;
  private final ObjectMapper json;
  private final Clock clock;

  @Inject
  SilenceNews(
      GapRepository gaps,
      TenantZones zones,
      AgroalDataSource dataSource,
      Caller caller,
      ObjectMapper json,
      Clock clock) {
    this.gaps = gaps;
    this.zones = zones;
    this.dataSource = dataSource;
    this.caller = caller;
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
      if (!claim(connection)) {
        return;
      }
      Optional<SilentSources> told = told(connection);
      List<SilentSources.Silence> now = silences(clock.instant());
      if (told.map(SilentSources::silences).orElse(List.of()).equals(now)) {
        return;
      }
      long revision = 1 + told.map(SilentSources::revision).orElse(0L);
      keep(connection, new SilentSources(revision, now));
      Outbox.appendText(connection, Topics.METRIC_DAYS, caller.tenant() + "\n");
    }
  }

  private List<SilentSources.Silence> silences(Instant now) {
    return gaps.between(now.minus(TOLD), now, zones.ofCaller()).stream()
        .filter(Gap::isMissing)
        .map(
            gap ->
                new SilentSources.Silence(
                    gap.source().source(),
                    gap.source().system(),
                    gap.from(),
                    until(gap, now),
                    Math.round(1_000 * gap.weeks()) / 1_000.0))
        .filter(silence -> silence.weeks() > 0)
        .toList();
  }

  private static @Nullable Instant until(Gap gap, Instant now) {
    Instant given = gap.from().plus(MISSED);
    Instant end = gap.to().orElse(now);
    return end.isAfter(given) ? given : gap.to().orElse(null);
  }

  private boolean claim(Connection connection) throws SQLException {
    try (PreparedStatement lock =
        connection.prepareStatement(
            "SELECT pg_try_advisory_xact_lock(hashtextextended('silences|' || ?, 0))")) {
      lock.setString(1, caller.tenant().toString());
      try (ResultSet row = lock.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  private Optional<SilentSources> told(Connection connection) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("SELECT document FROM told_silence WHERE tenant_id = ?")) {
      select.setObject(1, caller.tenant());
      try (ResultSet row = select.executeQuery()) {
        return row.next()
            ? Optional.of(json.readValue(row.getString(1), SilentSources.class))
            : Optional.empty();
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what was told of silent sources cannot be read", e);
    }
  }

  private void keep(Connection connection, SilentSources news) throws SQLException {
    try (PreparedStatement upsert =
        connection.prepareStatement(
            "INSERT INTO told_silence (tenant_id, document) VALUES (?, ?)"
                + " ON CONFLICT (tenant_id) DO UPDATE SET document = excluded.document")) {
      upsert.setObject(1, caller.tenant());
      upsert.setString(2, json.writeValueAsString(news));
      upsert.executeUpdate();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what is told of silent sources cannot be written", e);
    }
  }
}
