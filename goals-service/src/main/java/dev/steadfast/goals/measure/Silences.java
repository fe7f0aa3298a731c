package dev.steadfast.goals.measure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.steadfast.contracts.metric.SilentSources;
import dev.steadfast.goals.progress.DateRange;
import dev.steadfast.goals.progress.Silence;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/** The table of where the sources of tenants fell silent. */
final class Silences {
  private Silences() {}

  /**
   * Stores what is newer than what is held.
   *
   * @return the days of which something changed, by tenant
   */
  static Map<UUID, DateRange> store(
      Connection connection, ObjectMapper json, Map<UUID, SilentSources> told) throws SQLException {
    Map<UUID, DateRange> changed = new HashMap<>();
    Map<UUID, List<Silence>> before = of(connection, told.keySet());
    try (PreparedStatement upsert =
        connection.prepareStatement(
            "INSERT INTO silent_sources AS held (tenant_id, revision, silences) VALUES (?, ?, ?::jsonb)"
                + " ON CONFLICT (tenant_id) DO UPDATE SET revision = excluded.revision,"
                + " silences = excluded.silences WHERE held.revision < excluded.revision")) {
      for (var one : told.entrySet()) {
        upsert.setObject(1, one.getKey());
        upsert.setLong(2, one.getValue().revision());
        upsert.setString(3, json.writeValueAsString(one.getValue().silences()));
        if (upsert.executeUpdate() == 1) {
          List<Silence> now = one.getValue().silences().stream().map(Silences::silence).toList();
          difference(before.getOrDefault(one.getKey(), List.of()), now)
              .ifPresent(days -> changed.put(one.getKey(), days));
        }
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("silent sources cannot be written", e);
    }
    return changed;
  }

  private static Silence silence(SilentSources.Silence told) {
    SortedMap<LocalDate, Double> missed = new TreeMap<>();
    told.days().forEach(day -> missed.merge(day.day(), day.weeks(), Double::sum));
    return new Silence(told.source(), told.system(), missed);
  }

  /** From the first to the last day of the silences that are in one of the lists alone. */
  private static Optional<DateRange> difference(List<Silence> before, List<Silence> now) {
    Set<Silence> one = new HashSet<>(before);
    Set<Silence> other = new HashSet<>(now);
    List<Silence> different =
        Stream.concat(
                before.stream().filter(each -> !other.contains(each)),
                now.stream().filter(each -> !one.contains(each)))
            .toList();
    return different.stream()
        .map(each -> each.missed().firstKey())
        .min(Comparator.naturalOrder())
        .map(
            first ->
                new DateRange(
                    first,
                    different.stream()
                        .map(each -> each.missed().lastKey())
                        .max(Comparator.naturalOrder())
                        .orElse(first)));
  }

  /** Reads those of some tenants; their days are those of the tenant's zone, as those of cells. */
  static Map<UUID, List<Silence>> of(Connection connection, Collection<UUID> tenants)
      throws SQLException {
    if (tenants.isEmpty()) {
      return Map.of();
    }
    Map<UUID, Map<Long, Silence>> found = new HashMap<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            SELECT tenant_id, s.place, s.told ->> 'source', s.told ->> 'system', d.day, d.weeks
            FROM silent_sources
              CROSS JOIN LATERAL jsonb_array_elements(silences) WITH ORDINALITY AS s (told, place)
              CROSS JOIN LATERAL jsonb_to_recordset(s.told -> 'days') AS d (day date, weeks float8)
            WHERE tenant_id = ANY (?)
            """)) {
      select.setArray(1, connection.createArrayOf("uuid", tenants.toArray()));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          String source = row.getString(3);
          String system = row.getString(4);
          Silence silence =
              found
                  .computeIfAbsent(row.getObject(1, UUID.class), tenant -> new TreeMap<>())
                  .computeIfAbsent(
                      row.getLong(2), place -> new Silence(source, system, new TreeMap<>()));
          silence.missed().merge(row.getObject(5, LocalDate.class), row.getDouble(6), Double::sum);
        }
      }
    }
    Map<UUID, List<Silence>> byTenant = new HashMap<>();
    found.forEach((tenant, silences) -> byTenant.put(tenant, List.copyOf(silences.values())));
    return byTenant;
  }
}
