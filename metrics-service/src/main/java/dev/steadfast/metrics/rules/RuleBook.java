package dev.steadfast.metrics.rules;

import dev.steadfast.metrics.timeline.Rules;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** The rules of tenants, remembered as they are read. Used by one thread. */
public final class RuleBook {
  private static final int MOST_KNOWN = 500;

  private record Revision(UUID tenant, long number) {}

  private final Map<UUID, Rules> current = new HashMap<>();
  private final Map<Revision, Rules> known = new LinkedHashMap<>();

  /** The newest ones, as of the first time that they were asked for since {@link #forget}. */
  public Rules current(Connection transaction, UUID tenant) throws SQLException {
    Rules rules = current.get(tenant);
    if (rules == null) {
      try (PreparedStatement select =
          transaction.prepareStatement(
              "SELECT coalesce(max(revision), 0) FROM counting_rules WHERE tenant_id = ?")) {
        select.setObject(1, tenant);
        try (ResultSet row = select.executeQuery()) {
          row.next();
          rules = of(transaction, tenant, row.getLong(1));
        }
      }
      current.put(tenant, rules);
    }
    return rules;
  }

  /**
   * Those of that revision.
   *
   * @throws IllegalStateException if there is no such revision
   */
  public Rules of(Connection transaction, UUID tenant, long revision) throws SQLException {
    if (revision == 0) {
      return Rules.NONE;
    }
    Rules rules = known.get(new Revision(tenant, revision));
    if (rules == null) {
      rules = read(transaction, tenant, revision);
      if (known.size() >= MOST_KNOWN) {
        known.clear();
      }
      known.put(new Revision(tenant, revision), rules);
    }
    return rules;
  }

  private static Rules read(Connection transaction, UUID tenant, long revision)
      throws SQLException {
    try (PreparedStatement select =
        transaction.prepareStatement(
            "SELECT document FROM counting_rules WHERE tenant_id = ? AND revision = ?")) {
      select.setObject(1, tenant);
      select.setLong(2, revision);
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          throw new IllegalStateException("no counting rules of revision " + revision);
        }
        return RulesDocument.read(revision, row.getString(1));
      }
    }
  }

  /** The next one who asks for current rules has them read. */
  public void forget() {
    current.clear();
  }
}
