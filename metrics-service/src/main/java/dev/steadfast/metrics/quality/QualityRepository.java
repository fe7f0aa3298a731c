package dev.steadfast.metrics.quality;

import dev.steadfast.core.measure.Histogram;
import dev.steadfast.metrics.arrival.Source;
import dev.steadfast.metrics.quality.QualityView.DeadLettersView;
import dev.steadfast.metrics.quality.QualityView.ShareView;
import dev.steadfast.metrics.quality.QualityView.SystemView;
import dev.steadfast.platform.access.Caller;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads what was counted of the events of the calling tenant. */
@ApplicationScoped
class QualityRepository {
  /** What an interaction can lack, and where it is. */
  private static final List<Map.Entry<String, String>> DIMENSIONS =
      List.of(
          Map.entry("team", "i.team"),
          Map.entry("agent", "i.agent"),
          Map.entry("channel", "i.channel"),
          Map.entry("priority", "i.priority"),
          Map.entry("customer", "i.customer"),
          Map.entry("topic", "i.topic"),
          Map.entry("brand", "i.traits -> 'attributes' ->> 'brand'"),
          Map.entry("product", "i.traits -> 'attributes' ->> 'product'"),
          Map.entry("language", "i.traits ->> 'language'"));

  private static final String SYSTEMS =
      """
      SELECT i.system, count(*), count(*) FILTER (WHERE i.resolved_at < i.opened_at), LACKING
      FROM observation o JOIN interaction i USING (tenant_id, interaction_id)
      WHERE o.tenant_id = ? AND o.metric = 'volume' AND o.version = 1
        AND o.anchored_at >= ? AND o.anchored_at < ?
      GROUP BY i.system ORDER BY i.system COLLATE "C"
      """
          .replace(
              "LACKING",
              DIMENSIONS.stream()
                  .map(dimension -> "count(*) - count(" + dimension.getValue() + ")")
                  .collect(Collectors.joining(", ")));

  private final AgroalDataSource dataSource;
  private final Caller caller;

  @Inject
  QualityRepository(AgroalDataSource dataSource, Caller caller) {
    this.dataSource = dataSource;
    this.caller = caller;
  }

  /** Of whom to tell: those after a source, all or only of that name. */
  record Asked(
      OffsetDateTime from, OffsetDateTime to, @Nullable String source, Optional<Source> after) {}

  /**
   * The hours of receipt that begin in the period, summed up by source.
   *
   * @param also sources that are told of although they sent nothing
   */
  NavigableMap<Source, SourceCounts> sources(Asked asked, List<Source> also, int most)
      throws SQLException {
    NavigableMap<Source, SourceCounts> counts = new TreeMap<>();
    also.forEach(source -> counts.put(source, new SourceCounts()));
    try (Connection connection = dataSource.getConnection()) {
      names(connection, "intake_hour", asked, most, counts);
      names(connection, "intake_rejection", asked, most, counts);
      while (counts.size() > most) {
        counts.pollLastEntry();
      }
      for (var entry : counts.entrySet()) {
        addHours(connection, asked, entry.getKey(), entry.getValue());
        addRejections(connection, asked, entry.getKey(), entry.getValue());
      }
    }
    return counts;
  }

  private void names(
      Connection connection,
      String table,
      Asked asked,
      int most,
      NavigableMap<Source, SourceCounts> counts)
      throws SQLException {
    Source after = asked.after().orElse(null);
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT DISTINCT source, system FROM "
                + table
                + " WHERE tenant_id = ? AND hour >= ? AND hour < ? AND (?::text IS NULL OR source = ?)"
                + " AND (?::text IS NULL OR (source, system) > (?, ?)) ORDER BY 1, 2 LIMIT ?")) {
      select.setObject(1, caller.tenant());
      select.setObject(2, asked.from());
      select.setObject(3, asked.to());
      select.setString(4, asked.source());
      select.setString(5, asked.source());
      select.setString(6, after == null ? null : after.source());
      select.setString(7, after == null ? null : after.source());
      select.setString(8, after == null ? null : after.system());
      select.setInt(9, most);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          counts.putIfAbsent(new Source(row.getString(1), row.getString(2)), new SourceCounts());
        }
      }
    }
  }

  private void addHours(Connection connection, Asked asked, Source source, SourceCounts counts)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT received, duplicates, dead, late, future, last_at, delay, ahead FROM intake_hour"
                + " WHERE tenant_id = ? AND source = ? AND system = ? AND hour >= ? AND hour < ?"
                + " ORDER BY hour")) {
      bind(select, asked, source);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          counts.received += row.getLong(1);
          counts.duplicates += row.getLong(2);
          counts.dead += row.getLong(3);
          counts.late += row.getLong(4);
          counts.future += row.getLong(5);
          counts.lastAt = row.getObject(6, OffsetDateTime.class).toInstant();
          add(counts.delay, row.getBytes(7));
          add(counts.ahead, row.getBytes(8));
        }
      }
    }
  }

  private static void add(Histogram histogram, byte @Nullable [] encoded) {
    if (encoded != null) {
      histogram.add(Histogram.decode(encoded));
    }
  }

  private void addRejections(Connection connection, Asked asked, Source source, SourceCounts counts)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT field, sum(events) FROM intake_rejection WHERE tenant_id = ? AND source = ?"
                + " AND system = ? AND hour >= ? AND hour < ? GROUP BY field")) {
      bind(select, asked, source);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          counts.rejectedBy.put(row.getString(1), row.getLong(2));
        }
      }
    }
  }

  private void bind(PreparedStatement select, Asked asked, Source source) throws SQLException {
    select.setObject(1, caller.tenant());
    select.setString(2, source.source());
    select.setString(3, source.system());
    select.setObject(4, asked.from());
    select.setObject(5, asked.to());
  }

  DeadLettersView deadLetters(OffsetDateTime from, OffsetDateTime to) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      return DeadLetterSources.count(connection, caller.tenant(), from, to);
    }
  }

  Optional<Map<Source, Long>> replayable(OffsetDateTime from, OffsetDateTime to)
      throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      return DeadLetterSources.replayable(connection, caller.tenant(), from, to);
    }
  }

  /** What the interactions lack that were opened in the period, by way of their volume. */
  List<SystemView> systems(OffsetDateTime from, OffsetDateTime to) throws SQLException {
    List<SystemView> systems = new ArrayList<>();
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(SYSTEMS)) {
      select.setObject(1, caller.tenant());
      select.setObject(2, from);
      select.setObject(3, to);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          long all = row.getLong(2);
          Map<String, ShareView> without = new LinkedHashMap<>();
          for (int i = 0; i < DIMENSIONS.size(); i++) {
            without.put(DIMENSIONS.get(i).getKey(), SourceCounts.share(row.getLong(4 + i), all));
          }
          systems.add(
              new SystemView(
                  row.getString(1),
                  all,
                  without,
                  Map.of("resolved-before-opened", SourceCounts.share(row.getLong(3), all))));
        }
      }
    }
    return systems;
  }
}
