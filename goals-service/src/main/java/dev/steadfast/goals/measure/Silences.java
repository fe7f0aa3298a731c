package dev.steadfast.goals.measure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.steadfast.contracts.metric.SilentSources;
import dev.steadfast.goals.progress.Silence;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The table of where the sources of tenants fell silent. */
final class Silences {
  private final Map<UUID, List<Stored>> byTenant;

  /**
   * One of them.
   *
   * @param to empty while the source is silent
   */
  private record Stored(String source, Instant from, Optional<Instant> to, double weeks) {}

  private Silences(Map<UUID, List<Stored>> byTenant) {
    this.byTenant = byTenant;
  }

  /**
   * Stores what is newer than what is held.
   *
   * @return the tenants of which something changed
   */
  static List<UUID> store(Connection connection, ObjectMapper json, Map<UUID, SilentSources> told)
      throws SQLException {
    List<UUID> changed = new ArrayList<>();
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
          changed.add(one.getKey());
        }
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("silent sources cannot be written", e);
    }
    return changed;
  }

  /** Reads those of some tenants. */
  static Silences of(Connection connection, Collection<UUID> tenants) throws SQLException {
    Map<UUID, List<Stored>> found = new HashMap<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            SELECT tenant_id, s.source, s."from", s."to", s.weeks
            FROM silent_sources CROSS JOIN LATERAL jsonb_to_recordset(silences)
              AS s (source text, "from" timestamptz, "to" timestamptz, weeks float8)
            WHERE tenant_id = ANY (?)
            """)) {
      select.setArray(1, connection.createArrayOf("uuid", tenants.toArray()));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          found
              .computeIfAbsent(row.getObject(1, UUID.class), tenant -> new ArrayList<>())
              .add(
                  new Stored(
                      row.getString(2),
                      row.getObject(3, OffsetDateTime.class).toInstant(),
                      Optional.ofNullable(row.getObject(4, OffsetDateTime.class))
                          .map(OffsetDateTime::toInstant),
                      row.getDouble(5)));
        }
      }
    }
    return new Silences(found);
  }

  /** Those of a tenant, in days of a zone; one that goes on is up to now. */
  List<Silence> of(UUID tenant, ZoneId zone, Instant now) {
    return byTenant.getOrDefault(tenant, List.of()).stream()
        .map(
            one ->
                new Silence(
                    one.source(),
                    LocalDate.ofInstant(one.from(), zone),
                    LocalDate.ofInstant(one.to().map(end -> end.minusMillis(1)).orElse(now), zone),
                    one.weeks()))
        .toList();
  }
}
