package dev.steadfast.bench.querying;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * {@code percentile_cont} over one connection of the superuser: without HTTP, a gateway, row-level
 * security or intervals of confidence, all of which favours it.
 */
final class PeerQuery {
  /** A group and its bucket. */
  record Place(String team, Instant begin) {}

  /** The exact values. */
  record Exact(long count, double mean, double median, double p90, double p99) {}

  private final Connection database;
  private final UUID tenant;

  PeerQuery(Connection database, UUID tenant) {
    this.database = database;
    this.tenant = tenant;
  }

  Map<Place, Exact> answer(Question question) throws SQLException {
    Map<Place, Exact> exact = new HashMap<>();
    try (PreparedStatement select = database.prepareStatement(question.sql())) {
      select.setObject(1, tenant);
      select.setObject(2, question.from().atStartOfDay().atOffset(ZoneOffset.UTC));
      select.setObject(3, question.to().atStartOfDay().atOffset(ZoneOffset.UTC));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          Double[] quantiles = (Double[]) row.getArray(5).getArray();
          exact.put(
              new Place(row.getString(1), row.getObject(2, OffsetDateTime.class).toInstant()),
              new Exact(
                  row.getLong(3), row.getDouble(4), quantiles[0], quantiles[1], quantiles[2]));
        }
      }
    }
    return exact;
  }
}
