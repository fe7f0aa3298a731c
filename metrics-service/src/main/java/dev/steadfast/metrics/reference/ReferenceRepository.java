package dev.steadfast.metrics.reference;

import dev.steadfast.platform.access.Caller;
import dev.steadfast.platform.http.Cursor;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The teams and agents of the calling tenant. */
@ApplicationScoped
public class ReferenceRepository {
  private static final String SELECT =
      "SELECT kind, id, coalesce(own_label, told_label), told_label, own_label, deleted, version"
          + " FROM reference WHERE tenant_id = ?";

  private final AgroalDataSource dataSource;
  private final Caller caller;
  private final Clock clock;

  @Inject
  ReferenceRepository(AgroalDataSource dataSource, Caller caller, Clock clock) {
    this.dataSource = dataSource;
    this.caller = caller;
    this.clock = clock;
  }

  /** Those of the ids that are known, by id. */
  public Map<String, ReferenceView> named(ReferenceKind kind, Collection<String> ids)
      throws SQLException {
    Map<String, ReferenceView> named = new HashMap<>();
    if (!ids.isEmpty()) {
      Object[] array = ids.stream().distinct().toArray();
      read(SELECT + " AND kind = ? AND id = ANY (?::text[])", kind.text(), array)
          .forEach(one -> named.put(one.id(), one));
    }
    return named;
  }

  /** The one of that id. */
  Optional<ReferenceView> find(ReferenceKind kind, String id) throws SQLException {
    return Optional.ofNullable(named(kind, List.of(id)).get(id));
  }

  /** The same, which nobody else changes until the transaction ends. */
  Optional<ReferenceView> findForChange(ReferenceKind kind, String id) throws SQLException {
    return read(SELECT + " AND kind = ? AND id = ? FOR UPDATE", kind.text(), id).stream()
        .findFirst();
  }

  /** In the order of kind and id; one more than the limit if there are more. */
  List<ReferenceView> list(@Nullable ReferenceKind kind, @Nullable Cursor after, int limit)
      throws SQLException {
    return read(
        SELECT
            + " AND (?::text IS NULL OR kind = ?) AND (kind, id) > (?, ?) ORDER BY kind, id LIMIT ?",
        kind == null ? null : kind.text(),
        kind == null ? null : kind.text(),
        after == null ? "" : after.values().get(0),
        after == null ? "" : after.values().get(1),
        limit + 1);
  }

  private List<ReferenceView> read(String sql, @Nullable Object... values) throws SQLException {
    List<ReferenceView> found = new ArrayList<>();
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(sql)) {
      select.setObject(1, caller.tenant());
      for (int i = 0; i < values.length; i++) {
        if (values[i] instanceof Object[] array) {
          select.setArray(i + 2, connection.createArrayOf("text", array));
        } else {
          select.setObject(i + 2, values[i]);
        }
      }
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          found.add(
              new ReferenceView(
                  ReferenceKind.named(row.getString(1)).orElseThrow(),
                  row.getString(2),
                  row.getString(3),
                  row.getString(4),
                  row.getString(5),
                  row.getBoolean(6),
                  row.getInt(7)));
        }
      }
    }
    return found;
  }

  /** Says that of a reference that is there. */
  void put(ReferenceKind kind, String id, @Nullable String label, boolean deleted)
      throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement update =
            connection.prepareStatement(
                "UPDATE reference SET own_label = ?, deleted = ?, version = version + 1, changed_at = ?,"
                    + " changed_by = ? WHERE tenant_id = ? AND kind = ? AND id = ?")) {
      update.setString(1, label);
      update.setBoolean(2, deleted);
      update.setObject(3, clock.instant().atOffset(ZoneOffset.UTC));
      update.setString(4, caller.subject());
      update.setObject(5, caller.tenant());
      update.setString(6, kind.text());
      update.setString(7, id);
      update.executeUpdate();
    }
  }
}
