package dev.steadfast.metrics.query;

import dev.steadfast.metrics.timeline.Traits;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The dimensions of a query as SQL over {@code observation o} and, for those of an interaction as a
 * whole, {@code interaction i}.
 */
final class DimensionColumns {
  /** An interaction is under each of its tags, and under none where it has none. */
  private static final String TAGS =
      " LEFT JOIN LATERAL jsonb_array_elements_text(i.traits -> 'tags') AS tag (name) ON true";

  private final MetricQuery query;
  private final Map<String, String> columns = new LinkedHashMap<>();

  /** With whatever of the names needs quotes quoted by the statement. */
  DimensionColumns(MetricQuery query, Statement quoting) throws SQLException {
    this.query = query;
    for (String dimension : query.groupBy()) {
      columns.put(dimension, column(dimension, quoting));
    }
    for (String dimension : query.filter().keySet()) {
      columns.put(dimension, column(dimension, quoting));
    }
  }

  private static String column(String dimension, Statement quoting) throws SQLException {
    if (!Traits.isDimension(dimension) && !dimension.equals(MetricQuery.ALL_TAGS)) {
      return "o." + dimension;
    }
    return switch (dimension) {
      case "tag" -> "tag.name";
      case MetricQuery.ALL_TAGS -> "nullif(i.traits -> 'tags', '[]')::text";
      case "language" -> "(i.traits ->> 'language')";
      case "direction" ->
          "CASE WHEN i.opened_at IS NULL THEN NULL WHEN i.proactive THEN 'proactive' ELSE 'inbound' END";
      default ->
          "(i.traits -> 'attributes' ->> "
              + quoting.enquoteLiteral(Traits.attributeOf(dimension).orElseThrow())
              + ")";
    };
  }

  /** The value of a dimension that is grouped by. */
  String of(String dimension) {
    return columns.getOrDefault(dimension, "o." + dimension);
  }

  /** The values of all dimensions that are grouped by, each after a comma. */
  String groups() {
    StringBuilder groups = new StringBuilder();
    query.groupBy().forEach(dimension -> groups.append(", ").append(of(dimension)));
    return groups.toString();
  }

  /** What comes between the tables and their conditions. */
  String joins() {
    String interaction =
        query.hasTraits() ? " JOIN interaction i USING (tenant_id, interaction_id)" : "";
    return interaction + tags();
  }

  /** The same where the interaction is joined anyway. */
  String tags() {
    return query.groupBy().contains("tag") ? TAGS : "";
  }

  /** What the query asks of the dimensions of its filter, each condition after an {@code AND}. */
  String conditions() {
    return filterConditions(query.filter());
  }

  /** The same of those of an interaction as a whole alone. */
  String traitConditions() {
    Map<String, String> filter = new LinkedHashMap<>(query.filter());
    filter.keySet().removeIf(dimension -> !Traits.isDimension(dimension));
    return filterConditions(filter);
  }

  /** The same of those of an observation alone. */
  String ownConditions() {
    Map<String, String> filter = new LinkedHashMap<>(query.filter());
    filter.keySet().removeIf(Traits::isDimension);
    return filterConditions(filter);
  }

  private String filterConditions(Map<String, String> filter) {
    StringBuilder conditions = new StringBuilder();
    for (String dimension : filter.keySet()) {
      conditions.append(
          dimension.equals("tag")
              ? " AND jsonb_exists(i.traits -> 'tags', ?)"
              : " AND " + columns.get(dimension) + " = ?");
    }
    return conditions.toString();
  }

  /** Sets the values of {@link #conditions}; returns the next place. */
  int bind(PreparedStatement select, int first) throws SQLException {
    int next = first;
    for (String value : query.filter().values()) {
      select.setString(next++, value);
    }
    return next;
  }

  /** Sets the values of {@link #traitConditions}; returns the next place. */
  int bindTraits(PreparedStatement select, int first) throws SQLException {
    return bind(select, first, true);
  }

  /** Sets the values of {@link #ownConditions}; returns the next place. */
  int bindOwn(PreparedStatement select, int first) throws SQLException {
    return bind(select, first, false);
  }

  private int bind(PreparedStatement select, int first, boolean traits) throws SQLException {
    int next = first;
    for (Map.Entry<String, String> one : query.filter().entrySet()) {
      if (Traits.isDimension(one.getKey()) == traits) {
        select.setString(next++, one.getValue());
      }
    }
    return next;
  }
}
