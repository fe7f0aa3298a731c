package dev.steadfast.metrics.query;

import dev.steadfast.core.measure.Scope;
import dev.steadfast.metrics.timeline.Traits;
import dev.steadfast.platform.problem.ProblemException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the dimensions of a request: what is grouped by, and what is filtered by. */
final class AskedDimensions {
  private static final int MAX_GROUPING = 2;

  private AskedDimensions() {}

  /** One or two dimensions, separated by a comma; none without a text. */
  static List<String> groups(@Nullable String groupBy) {
    if (groupBy == null || groupBy.isBlank()) {
      return List.of();
    }
    List<String> groups = Arrays.stream(groupBy.split(",", -1)).map(String::strip).toList();
    for (String dimension : groups) {
      requireDimension("groupBy", dimension);
    }
    if (groups.size() > MAX_GROUPING || new HashSet<>(groups).size() < groups.size()) {
      throw ProblemException.invalidParameter(
          "groupBy", "Group by one or two different dimensions.");
    }
    return groups;
  }

  /**
   * Values by dimension.
   *
   * @throws ProblemException {@code invalid-parameter}
   */
  static Map<String, String> filter(List<String> filter) {
    Map<String, String> values = new TreeMap<>();
    for (String one : filter) {
      int colon = one.indexOf(':');
      if (colon < 1 || colon == one.length() - 1) {
        throw ProblemException.invalidParameter(
            "filter", "A filter reads dimension:value, such as team:billing.");
      }
      requireText("filter", one);
      String dimension = one.substring(0, colon);
      requireDimension("filter", dimension);
      if (values.put(dimension, one.substring(colon + 1)) != null) {
        throw ProblemException.invalidParameter("filter", "Filter each dimension once.");
      }
    }
    return values;
  }

  /** No value and no name holds a NUL, and no database takes one. */
  private static void requireText(String parameter, String text) {
    if (text.indexOf('\0') >= 0) {
      throw ProblemException.invalidParameter(parameter, "There is a NUL character in it.");
    }
  }

  private static void requireDimension(String parameter, String dimension) {
    requireText(parameter, dimension);
    if (!Scope.DIMENSIONS.contains(dimension) && !Traits.isDimension(dimension)) {
      throw ProblemException.invalidParameter(
          parameter,
          "There is no dimension '%s'; one of %s, %s or %s followed by the name of an attribute."
              .formatted(
                  dimension,
                  String.join(", ", Scope.DIMENSIONS),
                  String.join(", ", Traits.DIMENSIONS),
                  Traits.ATTRIBUTE));
    }
  }
}
