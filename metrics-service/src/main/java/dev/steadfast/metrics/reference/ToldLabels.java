package dev.steadfast.metrics.reference;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Gathers how events of one transaction name teams and agents and writes it once. The label of the
 * latest event counts, in whatever order they come. Written last, since a row is locked until the
 * transaction ends.
 */
public final class ToldLabels {
  private static final String UPSERT =
      """
      INSERT INTO reference AS r (tenant_id, kind, id, told_label, told_at)
      SELECT * FROM unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::timestamptz[])
      ON CONFLICT (tenant_id, kind, id) DO UPDATE SET told_label = excluded.told_label, told_at = excluded.told_at
      WHERE excluded.told_label IS NOT NULL
        AND (r.told_label IS NULL OR (excluded.told_at, excluded.told_label) > (r.told_at, r.told_label))
      """;

  /** In one order everywhere, so that two consumers wait for each other instead of forever. */
  private final NavigableMap<Key, Told> told = new TreeMap<>();

  private record Key(UUID tenant, ReferenceKind kind, String id) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int order = tenant.compareTo(other.tenant);
      order = order == 0 ? kind.compareTo(other.kind) : order;
      return order == 0 ? id.compareTo(other.id) : order;
    }
  }

  private record Told(@Nullable String label, long at) {
    /** As the database decides between rows. */
    Told or(Told other) {
      if (label == null || other.label == null) {
        return label == null ? other : this;
      }
      int order = Long.compare(at, other.at);
      return order > 0 || (order == 0 && label.compareTo(other.label) > 0) ? this : other;
    }
  }

  /**
   * Takes what an event tells.
   *
   * @param at when it happened, in milliseconds since the epoch
   */
  public void take(UUID tenant, List<Naming> namings, long at) {
    for (Naming naming : namings) {
      told.merge(
          new Key(tenant, naming.kind(), naming.id()), new Told(naming.label(), at), Told::or);
    }
  }

  /** Keeps what is newer than what is kept. */
  public void write(Connection transaction) throws SQLException {
    if (told.isEmpty()) {
      return;
    }
    try (PreparedStatement upsert = transaction.prepareStatement(UPSERT)) {
      bind(transaction, upsert, 1, "uuid", Key::tenant);
      bind(transaction, upsert, 2, "text", key -> key.kind().text());
      bind(transaction, upsert, 3, "text", Key::id);
      bind(transaction, upsert, 4, "text", key -> of(key).label());
      bind(transaction, upsert, 5, "timestamptz", key -> new Timestamp(of(key).at()));
      upsert.executeUpdate();
    }
    told.clear();
  }

  private Told of(Key key) {
    return told.getOrDefault(key, new Told(null, 0));
  }

  private void bind(
      Connection transaction,
      PreparedStatement upsert,
      int column,
      String type,
      Function<Key, @Nullable Object> value)
      throws SQLException {
    Object[] values = told.keySet().stream().map(value).toArray();
    upsert.setArray(column, transaction.createArrayOf(type, values));
  }
}
