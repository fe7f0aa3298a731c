package dev.steadfast.metrics.query;

import dev.steadfast.core.measure.Scope;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Which scopes of a tenant a query is about, as a condition on rows of cells that the primary key
 * can follow.
 */
final class ScopeCondition {
  /** Greater than every character of a scope. */
  private static final String END = "\uffff";

  /**
   * Finds the scopes of one dimension by steps through the index, a few for each: between one and
   * the next lie all that also name a second dimension, such as {@code team=a;channel=chat}, and
   * those have several times as many rows. {@code ';'} is followed by {@code '<'}.
   */
  private static final String STEPS =
      """
      scope = ANY (ARRAY(
        WITH RECURSIVE known AS (
          (SELECT scope FROM cell_day WHERE tenant_id = ? AND scope >= ? AND scope < ? ORDER BY scope LIMIT 1)
          UNION ALL
          SELECT following.scope FROM known CROSS JOIN LATERAL (
            SELECT c.scope FROM cell_day c WHERE c.tenant_id = ? AND c.scope > CASE strpos(known.scope, ';')
                WHEN 0 THEN known.scope ELSE split_part(known.scope, ';', 1) || '<' END
              AND c.scope < ? ORDER BY c.scope LIMIT 1) following)
        SELECT scope FROM known WHERE strpos(scope, ';') = 0))""";

  private final String text;
  private final List<String> values;

  /**
   * @param text with a parameter for the tenant wherever it compares {@code tenant_id}
   * @param values of the other parameters, in order
   */
  private ScopeCondition(String text, List<String> values) {
    this.text = text;
    this.values = values;
  }

  /**
   * The scopes of the groups of a query, and those that hold the groups of one or both dimensions
   * together: what they have more is without a value.
   */
  static List<ScopeCondition> withWholes(MetricQuery query) {
    List<ScopeCondition> conditions = new ArrayList<>();
    conditions.add(of(query));
    if (query.hasWholes()) {
      query.wholes().forEach(whole -> conditions.add(of(whole)));
    }
    return conditions;
  }

  private static ScopeCondition of(MetricQuery query) {
    List<String> dimensions = query.dimensions();
    if (query.groupBy().isEmpty()) {
      return new ScopeCondition("scope = ?", List.of(new Scope(query.filter()).text()));
    }
    if (dimensions.size() == 1) {
      String prefix = dimensions.getFirst() + "=";
      return new ScopeCondition(STEPS, List.of(prefix, prefix + END, prefix + END));
    }
    return combination(query, dimensions);
  }

  /** A range, since all scopes of one combination share a prefix; and a pattern for the rest. */
  private static ScopeCondition combination(MetricQuery query, List<String> dimensions) {
    StringBuilder prefix = new StringBuilder();
    List<String> pattern = new ArrayList<>();
    boolean isPrefix = true;
    for (String dimension : dimensions) {
      String value = query.filter().get(dimension);
      pattern.add(dimension + "=" + (value == null ? "%" : escaped(Scope.encode(value))));
      if (isPrefix) {
        prefix.append(prefix.isEmpty() ? "" : ";").append(dimension).append('=');
        prefix.append(value == null ? "" : Scope.encode(value));
        isPrefix = value != null;
      }
    }
    // One more ';' than the combination has would be a finer scope.
    String finer = "%;".repeat(dimensions.size()) + "%";
    return new ScopeCondition(
        "scope >= ? AND scope < ? AND scope LIKE ? AND scope NOT LIKE ?",
        List.of(prefix.toString(), prefix + END, String.join(";", pattern), finer));
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
  }

  String text() {
    return text;
  }

  /** Sets its parameters, the first of which is at {@code first}; returns the next place. */
  int bind(PreparedStatement select, int first, UUID tenant) throws SQLException {
    int next = first;
    int value = 0;
    for (int at = text.indexOf('?'); at >= 0; at = text.indexOf('?', at + 1)) {
      if (text.startsWith("tenant_id = ", at - 12)) {
        select.setObject(next++, tenant);
      } else {
        select.setString(next++, values.get(value++));
      }
    }
    return next;
  }
}
